/** The thread that computes months: a connection of its own, which writes nothing, and the rules as they are recorded. */
import { parentPort, workerData } from 'node:worker_threads';
import { LiveRules } from '../rule-book.ts';
import { openStore, type Database } from '../store/open-store.ts';
import { computeMonth } from './compute-month.ts';
import type { MonthAnswer, MonthTask } from './months-aside.ts';

const database = workerData as Database;

async function answer({ month, asOf }: MonthTask): Promise<MonthAnswer> {
  try {
    const store = await openStore({ ...database, readOnly: true });
    try {
      const rules = await LiveRules.open(store);
      return { report: await computeMonth({ store, ruleBook: rules }, month, asOf) };
    } finally {
      await store.close();
    }
  } catch (failed) {
    return { failed };
  }
}

parentPort?.on(
  'message',
  (task: MonthTask) => void answer(task).then((each) => parentPort?.postMessage(each)),
);
