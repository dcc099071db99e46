/** Whether two databases hold the same desk: for a move that was cut off after all of it had arrived. */
import { createHash } from 'node:crypto';
import { openStore, type Database } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

type Whole = Pick<Store['whole'], 'read'>;
type Seen = { rows: number; sum: Buffer; columns: readonly string[] };

/** What nobody works with a desk without changing. */
const TELLING: ReadonlySet<string> = new Set(['licensee', 'staff', 'ticket', 'event', 'words']);

export async function isCarriedOver(source: Store, to: Database): Promise<boolean> {
  const target = await openStore({ ...to, readOnly: true });
  try {
    const wanted = await seenIn(source.whole, new Map());
    const found = await seenIn(target.whole, wanted);
    return [...TELLING].every((table) => {
      const [one, other] = [wanted.get(table), found.get(table)];
      return one?.rows === other?.rows && (!one || !other || one.sum.equals(other.sum));
    });
  } finally {
    await target.close();
  }
}

/** The order of rows is each database's own, and so are columns that the other does not have: neither is looked at. */
function seenIn(whole: Whole, like: ReadonlyMap<string, Seen>): Promise<ReadonlyMap<string, Seen>> {
  return whole.read(async (tables) => {
    const seen = new Map<string, Seen>();
    for await (const { table, rows } of tables) {
      if (!TELLING.has(table)) continue;
      for (const row of rows) {
        const columns = like.get(table)?.columns ?? seen.get(table)?.columns ?? Object.keys(row).sort();
        const its = seen.get(table) ?? { rows: 0, sum: Buffer.alloc(32), columns };
        const hash = createHash('sha256')
          .update(JSON.stringify(columns.map((column) => row[column] ?? null)))
          .digest();
        for (const [i, byte] of hash.entries()) its.sum[i]! ^= byte;
        its.rows += 1;
        seen.set(table, its);
      }
    }
    return seen;
  });
}
