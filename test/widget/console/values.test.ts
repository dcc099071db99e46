import { describe, expect, test } from 'vitest';
import { daysTogether, monthsOf, weeksOf } from '../../../widget/console/admin/month.ts';
import { originsIn } from '../../../widget/console/admin/origins.ts';
import { ticketIn } from '../../../widget/client/live.ts';
import { dateTimeValue, instantIn } from '../../../widget/console/parts/local-date.ts';
import { kopecksOf } from '../../../widget/console/parts/money.ts';
import { neighboursOf } from '../../../widget/console/queue/seen-queue.ts';
import { RequestId } from '../../../widget/console/request-id.ts';
import type { CalendarDay } from '../../../widget/client/api.ts';

describe('a sum as people write it', () => {
  test.each([
    ['12500', 1_250_000],
    ['12 500', 1_250_000],
    ['12\u00a0500,50 ₽', 1_250_050],
    ['12,500.50', 1_250_050],
    ['0,05', 5],
    ['1,5', 150],
    ['12.500', 1_250_000],
  ])('%s', (text, kopecks) => {
    expect(kopecksOf(text)).toBe(kopecks);
  });

  test.each(['', '0', '-5', '1,234,5', '12,500,50', 'сто', '1e5', '1,555.555', '99999999999999999999'])(
    '%s is none',
    (text) => {
      expect(kopecksOf(text)).toBeNull();
    },
  );
});

describe('a field of date and time', () => {
  test('is read on the desk’s clock, whatever the reader’s is', () => {
    expect(instantIn('2026-11-06T14:20', 'Europe/Moscow')).toBe(Date.UTC(2026, 10, 6, 11, 20));
    expect(instantIn('2026-11-06T14:20', 'Asia/Vladivostok')).toBe(Date.UTC(2026, 10, 6, 4, 20));
  });

  test('shows the same minute it was read from', () => {
    const at = Date.UTC(2026, 2, 29, 7, 41);
    expect(instantIn(dateTimeValue(at, 'Europe/Berlin'), 'Europe/Berlin')).toBe(at);
  });

  test('an empty one is no time', () => {
    expect(instantIn('', 'Europe/Moscow')).toBeNull();
  });
});

describe('origins, one a line', () => {
  test('are bare, and each once', () => {
    expect(originsIn('https://a.example\nhttps://a.example/\n\nhttp://localhost:8080')).toEqual({
      origins: ['https://a.example', 'http://localhost:8080'],
      wrong: null,
    });
  });

  test.each([
    'a.example',
    'https://a.example/page',
    'https://a.example?x',
    'ftp://a.example',
    'https://u@a.example',
  ])('%s is named as wrong', (line) => {
    expect(originsIn(`https://ok.example\n${line}`).wrong).toBe(line);
  });
});

describe('a frame of the stream', () => {
  test('names the ticket and its version', () => {
    expect(ticketIn('event: ticket\ndata: {"id":"t1","version":4}')).toEqual({ id: 't1', version: 4 });
  });

  test('a heartbeat names none', () => {
    expect(ticketIn(': still here')).toBeNull();
  });
});

describe('the id of a request', () => {
  test('stays while the same thing is tried again, and changes with the words', () => {
    const request = new RequestId();
    const first = request.for({ text: 'one' });
    expect(request.for({ text: 'one' })).toBe(first);
    expect(request.for({ text: 'two' })).not.toBe(first);
  });

  test('is another once the first was done, for the same words said again', () => {
    const request = new RequestId();
    const first = request.for('ok');
    request.done();
    expect(request.for('ok')).not.toBe(first);
  });
});

test('neighbours are those of the list somebody came from', () => {
  const queue = { search: '', ids: ['a', 'b', 'c'], total: 9, orMore: false };
  expect(neighboursOf(queue, 'b')).toEqual({ place: 2, total: 9, orMore: false, previous: 'a', next: 'c' });
  expect(neighboursOf(queue, 'a')?.previous).toBeNull();
  expect(neighboursOf(queue, 'z')).toBeNull();
});

describe('the picture of a year', () => {
  const day = (date: string, name: string | null = null): CalendarDay => ({
    date,
    working: name === null,
    hours: [],
    why: name === null ? null : 'holiday',
    name: name === null ? null : { ru: name, en: name },
  });
  const november = Array.from({ length: 30 }, (_, i) => day(`2026-11-${`0${i + 1}`.slice(-2)}`));

  test('weeks begin on Monday: 1 November 2026 is a Sunday', () => {
    const [first, second] = weeksOf(november);
    expect(first?.map((each) => each?.date ?? '')).toEqual(['', '', '', '', '', '', '2026-11-01']);
    expect(second?.[0]?.date).toBe('2026-11-02');
    expect(weeksOf(november).every((week) => week.length === 7)).toBe(true);
  });

  test('days fall into their months', () => {
    const months = monthsOf([day('2026-01-31'), day('2026-12-01')]);
    expect(months.map((days) => days.length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('days in a row under one name are told once', () => {
    const told = daysTogether([
      day('2026-01-01', 'New Year'),
      day('2026-01-02', 'New Year'),
      day('2026-01-07', 'Christmas'),
    ]);
    expect(told.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [7, 7],
    ]);
  });
});
