/** What a commit tells the other processes, in the commit's own transaction: it is heard exactly when it is there. */
import { sql } from 'kysely';
import type { Committing } from '../change.ts';
import type { Db } from '../schema.ts';

export const CHANNEL = 'smart_support';

/** Whose it was; they have told their own readers themselves. */
type Origin = string;

export async function announce(tx: Db, origin: Origin, committed: Committing): Promise<void> {
  const { ticketId, version, licenseeId, personId, at, staffOnly } = committed;
  const payload = JSON.stringify([origin, ticketId, version, licenseeId, personId, at, staffOnly ? 1 : 0]);
  await sql`SELECT pg_notify(${CHANNEL}, ${payload})`.execute(tx);
}

/** Null for what is no announcement of ours: anybody who may connect may notify. */
export function readAnnouncement(payload: string): { origin: Origin; committed: Committing } | null {
  let read: unknown;
  try {
    read = JSON.parse(payload);
  } catch {
    return null;
  }
  if (!Array.isArray(read)) return null;
  const [origin, ticketId, version, licenseeId, personId, at, staffOnly] = read as unknown[];
  const texts = [origin, ticketId, licenseeId, personId];
  if (!texts.every((each) => typeof each === 'string') || !Number.isSafeInteger(version)) return null;
  return {
    origin: origin as string,
    committed: { ticketId, version, licenseeId, personId, at, staffOnly: staffOnly === 1 } as Committing,
  };
}
