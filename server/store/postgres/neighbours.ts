/** The other processes on the same PostgreSQL. A lock is held by a connection of its own: it goes with the process. */
import type pg from 'pg';
import type { Neighbours } from '../neighbours.ts';
import type { Db } from '../schema.ts';
import { tell } from './announce.ts';
import { buckets } from './buckets.ts';
import { connectAlone } from './connect.ts';
import { listen } from './listen.ts';

export function neighbours(url: string, self: string, db: Db): Neighbours {
  const locked = async <T>(ask: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = await connectAlone(url);
    try {
      return await ask(client);
    } finally {
      await client.end().catch(() => {});
    }
  };
  return {
    inTurn: (name, work) =>
      locked(async (client) => {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [keyOf(name)]);
        return work();
      }),

    alone: (name, work) =>
      locked(async (client) => {
        const { rows } = await client.query<{ mine: boolean }>(
          'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
          [keyOf(name)],
        );
        if (!rows[0]!.mine) return false;
        await work();
        return true;
      }),

    listen: (heard, fault) => listen({ url, self, heard, fault }),
    tell: (news) => tell(db, self, news),
    buckets: buckets(db),
  };
}

/** Other programs may hold locks in the same database. */
const keyOf = (name: string) => `smart-support ${name}`;
