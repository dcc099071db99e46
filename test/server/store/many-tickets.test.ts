/** What is done to all tickets of one person is one transaction, but the event loop does not wait for it. */
import { expect, it } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { turnsOfOthers } from '../support/turns.ts';
import { aDesk, submission, T0 } from './a-desk.ts';

const TICKETS = Array.from({ length: 8 }, (_, i) => `ticket${i}`);

async function withTickets(): Promise<Store> {
  const store = await aDesk();
  for (const id of TICKETS) await store.tickets.commit(submission(id));
  // What is open is not forgotten.
  await store.db.updateTable('ticket').set({ open: 0 }).execute();
  return store;
}

const erasure = { personId: 'anna', at: T0, orderedBy: 'olga' };

it.each<[string, (store: Store) => Promise<unknown>]>([
  ['erasing a person', ({ privacy }) => privacy.eraseAgain(erasure)],
  ['forgetting words', ({ privacy }) => privacy.forgetWords(TICKETS, T0)],
  ['another name of a licensee', ({ licensees }) => licensees.rename('north', 'North and Sons')],
])('%s lets others in between two tickets', async (_, act) => {
  const store = await withTickets();
  expect(await turnsOfOthers(() => act(store))).toBeGreaterThanOrEqual(TICKETS.length);
});

it('whoever asks for a ticket while its person is erased sees all of it or nothing', async () => {
  const store = await withTickets();
  const erased = store.privacy.eraseAgain(erasure);
  const seen: number[] = [];
  for (let ended = false; !ended;) {
    ended = await Promise.race([
      erased.then(() => true),
      new Promise<false>((done) => setImmediate(done, false)),
    ]);
    const found = await store.db.selectFrom('words').select('id').where('text', 'is not', null).execute();
    seen.push(found.length);
  }
  expect(new Set(seen)).toSatisfy((counts: Set<number>) => [...counts].every((n) => n === 0 || n === 16));
  expect(seen.at(-1)).toBe(0);
});
