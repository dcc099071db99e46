import { describe, expect, it } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { rateTicket } from '../../../server/commands/rate-ticket.ts';
import { reply } from '../../../server/commands/reply.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { openReports } from '../../../server/reports/open-reports.ts';
import { rulesAtStart } from '../../../server/rules-at-start.ts';
import type { ReportFormat } from '../../../server/reports/report-files.ts';
import {
  ANNA,
  aRunningDesk,
  BORIS,
  done,
  moscow,
  NOON,
  OLGA,
  type RunningDesk,
} from '../commands/a-running-desk.ts';

const FORMATS = ['json', 'csv', 'xlsx', 'html'] as const satisfies readonly ReportFormat[];

const reportsOf = (desk: RunningDesk, mayKeep: boolean) =>
  openReports({ store: desk.store, ruleBook: desk.ruleBook(), now: desk.now, mayKeep });

const filesOf = async (desk: RunningDesk, { mayKeep = false } = {}) => {
  const reports = reportsOf(desk, mayKeep);
  return Promise.all(
    FORMATS.map(async (format) =>
      Buffer.from(await reports.file('2026-11', format, 'ru')).toString('base64'),
    ),
  );
};

async function assigned(desk: RunningDesk, id: string, to: string) {
  const { version: seenVersion } = (await desk.load(id)).ticket;
  done(await assignTicket(desk, OLGA, { requestId: desk.newId(), id, seenVersion, to }));
}

async function closed(desk: RunningDesk, title: string): Promise<string> {
  const id = await desk.submits(ANNA, { fields: { question: title } });
  await assigned(desk, id, 'olga');
  desk.clock.at += 600_000;
  done(await reply(desk, OLGA, { requestId: desk.newId(), id, text: 'It is so.', files: [] }));
  const act = { act: 'close', resolution: 'answered', text: 'Done.' } as const;
  done(await changeStatus(desk, OLGA, { requestId: desk.newId(), id, ...act }));
  return id;
}

/** November with three closed tickets, one rated, and one open. */
async function aNovember() {
  const desk = await aRunningDesk();
  await rulesAtStart(desk.store, REGULATION, NOON);
  const tickets = [
    await closed(desk, '=1+1'),
    await closed(desk, 'How do I print?'),
    await closed(desk, 'How do I pay?'),
  ];
  done(await rateTicket(desk, ANNA, { requestId: desk.newId(), id: tickets[0]!, stars: 4 }));
  await desk.submits(BORIS);
  desk.clock.at = moscow('2026-12-09 00:00');
  return { desk, tickets };
}

async function aYearGoesBy(desk: RunningDesk, tickets: string[]) {
  const [, late = '', reopened = ''] = tickets;
  desk.clock.at = moscow('2026-12-09 00:00');
  done(await rateTicket(desk, ANNA, { requestId: desk.newId(), id: late, stars: 1 }));
  done(await changeStatus(desk, ANNA, { requestId: desk.newId(), id: reopened, act: 'reopen', text: 'No.' }));
  await assigned(desk, reopened, 'pavel');
  await closed(desk, 'In another month');
  await desk.store.db.updateTable('words').set({ text: null }).execute();
  desk.clock.at = moscow('2027-12-09 12:00');
}

describe('the report of a month that is over', () => {
  it('is the same bytes in a year, whatever has happened since', async () => {
    const { desk, tickets } = await aNovember();
    const then = await filesOf(desk);
    await aYearGoesBy(desk, tickets);
    expect(await filesOf(desk)).toEqual(then);
  });

  it('counts what was rated before the end of the eighth day and nothing after', async () => {
    const { desk, tickets } = await aNovember();
    await aYearGoesBy(desk, tickets);
    const { desk: line, provisionalAsOf } = await reportsOf(desk, false).month('2026-11');
    expect(line.quality).toMatchObject({ sum: 4, rated: 1, closed: 3, overRated: 40, overAll: 13 });
    expect(line.reopened.consultation).toBe(0);
    expect(provisionalAsOf).toBeNull();
  });

  it('keeps even the names, once it has been kept', async () => {
    const { desk } = await aNovember();
    await reportsOf(desk, true).keepFinished();
    const then = await filesOf(desk);
    await desk.store.staff.update('olga', { name: 'Somebody else' });
    expect(await filesOf(desk)).toEqual(then);
    await desk.store.db.deleteFrom('report_file').execute();
    expect(await filesOf(desk)).not.toEqual(then);
  });

  it('is kept by the first, and by nobody beside a running server', async () => {
    const { desk } = await aNovember();
    await filesOf(desk);
    expect(await desk.store.reports.keptMonths()).toEqual([]);
    await filesOf(desk, { mayKeep: true });
    expect(await desk.store.reports.keptMonths()).toEqual(['2026-11']);
    expect(await desk.store.reports.keep('2026-11', [], desk.now())).toBe(false);
  });

  it('is not kept a millisecond before the cut-off', async () => {
    const { desk } = await aNovember();
    desk.clock.at -= 1;
    await reportsOf(desk, true).keepFinished();
    expect(await desk.store.reports.keptMonths()).toEqual([]);
    expect((await reportsOf(desk, true).month('2026-11')).provisionalAsOf).toBe(desk.clock.at);
  });
});

it('shows the months before it too, with what each promised and how it was rated', async () => {
  const { desk } = await aNovember();
  const trend = await reportsOf(desk, true).trend('2026-12', 12);
  expect(trend.map(({ month }) => month).slice(-2)).toEqual(['2026-11', '2026-12']);
  expect(trend).toHaveLength(12);
  expect(trend.at(-2)).toMatchObject({
    provisionalAsOf: null,
    quality: { overRated: 40 },
    reaction: { met: 3 },
  });
  expect(trend.at(-1)).toMatchObject({ provisionalAsOf: desk.clock.at, quality: { overRated: null } });
});

it('lets others have their turn while it computes', async () => {
  const { desk } = await aNovember();
  let turns = 0;
  const beat = setInterval(() => (turns += 1), 0);
  await reportsOf(desk, false).trend('2026-12', 12);
  clearInterval(beat);
  expect(turns).toBeGreaterThan(0);
});
