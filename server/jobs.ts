/** Everything that runs by itself, one table. Each may run at any time and any number of times: what is done is done. */
import { HOUR, MINUTE } from '../shared/duration.ts';
import type { Milliseconds } from '../shared/duration.ts';
import { closeSilentTickets } from './commands/close-silent-tickets.ts';
import { giveOutWaiting } from './commands/give-out-waiting.ts';
import type { Deps } from './deps.ts';
import type { Attachments } from './files/attachments.ts';

type Job = {
  name: string;
  every: Milliseconds;
  run(deps: Deps & { attachments: Attachments }): Promise<unknown>;
};

export const JOBS: readonly Job[] = [
  { name: 'give out what waited for opening (R16)', every: MINUTE, run: giveOutWaiting },
  { name: 'close what nobody has checked (R7)', every: 10 * MINUTE, run: closeSilentTickets },
  {
    name: 'forget sessions and tokens that are over',
    every: HOUR,
    run: ({ store, now }) => store.sessions.sweep(now()),
  },
  {
    name: 'sweep files that nobody attached',
    every: HOUR,
    run: ({ attachments, now }) => attachments.sweep(now()),
  },
];

/** Gives the way to stop: nothing begins after it, and it waits for what has begun. */
export function startJobs(deps: Deps & { attachments: Attachments }): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const busy = new Set<Job>();

  const run = (job: Job) => {
    if (busy.has(job)) return;
    busy.add(job);
    const done = job
      .run(deps)
      .then(
        () => {},
        (cause: unknown) => deps.log.fault('a job failed', cause, { job: job.name }),
      )
      .finally(() => {
        busy.delete(job);
        running.delete(done);
      });
    running.add(done);
  };
  for (const job of JOBS) run(job);
  const timers = JOBS.map((job) => setInterval(() => run(job), job.every));

  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}
