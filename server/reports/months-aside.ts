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

export type MonthTask = { month: Month; asOf: Instant };
export type MonthAnswer = { report: MonthReport } | { failed: unknown };

export type MonthsAside = {
  compute(month: Month, asOf: Instant): Promise<MonthReport>;
  /** Ends what is under way. */
  stop(): Promise<void>;
};

/** A million tickets take seconds; what takes this long will not end by itself. */
const LONGEST_MS = 10 * MINUTE;
/** A year of months is asked for one after the other; then nothing for a day. */
const IDLE_MS = MINUTE / 2;

export function monthsAside(database: Database, longestMs = LONGEST_MS): MonthsAside {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    await ending?.terminate();
  };

  const started = (): Worker => {
    const worker = new Worker(new URL('./month-thread.ts', import.meta.url), { workerData: database });
    worker.once('exit', () => {
      if (thread === worker) thread = null;
    });
    return worker;
  };

  const inThread = (task: MonthTask): Promise<MonthReport> =>
    new Promise((resolve, reject) => {
      if (stopped) return reject(ended(task));
      clearTimeout(idle);
      const worker = (thread ??= started());
      const tooLong = setTimeout(() => void end(), longestMs);
      const over = () => {
        clearTimeout(tooLong);
        worker.off('message', answered).off('error', failed).off('exit', gone);
        idle = setTimeout(() => void end(), IDLE_MS).unref();
      };
      const failed = (cause: unknown) => {
        over();
        reject(new Error(`the report of ${task.month} could not be computed`, { cause }));
      };
      const gone = () => {
        over();
        reject(ended(task));
      };
      const answered = (answer: MonthAnswer) => {
        if ('failed' in answer) return failed(answer.failed);
        over();
        resolve(answer.report);
      };
      worker.once('message', answered).once('error', failed).once('exit', gone);
      worker.postMessage(task);
    });

  return {
    compute(month, asOf) {
      // One at a time: a year of months is no reason to take every core.
      const turn = last.then(() => inThread({ month, asOf }));
      last = turn.catch(() => {});
      return turn;
    },
    async stop() {
      stopped = true;
      await end();
    },
  };
}

const ended = ({ month }: MonthTask) =>
  new Unavailable(`the report of ${month} was ended before it was done`);
