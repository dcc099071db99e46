/** A connection that ends while somebody has it, between two statements: heard by whoever asks next, and by nobody else (REL-12). */
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Db } from '../../../../server/store/schema.ts';
import { aDatabase, aStore } from '../a-desk.ts';
import { cutOff } from '../old-desks.ts';

it('ends neither the process nor the work: the transaction runs again on another', async () => {
  const database = await aDatabase();
  if (!('url' in database)) throw new Error('this is of PostgreSQL alone');
  const { db } = await aStore(database);
  const ticks = async () => {
    for (let i = 0; i < 20; i++) await setImmediate();
  };
  const next = (tx: Db) => tx.selectFrom('sequence').select('next').executeTakeFirstOrThrow();
  let tries = 0;
  const found = await db.transaction().execute(async (tx) => {
    tries += 1;
    const before = await next(tx);
    if (tries === 1) await cutOff(database.url).then(ticks);
    return { before, after: await next(tx) };
  });
  expect(tries).toBe(2);
  expect(found.after).toEqual(found.before);
});
