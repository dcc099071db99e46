/** What all processes count together. Unlogged: after a crash everybody starts with a full bucket. */
import { sql, type Kysely } from 'kysely';
import type { BucketUse, SharedBuckets } from '../neighbours.ts';
import type { Db } from '../schema.ts';

/** Every bucket is full again by then. */
const FORGOTTEN_AFTER_MS = 600_000;
const FORGET_EVERY = 500;

export async function installBuckets(db: Kysely<never>): Promise<void> {
  await sql`
    CREATE UNLOGGED TABLE rate_bucket (
      key text PRIMARY KEY,
      filled double precision NOT NULL,
      at double precision NOT NULL,
      most double precision NOT NULL,
      per_ms double precision NOT NULL,
      taken double precision NOT NULL
    ) WITH (fillfactor = 70)
  `.execute(db);
}

export function buckets(db: Db): SharedBuckets {
  let asked = 0;
  return {
    async take(uses, at) {
      if (uses.length === 0) return new Map();
      if (++asked % FORGET_EVERY === 0)
        await sql`DELETE FROM rate_bucket WHERE at < ${at - FORGOTTEN_AFTER_MS}`.execute(db);
      // In one order everywhere, so that two processes never wait for each other.
      const sorted = [...uses].sort((a, b) => (a.key < b.key ? -1 : 1));
      const column = (of: (use: BucketUse) => string | number) => sorted.map(of);
      // A clock behind the others' fills nothing, unless theirs have been set back; whoever asks for more than there is takes nothing, unless it is
      // gone already, and then a bucket owes no more than it holds.
      const { rows } = await sql<{ key: string; filled: number }>`
        INSERT INTO rate_bucket AS kept (key, filled, at, most, per_ms, taken)
        SELECT key, most - taken, ${at}, most, per_ms, taken FROM unnest(
          ${column(({ key }) => key)}::text[], ${column(({ most }) => most)}::float8[],
          ${column(({ perMs }) => perMs)}::float8[], ${column(({ taken }) => taken)}::float8[]
        ) AS told (key, most, per_ms, taken)
        ON CONFLICT (key) DO UPDATE SET
          filled = greatest(-excluded.most,
            least(excluded.most, kept.filled + greatest(0, excluded.at - kept.at) * excluded.per_ms) - excluded.taken),
          at = CASE WHEN kept.at > excluded.at + ${FORGOTTEN_AFTER_MS} THEN excluded.at ELSE greatest(kept.at, excluded.at) END,
          most = excluded.most, per_ms = excluded.per_ms, taken = excluded.taken
        RETURNING key, filled
      `.execute(db);
      return new Map(rows.map(({ key, filled }) => [key, filled]));
    },
  };
}
