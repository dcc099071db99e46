/** A statement that is compiled once answers as one that is built anew: on each database, in and outside of transactions. */
import { expect, it } from 'vitest';
import { compiledOnce, insertRows } from '../../../server/store/compiled-once.ts';
import { aDesk, submission } from './a-desk.ts';

const named = compiledOnce((db, id: string, name: string) =>
  db.selectFrom('licensee').select(['id', 'name']).where('name', '=', name).where('id', '=', id),
);
const WEST = { id: 'west', name: 'West', created_at: 1, files_days: null, tickets_months: null };
const sequence = (name: string, next: number) => ({ name, next });

it('puts each value where it stood, and what is the statement’s own stays', async () => {
  const { db } = await aDesk();
  const of = compiledOnce((tx, name: string) =>
    tx.selectFrom('sequence').select('name').where('next', '>', 0).where('name', '=', name),
  );
  expect((await of(db, 'outbox')).rows).toEqual([{ name: 'outbox' }]);
  expect((await of(db, 'ticket_number')).rows).toEqual([{ name: 'ticket_number' }]);
  expect((await of(db, 'nothing')).rows).toEqual([]);
});

it('does not mix the values up', async () => {
  const { db } = await aDesk();
  await insertRows(db, 'licensee', [WEST]);
  expect((await named(db, 'west', 'West')).rows).toEqual([{ id: 'west', name: 'West' }]);
  expect((await named(db, 'West', 'west')).rows).toEqual([]);
});

it('is of the transaction that it is called in', async () => {
  const { db } = await aDesk();
  await db
    .transaction()
    .execute(async (tx) => {
      await insertRows(tx, 'licensee', [WEST]);
      expect((await named(tx, 'west', 'West')).rows).toHaveLength(1);
      throw new Error('taken back');
    })
    .catch(() => {});
  expect((await named(db, 'west', 'West')).rows).toEqual([]);
});

it('sees nothing of a transaction that is open, and writes nothing into it', async () => {
  const { db } = await aDesk();
  const outside: Promise<unknown>[] = [];
  await db
    .transaction()
    .execute(async (tx) => {
      await insertRows(tx, 'licensee', [WEST]);
      outside.push(named(db, 'west', 'West').then(({ rows }) => rows));
      outside.push(insertRows(db, 'sequence', [sequence('beside', 1)]));
      expect((await named(tx, 'west', 'West')).rows).toHaveLength(1);
      throw new Error('taken back');
    })
    .catch(() => {});
  expect(await Promise.all(outside)).toEqual([[], undefined]);
  expect(await db.selectFrom('sequence').select('next').where('name', '=', 'beside').execute()).toEqual([
    { next: 1 },
  ]);
});

it('is refused as it would be anywhere: by a promise', async () => {
  const { db } = await aDesk();
  await insertRows(db, 'licensee', [WEST]);
  const again = insertRows(db, 'licensee', [WEST]);
  await expect(again).rejects.toThrow(/unique/i);
});

it('inserts one row, some rows and many, with other columns too', async () => {
  const { db } = await aDesk();
  const rows = (count: number, from: string) =>
    Array.from({ length: count }, (_, i) => sequence(`${from}${i}`, i));
  await insertRows(db, 'sequence', []);
  for (const [count, from] of [
    [1, 'a'],
    [1, 'b'],
    [3, 'c'],
    [3, 'd'],
    [9, 'e'],
  ] as const)
    await insertRows(db, 'sequence', rows(count, from));
  await insertRows(db, 'sequence', [{ next: 7, name: 'other way round' }]);
  const kept = await db.selectFrom('sequence').selectAll().where('name', '<>', 'outbox').execute();
  expect(kept).toEqual(
    expect.arrayContaining([sequence('d2', 2), sequence('e8', 8), sequence('other way round', 7)]),
  );
  expect(kept.filter(({ name }) => /^[a-e]\d$/.test(name))).toHaveLength(17);
});

it('two stores at once have a text each', async () => {
  const [one, other] = [await aDesk(), await aDesk()];
  await one.tickets.commit(submission('a'));
  await other.tickets.commit(submission('b'));
  expect((await one.tickets.load('a'))?.ticket.number).toBe((await other.tickets.load('b'))?.ticket.number);
  expect(await one.tickets.load('b')).toBeNull();
});
