/** Everything that runs by itself: when it is due, what it does when nothing ran for a while, and that one fault stops none. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { changeStatus } from '../../server/commands/change-status.ts';
import { compileRules } from '../../server/domain/rules.ts';
import { REGULATION } from '../../server/domain/regulation.ts';
import { JOBS, startJobs } from '../../server/jobs.ts';
import type { Job, JobDeps } from '../../server/jobs.ts';
import { NO_INBOUND } from '../../server/inbound/mailbox.ts';
import { ANNA, OLGA, RULES, aRunningDesk, done, moscow } from './commands/a-running-desk.ts';
import type { RunningDesk } from './commands/a-running-desk.ts';

const NIGHT = moscow('2026-11-09 23:00');
const MORNING = moscow('2026-11-10 10:00');
const HOUR = 3_600_000;

const withFiles = (desk: RunningDesk): JobDeps => ({
  ...desk,
  attachments: { sweep: async () => ({ unattached: 0, orphans: 0 }), drop: async () => {} },
  reports: { keepFinished: async () => {} },
  delivery: { deliver: async () => {} },
  inbound: NO_INBOUND,
});

function starts(deps: JobDeps, jobs?: readonly Job[]): () => Promise<void> {
  const stop = startJobs(deps, jobs);
  onTestFinished(stop);
  return stop;
}

describe('is due next', () => {
  const due = (name: RegExp, at: string, rules = RULES) =>
    JOBS.find((job) => name.test(job.name))!.next(moscow(at), rules);

  test.each([
    ['in the night', '2026-11-09 23:00', '2026-11-10 10:00'],
    ['on a Saturday', '2026-11-14 12:00', '2026-11-16 10:00'],
    ['at opening itself, which has just been', '2026-11-10 10:00', '2026-11-11 10:00'],
    ['in working hours', '2026-11-13 12:00', '2026-11-16 10:00'],
    ['before a holiday', '2026-11-03 20:00', '2026-11-05 10:00'],
  ])('giving out, asked %s', (_, at, next) => {
    expect(due(/give out/u, at)).toBe(moscow(next));
  });

  test.each([
    ['in working hours', '2026-11-10 12:00', '2026-11-10 19:01'],
    ['after closing', '2026-11-13 19:01', '2026-11-16 19:01'],
  ])('closing what nobody checked, asked %s', (_, at, next) => {
    expect(due(/nobody answered/u, at)).toBe(moscow(next));
  });

  test('some day at a desk that is open day and night', () => {
    const desk = { ...REGULATION.desk, hours: [['00:00', '24:00']], weekend: [] } as const;
    const rules = compileRules({ ...REGULATION, desk });
    for (const job of JOBS) expect(job.next(NIGHT, rules), job.name).toBeGreaterThan(NIGHT);
  });

  test.each(JOBS)('$name: always later than now', (job) => {
    for (let at = NIGHT; at < NIGHT + 14 * 24 * HOUR; at += HOUR / 4)
      expect(job.next(at, RULES)).toBeGreaterThan(at);
  });
});

test('what came due while nothing ran is caught up with at the start', async () => {
  const desk = await aRunningDesk();
  const bug = await desk.submits(ANNA, { kind: 'bug', fields: { happened: 'x', expected: 'y' } });
  done(await changeStatus(desk, OLGA, { requestId: 's', id: bug, seenVersion: 2, act: 'start' }));
  done(
    await changeStatus(desk, OLGA, {
      requestId: 'h',
      id: bug,
      seenVersion: 3,
      act: 'hand_over',
      text: 'Repaired',
    }),
  );
  desk.clock.at = NIGHT;
  const waiting = await desk.submits(ANNA);

  desk.clock.at = moscow('2026-12-14 12:00');
  starts(withFiles(desk));
  await vi.waitFor(async () => {
    expect((await desk.load(bug)).ticket.status).toBe('closed');
    expect((await desk.load(waiting)).ticket.assignee).not.toBeNull();
  });
});

test('a job runs again when its time has come, and not before', async () => {
  const desk = await aRunningDesk();
  desk.clock.at = MORNING - 20;
  const ranAt: number[] = [];
  let asked = 0;
  const job: Job = {
    name: 'at opening',
    next(at) {
      asked += 1;
      return at < MORNING ? MORNING : MORNING + HOUR;
    },
    run: async () => ranAt.push(desk.clock.at),
  };
  starts(withFiles(desk), [job]);
  await vi.waitFor(() => expect(asked).toBe(1));
  desk.clock.at = MORNING;
  await vi.waitFor(() => expect(ranAt).toEqual([MORNING - 20, MORNING]), { timeout: 5000 });
});

test('a job goes on when the clock is set back, as often as it did', async () => {
  const desk = await aRunningDesk();
  let ran = 0;
  const job: Job = { name: 'often', next: (at) => at + 1000, run: async () => (ran += 1) };
  starts(withFiles(desk), [job]);
  await vi.waitFor(() => expect(ran).toBe(1));
  desk.clock.at -= 10 * 8766 * HOUR;
  // It waits for a second of its own first, and then finds out.
  await vi.waitFor(
    () => {
      desk.clock.at += 500;
      expect(ran).toBe(2);
    },
    { timeout: 8000, interval: 100 },
  );
});

test('what takes away for good waits until the clock has gone evenly for a while', async () => {
  const desk = await aRunningDesk();
  const ran: string[] = [];
  const next = (at: number) => at + HOUR;
  starts(withFiles(desk), [
    { name: 'forgets', forgets: true, next, run: async () => ran.push('forgets') },
    { name: 'other', next, run: async () => ran.push('other') },
  ]);
  await vi.waitFor(() => expect(ran).toEqual(['other']));
});

test.each(JOBS.filter(({ name }) => /^(?:forget|drop)/u.test(name)))('$name: waits for it', (job) => {
  expect(job.forgets).toBe(true);
});

test('a job that fails is told of with its name, comes again, and keeps none of the others', async () => {
  const desk = await aRunningDesk();
  let failed = 0;
  let ran = 0;
  const failing: Job = {
    name: 'sweep the yard',
    next: (at) => at,
    run: async () => {
      failed += 1;
      throw new Error('the broom is broken');
    },
  };
  const other: Job = { name: 'other', next: (at) => at + HOUR, run: async () => (ran += 1) };
  starts(withFiles(desk), [failing, other]);
  await vi.waitFor(() => expect(failed).toBeGreaterThanOrEqual(2), { timeout: 5000 });
  expect(ran).toBe(1);
  expect(desk.logged.join('\n')).toMatch(/sweep the yard.*the broom is broken/u);
});

test('stopping waits for what is under way, and nothing runs afterwards', async () => {
  const desk = await aRunningDesk();
  let finish = () => {};
  const under = new Promise<void>((resolve) => (finish = resolve));
  let finished = 0;
  const job: Job = {
    name: 'long',
    next: (at) => at,
    run: async () => {
      await under;
      finished += 1;
    },
  };
  const stop = startJobs(withFiles(desk), [job]);
  const stopped = stop();
  finish();
  await stopped;
  expect(finished).toBe(1);
});
