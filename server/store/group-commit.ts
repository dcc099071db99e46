/**
 * Writes that wait at the same moment share one transaction, and so one wait for the disk. Each stands under a savepoint of
 * its own: what fails, fails alone. One that nobody joins needs none. Nobody is answered before the transaction has reached
 * the disk.
 */
import { CompiledQuery, type TransactionBuilder } from 'kysely';
import { executed } from './at-once.ts';
import type { Db, Tables } from './schema.ts';

/** So that the first of a crowd does not wait for all of it. */
const MOST_IN_ONE = 256;

const SET = CompiledQuery.raw('savepoint one');
const RELEASE = CompiledQuery.raw('release savepoint one');
const TAKE_BACK = CompiledQuery.raw('rollback to savepoint one');

type Waiting<Value, Outcome> = {
  value: Value;
  resolve(outcome: Outcome): void;
  reject(cause: unknown): void;
};
type Settled = () => void;

export function inGroups<Value, Outcome>(
  transaction: () => TransactionBuilder<Tables>,
  write: (tx: Db, value: Value) => Promise<Outcome>,
  committed: (together: number) => void = () => {},
  failsAll: (cause: unknown) => boolean = () => false,
): (value: Value) => Promise<Outcome> {
  const waiting: Waiting<Value, Outcome>[] = [];
  let running = false;

  const each = async (tx: Db, one: Waiting<Value, Outcome>): Promise<Settled> => {
    await executed(tx, SET);
    try {
      const outcome = await write(tx, one.value);
      await executed(tx, RELEASE);
      return () => one.resolve(outcome);
    } catch (cause) {
      // Else each of the others would wait as long in its turn for what cannot be had.
      if (failsAll(cause)) throw cause;
      // Where the database has given up the whole transaction, this throws, and all of them fail.
      await executed(tx, TAKE_BACK);
      await executed(tx, RELEASE);
      return () => one.reject(cause);
    }
  };

  const commitTogether = async (group: readonly Waiting<Value, Outcome>[]): Promise<void> => {
    const alone = group.length === 1 ? group[0] : undefined;
    try {
      const settled = await transaction().execute(async (tx) => {
        if (alone) {
          const outcome = await write(tx, alone.value);
          return [() => alone.resolve(outcome)];
        }
        const all: Settled[] = [];
        for (const one of group) all.push(await each(tx, one));
        return all;
      });
      committed(group.length);
      for (const settle of settled) settle();
    } catch (cause) {
      for (const one of group) one.reject(cause);
    }
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await commitTogether(waiting.splice(0, MOST_IN_ONE));
    running = false;
  };

  return (value) =>
    new Promise((resolve, reject) => {
      waiting.push({ value, resolve, reject });
      if (running) return;
      running = true;
      // The rest of this tick may bring more.
      setImmediate(() => void run());
    });
}
