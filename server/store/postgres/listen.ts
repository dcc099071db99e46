/**
 * Hears what other processes commit. The connection for it may drop; what was committed until there is another one is
 * read from the log then, by the transactions that the last snapshot before had not seen: no clock has a part in it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { EventBody } from '../../domain/ticket/event.ts';
import { isForStaff } from '../../domain/ticket/for-staff.ts';
import type { Committing } from '../change.ts';
import type { News } from '../neighbours.ts';
import { CHANNEL, readAnnouncement } from './announce.ts';
import { settingsOf } from './connect.ts';

const LOOK_EVERY_MS = 2_000;
const SILENT_MS = 4_000;
const FIRST_GAP_MS = 50;
const LONGEST_GAP_MS = 2_000;

type Listening = {
  url: string;
  self: string;
  heard(news: News): void;
  /** The connection was lost, or could not be had again; it goes on trying. */
  fault(cause: unknown): void;
};

/** Resolves once it hears; gives the way to stop. */
export async function listen({ url, self, heard, fault }: Listening): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const seen = new Seen();

  const open = async (): Promise<{ client: pg.Client; gone: Promise<unknown> }> => {
    const client = new pg.Client({ ...settingsOf(url, { patient: true }), query_timeout: SILENT_MS });
    const gone = new Promise<unknown>((resolve) => {
      client.once('error', resolve);
      client.once('end', () => resolve(new Error('the listening connection ended')));
    });
    client.on('error', () => {});
    client.on('notification', ({ payload = '' }) => {
      const announced = readAnnouncement(payload);
      if (announced && announced.origin !== self) heard(announced.news);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      const since = seen.surely;
      await seen.look(client);
      if (since !== null) {
        heard('rules');
        for (const missed of await committedSince(client, since)) heard(missed);
      }
      return { client, gone };
    } catch (cause) {
      await ended(client);
      throw cause;
    }
  };

  /** Until the connection is gone. */
  const keep = async ({ client, gone }: Awaited<ReturnType<typeof open>>): Promise<void> => {
    const over = gone.then((cause) => {
      throw cause;
    });
    over.catch(() => {});
    try {
      while (!stopping.signal.aborted) {
        await Promise.race([wait(LOOK_EVERY_MS, null, { signal: stopping.signal, ref: false }), over]);
        await Promise.race([seen.look(client), over]);
      }
    } finally {
      await ended(client);
    }
  };

  const goOn = async (first: Awaited<ReturnType<typeof open>>): Promise<void> => {
    let connection: typeof first | null = first;
    for (let gap = FIRST_GAP_MS; !stopping.signal.aborted; gap = Math.min(gap * 2, LONGEST_GAP_MS)) {
      try {
        connection ??= await open();
        gap = FIRST_GAP_MS;
        await keep(connection);
      } catch (cause) {
        if (stopping.signal.aborted) return;
        fault(cause);
        await wait(gap / 2 + Math.random() * gap, null, { signal: stopping.signal, ref: false }).catch(
          () => {},
        );
      }
      connection = null;
    }
  };

  const running = goOn(await open());
  return async () => {
    stopping.abort();
    await running;
  };
}

/** Closing has no news for anybody, and may never be answered. */
const ended = (client: pg.Client) =>
  Promise.race([client.end().catch(() => {}), wait(SILENT_MS, null, { ref: false })]);

/** Snapshots of what had been committed when it was looked at. */
class Seen {
  #before: string | null = null;
  #last: string | null = null;

  /** What of a commit was to be heard may still be on its way when a snapshot shows it, but not a whole look later. */
  get surely(): string | null {
    return this.#before ?? this.#last;
  }

  async look(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now');
    this.#before = this.#last;
    this.#last = rows[0]!.now;
  }
}

type Row = {
  ticket_id: string;
  seq: number;
  at: number;
  body: string;
  licensee_id: string;
  person_id: string;
};

async function committedSince(client: pg.Client, snapshot: string): Promise<Committing[]> {
  const { rows } = await client.query<Row>(
    `SELECT event.ticket_id, event.seq, event.at, event.body, ticket.licensee_id, ticket.person_id
     FROM event JOIN ticket ON ticket.id = event.ticket_id
     WHERE event.xid >= pg_snapshot_xmin($1::pg_snapshot)
       AND NOT pg_visible_in_snapshot(event.xid, $1::pg_snapshot)
     ORDER BY event.ticket_id, event.seq`,
    [snapshot],
  );
  const latest = new Map<string, Committing>();
  for (const row of rows) {
    const before = latest.get(row.ticket_id);
    const forStaff = isForStaff(JSON.parse(row.body) as EventBody);
    latest.set(row.ticket_id, {
      ticketId: row.ticket_id,
      version: row.seq,
      licenseeId: row.licensee_id,
      personId: row.person_id,
      at: row.at,
      staffOnly: forStaff && (before?.staffOnly ?? true),
    });
  }
  return [...latest.values()];
}
