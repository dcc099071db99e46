import { describe, expect, it } from 'vitest';
import { inGroups } from '../../../server/store/group-commit.ts';
import type { Db } from '../../../server/store/schema.ts';
import { aDesk, aStore, next, submission } from './a-desk.ts';

const staff = { side: 'staff', id: 'olga' } as const;
const reply = (id: string, words = `${id}-reply`) =>
  next(
    submission(id).ticket,
    staff,
    { type: 'replied', words, files: [] },
    { words: [{ id: words, text: words }] },
  );

describe('commits of one moment', () => {
  it('share few transactions, at most 256 in one, and are answered in the order in which they came', async () => {
    const { db } = await aStore();
    const transactions = new Map<Db, number>();
    const commit = inGroups(
      () => db.transaction(),
      async (tx, value: number) => {
        transactions.set(tx, (transactions.get(tx) ?? 0) + 1);
        return value;
      },
    );
    const answered: number[] = [];
    await Promise.all(Array.from({ length: 600 }, (_, i) => commit(i).then((value) => answered.push(value))));
    expect([...transactions.values()]).toEqual([256, 256, 88]);
    expect(answered).toEqual(Array.from({ length: 600 }, (_, i) => i));
  });

  it('number tickets without holes, whichever of them are refused or fail', async () => {
    const store = await aDesk();
    const outcomes = await Promise.allSettled([
      store.tickets.commit(submission('a')),
      store.tickets.commit(submission('b', {}, { files: ['nobody’s'] })),
      store.tickets.commit({ ...submission('c'), words: [{ id: 'a-title', text: 'taken' }] }),
      store.tickets.commit(submission('d')),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { is: 'committed', number: 1001 } },
      { status: 'fulfilled', value: { is: 'file_not_found' } },
      { status: 'rejected', reason: { message: 'ticket c could not be committed' } },
      { status: 'fulfilled', value: { is: 'committed', number: 1002 } },
    ]);
    expect(await store.tickets.load('b')).toBeNull();
    expect(await store.tickets.load('c')).toBeNull();
    expect((await store.tickets.load('a'))?.words.get('a-title')).toBe('Title of a');
  });

  it('see each other: of two acts on one version the second has come too late', async () => {
    const store = await aDesk();
    const [, first, second] = await Promise.all([
      store.tickets.commit(submission('a')),
      store.tickets.commit(reply('a', 'w1')),
      store.tickets.commit(reply('a', 'w2')),
    ]);
    expect(first.is).toBe('committed');
    expect(second).toEqual({ is: 'moved_on', version: 2 });
  });
});
