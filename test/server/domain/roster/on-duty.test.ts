/** Who is on duty: by a table, and by an oracle that asks every shift and absence minute by minute. */
import { describe, expect, test } from 'vitest';
import { onDuty } from '../../../../server/domain/roster/roster.ts';
import type { Roster } from '../../../../server/domain/roster/roster.ts';
import type { Absence, Shift } from '../../../../shared/roster.ts';
import { calendar, moscowDesk } from '../working-time/calendars.ts';

const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

/** 'olga 2026-11-09', 'olga 2026-11-09 10:00-14:00' */
const aShift = (written: string): Shift => {
  const [staffId = '', date = '', hours] = written.split(' ');
  const [from = '', to = ''] = hours?.split('-') ?? [];
  return { staffId, date, part: hours === undefined ? null : { from, to } };
};
/** 'olga 2026-11-09 2026-11-11': back on the 11th. */
const anAbsence = (written: string): Absence => {
  const [staffId = '', from = '', until = ''] = written.split(' ');
  return { id: written, staffId, from, until, kind: 'vacation' };
};
const aRoster = (shifts: string[], absences: string[] = []): Roster => ({
  shifts: shifts.map(aShift),
  absences: absences.map(anAbsence),
});

describe('on duty is', () => {
  test.each<[string, string, string[], string[], string[]]>([
    [
      'whoever has a shift that day',
      '2026-11-09 12:00',
      ['olga 2026-11-09', 'pavel 2026-11-10'],
      [],
      ['olga'],
    ],
    ['from opening itself', '2026-11-09 10:00', ['olga 2026-11-09'], [], ['olga']],
    ['nobody a millisecond before it', '2026-11-09 09:59:59.999', ['olga 2026-11-09'], [], []],
    ['nobody at closing', '2026-11-09 19:00', ['olga 2026-11-09'], [], []],
    ['nobody on a Saturday, whatever was entered', '2026-11-14 12:00', ['olga 2026-11-14'], [], []],
    ['nobody on a holiday', '2026-11-04 12:00', ['olga 2026-11-04'], [], []],
    ['not who works another part of the day', '2026-11-09 15:00', ['olga 2026-11-09 10:00-14:00'], [], []],
    ['a part from its first minute', '2026-11-09 14:00', ['olga 2026-11-09 14:00-19:00'], [], ['olga']],
    ['a part not at its end', '2026-11-09 14:00', ['olga 2026-11-09 10:00-14:00'], [], []],
    ['not who is absent', '2026-11-10 12:00', ['olga 2026-11-10'], ['olga 2026-11-09 2026-11-11'], []],
    ['who is back', '2026-11-11 12:00', ['olga 2026-11-11'], ['olga 2026-11-09 2026-11-11'], ['olga']],
    ['who is absent from tomorrow', '2026-11-08 12:00', [], ['olga 2026-11-09 2026-11-11'], []],
    [
      'a colleague of the absent',
      '2026-11-09 12:00',
      ['olga 2026-11-09', 'pavel 2026-11-09'],
      ['olga 2026-11-09 2026-11-10'],
      ['pavel'],
    ],
  ])('%s', (_, at, shifts, absences, ids) => {
    expect([...onDuty(aRoster(shifts, absences), moscowDesk(), moscow(at))]).toEqual(ids);
  });
});

/** Each of them on its own: is there a shift that covers this minute, and no absence over this date? */
function oracle(
  { shifts, absences }: Roster,
  date: string,
  minute: number,
  open: [number, number][],
): string[] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return ['a', 'b', 'c', 'd'].filter((who) => {
    const works = shifts.some(
      (shift) =>
        shift.staffId === who &&
        shift.date === date &&
        (shift.part === null || (minute >= minutes(shift.part.from) && minute < minutes(shift.part.to))),
    );
    const away = absences.some(
      (each) =>
        each.staffId === who &&
        Date.parse(each.from) <= Date.parse(date) &&
        Date.parse(date) < Date.parse(each.until),
    );
    return works && !away && open.some(([from, to]) => minute >= from && minute < to);
  });
}

test('as a naive reading of the roster has it, minute by minute', () => {
  let seed = 20261109;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  const wt = calendar({
    timeZone: 'UTC',
    hours: [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ],
  });
  const open: [number, number][] = [
    [540, 780],
    [840, 1080],
  ];
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const day = (n: number) => `2026-11-${String(9 + n).padStart(2, '0')}`;
  let duties = 0;
  for (let run = 0; run < 200; run++) {
    const shifts: Shift[] = [];
    const absences: Absence[] = [];
    for (const staffId of ['a', 'b', 'c', 'd']) {
      for (let n = 0; n < 5; n++) {
        if (random(3) === 0) continue;
        const from = 480 + random(600);
        const part = random(2) === 0 ? null : { from: time(from), to: time(from + 1 + random(300)) };
        shifts.push({ staffId, date: day(n), part });
      }
      const first = random(6);
      if (random(2) === 0)
        absences.push({
          id: staffId,
          staffId,
          from: day(first),
          until: day(first + 1 + random(3)),
          kind: 'sick',
        });
    }
    for (let asked = 0; asked < 100; asked++) {
      const date = day(random(5));
      const minute = 500 + random(620);
      const at = Date.parse(`${date}T${time(minute)}:00Z`);
      const expected = oracle({ shifts, absences }, date, minute, open);
      duties += expected.length;
      expect([...onDuty({ shifts, absences }, wt, at)].toSorted()).toEqual(expected);
    }
  }
  expect(duties).toBeGreaterThan(5000);
});
