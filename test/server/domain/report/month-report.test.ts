import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../server/domain/report/facts.ts';
import type { TicketLog } from '../../../../server/domain/report/facts.ts';
import { monthReport } from '../../../../server/domain/report/month-report.ts';
import type { MonthReport } from '../../../../server/domain/report/month-report.ts';
import { monthsAfter, monthWindow } from '../../../../server/domain/report/month.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import type { TicketAct } from '../../../../server/domain/ticket/act.ts';
import { HOUR, MINUTE, moscow, RULES } from '../ticket/a-story.ts';
import { answers, aQuestion, asks } from '../second-line/a-question.ts';
import { aLog, aMonth } from './a-month.ts';

const LATER = moscow('2027-01-15 12:00');
const NAMES = new Map([
  ['olga', 'Ольга'],
  ['pavel', 'Павел'],
]);

function reportOf(logs: TicketLog[], asOf = LATER, rules = RULES): MonthReport {
  const window = monthWindow('2026-10', rules, asOf);
  const facts = logs.flatMap((log) => factsOf(log, window, { of: () => rules }) ?? []);
  return monthReport(window, facts, { rules, asOf, names: NAMES, shortShifts: [] });
}

describe('a month of twelve tickets, counted by hand', () => {
  const report = reportOf(aMonth());

  it('counts what came, what was closed and what was opened again', () => {
    expect(report.desk.submitted).toEqual({ consultation: 9, bug: 1, feature: 1 });
    expect(report.desk.closed).toEqual({ consultation: 9, bug: 1, feature: 1 });
    expect(report.desk.reopened).toEqual({ consultation: 1, bug: 0, feature: 0 });
    expect([report.desk.open, report.desk.openLate]).toEqual([2, 1]);
  });

  it('counts promises of what was closed in the month, each cycle by itself', () => {
    expect(report.desk.reaction).toEqual({ met: 8, missed: 2, unmeasured: 1, metShare: 800 });
    // 5: due on 1 October, closed on the tenth.
    expect(report.desk.completion).toEqual({ met: 9, missed: 2, unmeasured: 0, metShare: 818 });
  });

  it('divides the sum of ratings by those rated and by all closed, side by side', () => {
    expect(report.desk.quality).toEqual({
      sum: 28,
      rated: 7,
      closed: 11,
      overRated: 40,
      overAll: 25,
      ratedShare: 636,
      level: 'normal',
    });
  });

  it('credits whoever was responsible at the closing, and gives nobody without ratings a level', () => {
    const [olga, pavel] = report.employees;
    expect([olga?.name, olga?.quality.sum, olga?.quality.rated, olga?.quality.closed]).toEqual([
      'Ольга',
      17,
      4,
      7,
    ]);
    expect([olga?.quality.overRated, olga?.quality.overAll, olga?.quality.level]).toEqual([43, 24, 'normal']);
    expect([pavel?.quality.sum, pavel?.quality.overRated, pavel?.quality.overAll]).toEqual([11, 37, 37]);
    expect(pavel?.quality.level).toBe('unacceptable');
    expect(report.nobody.quality).toMatchObject({ closed: 1, rated: 0, overRated: null, level: null });
  });

  it('lists each breach with what the time went on', () => {
    expect(report.breaches.map((b) => [b.number, b.cycle, b.clock, b.lateBy, b.open, b.responsible])).toEqual(
      [
        [3, 1, 'reaction', MINUTE, false, 'pavel'],
        [3, 1, 'completion', HOUR, false, 'pavel'],
        [5, 1, 'completion', 9 * 24 * HOUR - 7 * HOUR - 50 * MINUTE, false, 'pavel'],
        [11, 2, 'reaction', HOUR, false, 'olga'],
        [12, 1, 'completion', 108 * HOUR, true, 'pavel'],
      ],
    );
    const completion = report.breaches.find((b) => b.number === 3 && b.clock === 'completion');
    // Monday from noon, Tuesday until one; the night between them.
    expect(completion?.went).toEqual({
      firstLine: 10 * HOUR,
      secondLine: 0,
      client: 0,
      outsideHours: 15 * HOUR,
      topics: {},
    });
    expect(completion?.ledger).toMatchObject({ dueAt: moscow('2026-10-06 12:00'), state: 'missed' });
  });

  it('shows at which hours of which weekdays tickets came', () => {
    expect(report.load[0]?.[12]).toBe(6); // Mondays, noon: 1, 2, 3, 10, 11, 12
    expect(report.load[1]?.[10]).toBe(1);
    expect(report.load.flat().reduce((sum, n) => sum + n, 0)).toBe(11);
  });

  it('takes the level from all closed tickets where the regulation says so', () => {
    const quality = { ...REGULATION.quality, levelOver: 'all' as const };
    const byAll = reportOf(aMonth(), LATER, compileRules({ ...REGULATION, quality }));
    expect(byAll.desk.quality).toMatchObject({ overRated: 40, overAll: 25, level: 'unacceptable' });
  });
});

describe('the cut-off', () => {
  it('is the end of the eighth day, half open', () => {
    const { cutOffAt } = monthWindow('2026-10', RULES, LATER);
    expect(cutOffAt).toBe(moscow('2026-11-09 00:00'));
    expect(monthWindow('2026-10', RULES, cutOffAt - 1).provisional).toBe(true);
    expect(monthWindow('2026-10', RULES, cutOffAt).provisional).toBe(false);
  });

  it('says until then as of when the report is provisional', () => {
    const early = reportOf(aMonth(), moscow('2026-11-03 12:00'));
    expect(early.provisionalAsOf).toBe(moscow('2026-11-03 12:00'));
    expect(early.desk.quality).toMatchObject({ sum: 24, rated: 6 });
    expect(reportOf(aMonth()).provisionalAsOf).toBeNull();
  });

  it('reads nothing that came later: the same bytes a year after', () => {
    const first = JSON.stringify(reportOf(aMonth(), moscow('2026-11-09 00:00')));
    const touched = aMonth().map((log) => {
      const last = log.events.at(-1)!;
      const late = { seq: last.seq + 1, at: moscow('2026-11-12 12:00'), by: { side: 'desk' } as const };
      const to = { type: 'assigned', to: 'vera', reason: { code: 'by_staff' } } as const;
      return last.at > late.at ? log : { ...log, events: [...log.events, { ...late, body: to }] };
    });
    const more = aLog(13, '2026-11-10 12:00', {}, []);
    expect(JSON.stringify(reportOf([...touched, more], moscow('2027-11-09 00:00')))).toBe(first);
  });

  it('looks at a month that is not over as far as it has come', () => {
    const window = reportOf(aMonth(), moscow('2026-10-05 12:45'));
    expect(window.desk).toMatchObject({
      open: 5,
      submitted: { consultation: 4 },
      closed: { consultation: 0 },
    });
  });
});

describe('time', () => {
  /** An hour ours; legal for two, settlements beside it for the second and one more; an hour ours; the client over night. */
  const story = aQuestion(moscow('2026-10-05 12:00'))
    .does('staff', asks('legal', 'e1'), moscow('2026-10-05 13:00'))
    .does('staff', asks('settlements', 'e2'), moscow('2026-10-05 14:00'))
    .does('department', answers(true, 'e1'), moscow('2026-10-05 15:00'))
    .does('department', answers(true, 'e2'), moscow('2026-10-05 16:00'))
    .moves('staff', { act: 'ask', words: 'question', files: [] }, moscow('2026-10-05 17:00'))
    .moves('client', { act: 'answer', words: 'answer', files: [] }, moscow('2026-10-06 11:00'));
  const closed = (at: string): TicketLog => {
    const close: TicketAct = { act: 'close', words: 'word', files: [], resolution: 'answered' };
    const { ticket, events } = story.moves('staff', close, moscow(at));
    return { id: ticket.id, number: ticket.number, events };
  };

  it('is split between the first line, each department and the client, of what is closed and of what was late', () => {
    const { desk, breaches } = reportOf([closed('2026-10-09 12:00')]);
    // 12-13, 16-17, and from Tuesday at eleven to Friday noon.
    const went = {
      firstLine: (1 + 1 + 8 + 9 + 9 + 2) * HOUR,
      secondLine: 3 * HOUR,
      client: 18 * HOUR,
      outsideHours: 3 * 15 * HOUR,
      topics: { legal: 2 * HOUR, settlements: 2 * HOUR },
    };
    expect(desk.went).toEqual(went);
    expect(breaches.find(({ clock }) => clock === 'completion')?.went).toEqual(went);
  });
});

describe('any month', () => {
  it('is the sum of its people and of what nobody had', () => {
    const report = reportOf(aMonth());
    const parts = [...report.employees, report.nobody];
    const sum = (of: (line: (typeof parts)[number]) => number) => parts.reduce((n, line) => n + of(line), 0);
    for (const kind of ['consultation', 'bug', 'feature'] as const) {
      for (const what of ['submitted', 'closed', 'reopened'] as const)
        expect(sum((line) => line[what][kind])).toBe(report.desk[what][kind]);
    }
    for (const clock of ['reaction', 'completion'] as const) {
      for (const what of ['met', 'missed', 'unmeasured'] as const)
        expect(sum((line) => line[clock][what])).toBe(report.desk[clock][what]);
    }
    for (const what of ['sum', 'rated', 'closed'] as const)
      expect(sum((line) => line.quality[what])).toBe(report.desk.quality[what]);
    for (const what of ['firstLine', 'secondLine', 'client', 'outsideHours'] as const)
      expect(sum((line) => line.went[what])).toBe(report.desk.went[what]);
    expect(sum((line) => line.open)).toBe(report.desk.open);
    expect(sum((line) => line.openLate)).toBe(report.desk.openLate);
  });

  it('knows the months around it', () => {
    expect(monthsAfter('2026-12', 1)).toBe('2027-01');
    expect(monthsAfter('2027-01', -1)).toBe('2026-12');
    expect(monthsAfter('2026-10', -11)).toBe('2025-11');
    expect(() => monthsAfter('2026-13', 1)).toThrow('is not a month');
  });
});
