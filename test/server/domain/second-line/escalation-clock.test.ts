import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { escalationClock } from '../../../../server/domain/second-line/escalation-clock.ts';
import { escalationLedger } from '../../../../server/domain/second-line/escalation-ledger.ts';
import { moscow, RULES } from '../ticket/a-story.ts';
import { answers, aQuestion, asks, handsBack, takes } from './a-question.ts';

const clockAt = (question: ReturnType<typeof aQuestion>, at: string, rules = RULES) =>
  escalationClock(question.escalation(), rules, moscow(at));

describe('a term in working days, by hand from the calendar', () => {
  test.each([
    ['an ordinary Monday, three days', 'legal', '2026-11-09 12:00', '2026-11-12 19:00'],
    ['a minute before midnight is the same day 0', 'legal', '2026-11-09 23:59', '2026-11-12 19:00'],
    ['a Saturday is a day 0 like any other', 'system_errors', '2026-12-05 09:00', '2026-12-07 19:00'],
    ['over New Year, one day', 'system_errors', '2026-12-30 20:00', '2027-01-11 19:00'],
    ['over New Year, three days', 'legal', '2026-12-29 18:59', '2027-01-12 19:00'],
    ['over New Year, five days', 'settlements', '2026-12-30 10:00', '2027-01-15 19:00'],
    ['asked in the holidays', 'data_editing', '2027-01-03 12:00', '2027-01-11 19:00'],
    ['a working Saturday is a working day', 'system_errors', '2027-02-19 10:00', '2027-02-20 19:00'],
    ['a working Saturday and two days off after it', 'legal', '2027-02-19 10:00', '2027-02-25 19:00'],
    ['asked on a working Saturday', 'data_editing', '2025-11-01 12:00', '2025-11-05 19:00'],
  ])('%s', (_, topic, asked, due) => {
    const question = aQuestion(moscow(asked)).does('staff', asks(topic), moscow(asked));
    expect(new Date(clockAt(question, asked).dueAt).toISOString()).toBe(new Date(moscow(due)).toISOString());
  });

  test('half of it is half of the working time: 34 hours, so 17 of them', () => {
    const question = aQuestion(moscow('2026-11-09 12:00')).does(
      'staff',
      asks('legal'),
      moscow('2026-11-09 12:00'),
    );
    expect(clockAt(question, '2026-11-09 12:00').halfAt).toBe(moscow('2026-11-11 11:00'));
  });
});

describe('what meets it', () => {
  const asked = moscow('2026-11-09 12:00');
  const due = moscow('2026-11-12 19:00');
  const question = () => aQuestion(asked).does('staff', asks('legal'), asked);

  test('an answer in substance on the very instant it is due', () => {
    expect(clockAt(question().does('department', answers(), due), '2026-11-13 12:00').state).toBe('met');
  });
  test('not one a millisecond later', () => {
    expect(clockAt(question().does('department', answers(), due + 1), '2026-11-13 12:00').state).toBe(
      'missed',
    );
  });
  test('not taking it', () => {
    expect(clockAt(question().does('department', takes(), asked + 1), '2026-11-13 12:00').state).toBe(
      'overdue',
    );
  });
  test('taking it, where the regulation says so', () => {
    const rules = compileRules({ ...REGULATION, version: '2.0-1', secondLineMetByTaking: true });
    const taken = aQuestion(asked, rules)
      .does('staff', asks('legal'), asked)
      .does('department', takes(), asked + 1);
    expect(clockAt(taken, '2026-11-13 12:00', rules).state).toBe('met');
  });
  test('not an interim word; the first in substance after it does', () => {
    const interim = question().does('department', answers(false), asked + 1);
    expect(clockAt(interim, '2026-11-12 12:00').state).toBe('running');
    expect(clockAt(interim.does('department', answers(), asked + 2), '2026-11-20 12:00').state).toBe('met');
  });
  test('not mail from somebody whom nothing proves', () => {
    const act = { ...answers(), unverified: true } as never;
    expect(clockAt(question().does('department', act, asked + 1), '2026-11-12 12:00').state).toBe('running');
  });
  test('a later question leaves it met', () => {
    const again = question()
      .does('department', answers(), asked + 1)
      .does('staff', { act: 'ask_department', escalationId: 'e1', words: 'again', files: [] }, due + 1);
    expect(clockAt(again, '2026-12-01 12:00')).toMatchObject({ state: 'met', metAt: asked + 1 });
  });
  test('handed back in time it measures nothing, handed back late it is missed', () => {
    expect(clockAt(question().does('department', handsBack(), due), '2026-12-01 12:00').state).toBe(
      'dropped',
    );
    expect(clockAt(question().does('department', handsBack(), due + 1), '2026-12-01 12:00').state).toBe(
      'missed',
    );
  });
  test('several at once have a clock each, and the clocks of the ticket go on', () => {
    const before = question();
    const both = before
      .does('staff', asks('settlements', 'e2'), asked + 1)
      .does('department', answers(), asked + 2);
    expect(escalationClock(both.escalation('e2'), RULES, asked + 3)).toMatchObject({
      state: 'running',
      dueAt: moscow('2026-11-16 19:00'),
    });
    expect(both.ticket.cycles[0]).toMatchObject({ reactedAt: null, statuses: [{ status: 'request' }] });
  });
});

describe('its ledger', () => {
  const ledgerAt = (topic: string, asked: string, at: string) => {
    const question = aQuestion(moscow(asked)).does('staff', asks(topic), moscow(asked));
    return escalationLedger(question.escalation(), RULES, moscow(at));
  };
  const said = ({ spans }: ReturnType<typeof ledgerAt>) =>
    spans.map(({ is, adds, reason }) => `${is} ${adds}${reason ? ` ${reason.code}` : ''}`);

  test('names day 0 and every day between, with its reason', () => {
    const ledger = ledgerAt('legal', '2026-12-29 12:00', '2026-12-30 12:00');
    expect(said(ledger)).toEqual([
      'not_counted 0 day_zero',
      'counted 1',
      'not_counted 0 transferred',
      ...Array.from({ length: 8 }, () => 'not_counted 0 holiday'),
      'not_counted 0 weekend',
      'not_counted 0 weekend',
      'to_count 1',
      'to_count 1',
    ]);
    expect(ledger).toMatchObject({
      allowance: 3,
      counted: 1,
      left: 2,
      paragraph: '7',
      dueAt: moscow('2027-01-12 19:00'),
    });
  });
  test('the working Saturday counts', () => {
    const ledger = ledgerAt('legal', '2027-02-19 12:00', '2027-02-19 13:00');
    expect(said(ledger).slice(0, 4)).toEqual([
      'not_counted 0 day_zero',
      'to_count 1',
      'not_counted 0 weekend',
      'not_counted 0 transferred',
    ]);
  });
  test('what comes after the due time is late, day by day', () => {
    const ledger = ledgerAt('system_errors', '2026-11-12 12:00', '2026-11-16 12:00');
    expect(said(ledger)).toEqual([
      'not_counted 0 day_zero',
      'counted 1',
      'over 0',
      'not_counted 0 weekend',
      'not_counted 0 weekend',
      'over 1',
    ]);
    expect(ledger).toMatchObject({ state: 'overdue', left: -1 });
  });
  test.each(['2026-12-29 12:00', '2027-02-19 12:00', '2026-11-12 12:00', '2026-01-01 00:00'])(
    'asked %s: adjacent from the question on, and summing to the term',
    (asked) => {
      for (const at of [asked, '2027-02-20 15:00', '2027-03-01 10:00']) {
        const { spans, allowance, startedAt } = ledgerAt('settlements', asked, at);
        expect(spans[0]!.from).toBe(startedAt);
        spans.slice(1).forEach((span, i) => expect(span.from).toBe(spans[i]!.to));
        const sum = spans
          .filter(({ is }) => is === 'counted' || is === 'to_count' || is === 'spare')
          .reduce((days, { adds }) => days + adds, 0);
        expect(sum).toBe(allowance);
      }
    },
  );
});
