/** Retention: files, then words of tickets that were closed long enough ago, as each licensee has it. */
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { cutoffsOf } from '../domain/privacy/retention.ts';
import { inTurns } from '../in-turns.ts';
import { BY_RETENTION, type ErasingDeps } from './erase-person.ts';

/** Tickets in a transaction each; customers' own, and all else, have their turn between them. */
const WORDS_AT_A_TIME = 3;
/** Most have none. */
const FILES_AT_A_TIME = 100;

export async function forgetOld({
  store,
  now,
  attachments,
  log,
}: Omit<ErasingDeps, 'tombstones'>): Promise<{ files: number; tickets: number; people: number }> {
  const done = { files: 0, tickets: 0, people: 0 };
  const drop = async (files: readonly string[]) => {
    for (const file of files) await attachments.drop(file);
    done.files += files.length;
  };
  for (const { id } of await store.licensees.all()) {
    const retention = await store.privacy.retentionOf(id);
    if (!retention) continue;
    const at = now();
    const cutoffs = cutoffsOf(retention, at);
    for (;;) {
      const tickets = await store.privacy.withWords(id, cutoffs.words, WORDS_AT_A_TIME);
      if (tickets.length === 0) break;
      const { files, forgotten, done: people } = await store.privacy.forgetWords(tickets, at);
      await drop(files);
      for await (const personId of inTurns(people)) {
        const erased = await store.privacy.erase({ personId, at, orderedBy: BY_RETENTION });
        // They have just come again.
        if ('open' in erased) continue;
        await drop(erased.files);
        done.people += 1;
      }
      await store.privacy.wordsForgotten(forgotten, at);
      done.tickets += forgotten.length;
      await turnOfOthers();
    }
    for (;;) {
      const tickets = await store.privacy.withFiles(id, cutoffs.files, FILES_AT_A_TIME);
      if (tickets.length === 0) break;
      await drop(await store.privacy.forgetFiles(tickets, at));
      await turnOfOthers();
    }
  }
  if (done.files + done.tickets > 0) {
    await store.privacy.scrub();
    log.info('kept long enough', done);
  }
  return done;
}
