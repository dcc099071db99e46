/**
 * Months computed beside the server, in a thread that can be ended: whoever sends a ticket meanwhile does not wait for a
 * report, however many tickets it has to read.
 */
import { Worker } from 'node:worker_threads';
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Month } from '../domain/report/month.ts';
import type { MonthReport } from '../domain/report/month-report.ts';
import type { Database } from '../store/open-store.ts';
import { Unavailable } from '../store/unavailable.ts';

export type MonthTask = { database: Database; month: Month; asOf: Instant };
export type MonthAnswer = { report: MonthReport };

export type MonthsAside = {
  compute(month: Month, asOf: Instant): Promise<MonthReport>;
  /** Ends what is under way. */
  stop(): Promise<void>;
};

/** A million tickets take seconds; what takes this long will not end by itself. */
const LONGEST_MS = 10 * MINUTE;

export function monthsAside(database: Database, longestMs = LONGEST_MS): MonthsAside {
  const running = new Set<Worker>();
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const inThread = (task: MonthTask): Promise<MonthReport> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Unavailable(`the report of ${task.month} was ended before it was done`));
      if (stopped) return ended();
      const worker = new Worker(new URL('./month-thread.ts', import.meta.url), { workerData: task });
      running.add(worker);
      const tooLong = setTimeout(() => void worker.terminate(), longestMs);
      worker.once('message', ({ report }: MonthAnswer) => resolve(report));
      worker.once('error', (cause) =>
        reject(new Error(`the report of ${task.month} could not be computed`, { cause })),
      );
      worker.once('exit', () => {
        clearTimeout(tooLong);
        running.delete(worker);
        // Too late to matter where the message or the error came first.
        ended();
      });
    });

  return {
    compute(month, asOf) {
      // One at a time: a year of months is no reason to take every core.
      const turn = last.then(() => inThread({ database, month, asOf }));
      last = turn.catch(() => {});
      return turn;
    },
    async stop() {
      stopped = true;
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
