/**
 * What a large desk is made of: the sample desk, whose tickets have kept every rule, cut where a copy of one differs from
 * it, which is in its ids and its instants.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStaffDoor } from '../../../server/auth/staff-door.ts';
import { keysFrom, randomToken } from '../../../server/auth/secrets.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { openAttachments } from '../../../server/files/attachments.ts';
import { createLive } from '../../../server/live.ts';
import { logTo } from '../../../server/log.ts';
import { LiveRules } from '../../../server/rule-book.ts';
import { rulesAtStart } from '../../../server/rules-at-start.ts';
import { sampleDesk } from '../../../server/sample/sample-desk.ts';
import { openStore } from '../../../server/store/open-store.ts';
import type { Store } from '../../../server/store/store.ts';

/** A Monday at noon. */
export const NOW = Date.UTC(2026, 10, 23, 9);
const SEED = 2026;

type Row = Record<string, unknown>;
export type Template = { ticket: Row; person: Row; events: readonly Row[]; words: readonly Row[] };

/** The database gets the licensees, products, sites, staff and regulation of the sample desk; its tickets come back. */
export const foundDesk = (store: Store): Promise<Template[]> =>
  withSample(async ({ db }) => {
    await rulesAtStart(store, REGULATION, NOW);
    for (const table of COPIED) {
      const rows = await db.selectFrom(table).selectAll().execute();
      if (rows.length > 0) await store.db.insertInto(table).values(rows).execute();
    }
    const [tickets, people, events, words] = await Promise.all([
      db.selectFrom('ticket').selectAll().orderBy('number').execute(),
      db.selectFrom('person').selectAll().execute(),
      db.selectFrom('event').selectAll().orderBy('seq').execute(),
      db.selectFrom('words').selectAll().execute(),
    ]);
    return withFiveEvents(
      tickets.map((ticket) => ({
        ticket,
        person: people.find(({ id }) => id === ticket.person_id)!,
        events: events.filter(({ ticket_id }) => ticket_id === ticket.id),
        words: words.filter(({ ticket_id }) => ticket_id === ticket.id),
      })),
    );
  });

const COPIED = ['licensee', 'product', 'licensee_product', 'site', 'site_origin', 'staff'] as const;

/** So many of the shortest that a ticket has five events on the average. */
function withFiveEvents(all: readonly Template[]): Template[] {
  const chosen = [...all].toSorted((a, b) => a.events.length - b.events.length);
  const mean = () => chosen.reduce((sum, { events }) => sum + events.length, 0) / chosen.length;
  while (mean() > 5) chosen.pop();
  return chosen;
}

async function withSample<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sample-'));
  const store = await openStore({ file: join(folder, 'sample.sqlite') });
  const log = logTo(
    () => {},
    () => NOW,
  );
  try {
    await rulesAtStart(store, REGULATION, NOW);
    await sampleDesk(
      {
        store,
        attachments: await openAttachments(folder, store.files, { maxBytes: 1e7, scanner: null }),
        ruleBook: (await LiveRules.open(store)).book(NOW),
        staffDoor: await openStaffDoor({
          store,
          baseUrl: new URL('http://localhost'),
          keys: keysFrom(randomBytes(32)),
          log,
        }),
        live: createLive(),
        log,
      },
      { seed: SEED, now: NOW, newPassword: randomToken },
    );
    return await use(store);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
