import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inGroups } from '../../../../server/store/group-commit.ts';
import { aStore } from '../a-desk.ts';

describe('commits of one moment', () => {
  it('are all refused when the transaction does not reach the disk: nobody hears of what is not there', async () => {
    const { db } = await aStore();
    const commit = inGroups(
      () => db.transaction(),
      async (tx, licensee: string) => {
        await sql`pragma defer_foreign_keys = on`.execute(tx);
        await tx
          .insertInto('site')
          .values({
            id: `site of ${licensee}`,
            key: licensee,
            licensee_id: licensee,
            name: licensee,
            anonymous_allowed: 0,
            identity_required: 1,
            created_at: 0,
          })
          .execute();
        return licensee;
      },
    );
    await db.insertInto('licensee').values({ id: 'known', name: 'Known', created_at: 0 }).execute();
    const outcomes = await Promise.allSettled([commit('known'), commit('unknown')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await db.selectFrom('site').select('id').execute()).toEqual([]);
    expect(await commit('known')).toBe('known');
  });
});
