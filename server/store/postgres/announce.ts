/** What processes tell each other; a commit in its own transaction, so that it is heard exactly when it is there. */
import { sql } from 'kysely';
import type { Committing } from '../change.ts';
import type { News } from '../neighbours.ts';
import type { Db } from '../schema.ts';

export const CHANNEL = 'smart_support';

/** Whose it was; they have told their own readers themselves. */
type Origin = string;

export async function announce(tx: Db, origin: Origin, committed: Committing): Promise<void> {
  const { ticketId, version, licenseeId, personId, at, staffOnly } = committed;
  const payload = JSON.stringify([origin, ticketId, version, licenseeId, personId, at, staffOnly ? 1 : 0]);
  await sql`SELECT pg_notify(${CHANNEL}, ${payload})`.execute(tx);
}

export async function tell(db: Db, origin: Origin, news: 'rules'): Promise<void> {
  await sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify([origin, news])})`.execute(db);
}

/** Null for what is no announcement of ours: anybody who may connect may notify. */
export function readAnnouncement(payload: string): { origin: Origin; news: News } | null {
  let read: unknown;
  try {
    read = JSON.parse(payload);
  } catch {
    return null;
  }
  if (!Array.isArray(read)) return null;
  const [origin, ticketId, version, licenseeId, personId, at, staffOnly] = read as unknown[];
  if (typeof origin === 'string' && ticketId === 'rules' && read.length === 2)
    return { origin, news: 'rules' };
  const texts = [origin, ticketId, licenseeId, personId];
  if (!texts.every((each) => typeof each === 'string') || !Number.isSafeInteger(version)) return null;
  return {
    origin: origin as string,
    news: { ticketId, version, licenseeId, personId, at, staffOnly: staffOnly === 1 } as Committing,
  };
}
