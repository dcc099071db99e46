/** Every regulation that tickets stand under, whole, by its version. */
import type { Instant } from '../../shared/instant.ts';
import type { Regulation } from '../domain/regulation.ts';
import type { Db } from './schema.ts';

export type RecordedRegulation = { version: string; regulation: Regulation; recordedAt: Instant };

export type Regulations = {
  all(): Promise<RecordedRegulation[]>;
  get(version: string): Promise<RecordedRegulation | null>;
  /**
   * Keeps a version for ever. `differs` when one of this name is known with other content: tickets stand under it, so it
   * cannot be changed, and what is new needs a new name.
   */
  record(regulation: Regulation, at: Instant): Promise<'recorded' | 'known' | 'differs'>;
};

export function regulations(db: Db): Regulations {
  const rows = () => db.selectFrom('regulation_version').selectAll();
  const recorded = (row: {
    version: string;
    regulation: string;
    recorded_at: Instant;
  }): RecordedRegulation => ({
    version: row.version,
    regulation: JSON.parse(row.regulation) as Regulation,
    recordedAt: row.recorded_at,
  });
  return {
    async all() {
      return (await rows().orderBy('recorded_at').orderBy('version').execute()).map(recorded);
    },

    async get(version) {
      const row = await rows().where('version', '=', version).executeTakeFirst();
      return row ? recorded(row) : null;
    },

    async record(regulation, at) {
      const text = JSON.stringify(regulation);
      const added = await db
        .insertInto('regulation_version')
        .values({ version: regulation.version, regulation: text, recorded_at: at })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) return 'recorded';
      const kept = await rows().where('version', '=', regulation.version).executeTakeFirstOrThrow();
      return kept.regulation === text ? 'known' : 'differs';
    },
  };
}
