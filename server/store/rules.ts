/** The draft of the rules, and the acts by which each version came into force, in their order. */
import type { Instant } from '../../shared/instant.ts';
import type { Regulation } from '../domain/regulation.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { regulations } from './regulations.ts';
import type { Db, RulesApplicationTable, RulesDraftTable } from './schema.ts';

export type Draft = {
  /** Counts from 1; each saving is one more. */
  revision: number;
  /** As it was typed, whether or not it could come into force. */
  content: string;
  basedOn: string;
  startedBy: StaffId;
  startedAt: Instant;
  savedBy: StaffId;
  savedAt: Instant;
};

export type ApplicationState = 'waiting' | 'running' | 'done' | 'taken_back';

export type Application = {
  position: number;
  version: string;
  /** What was in force before it; null for the first. */
  fromVersion: string | null;
  /** Null where the operator's file brought it at a start. */
  orderedBy: StaffId | null;
  reason: string | null;
  /** Whether open cycles move to it. */
  scope: 'open_and_new' | 'new_only';
  fromAt: Instant;
  recordedAt: Instant;
  state: ApplicationState;
  /** Open tickets that were moved. */
  moved: number;
  finishedAt: Instant | null;
};

export type NewApplication = Omit<Application, 'position' | 'moved' | 'finishedAt'>;

export type RulesStore = {
  draft(): Promise<Draft | null>;
  /** `seenRevision` 0 begins one; refused when somebody has saved or dropped it meanwhile. */
  saveDraft(
    draft: Pick<Draft, 'content' | 'basedOn' | 'savedBy' | 'savedAt'>,
    seenRevision: number,
  ): Promise<boolean>;
  dropDraft(seenRevision: number): Promise<boolean>;
  /** Oldest first. */
  applications(): Promise<Application[]>;
  /** Records the version and the act, and ends the draft it came from: whole, or not at all. */
  apply(
    application: NewApplication,
    regulation: Regulation,
    draftRevision: number,
  ): Promise<'applied' | 'version_taken' | 'draft_moved_on' | 'under_way'>;
  /** What the operator's file brought at a start; its version is recorded already. */
  recordStart(application: NewApplication): Promise<void>;
  noteMoved(position: number, more: number): Promise<void>;
  setState(position: number, state: ApplicationState, finishedAt: Instant | null): Promise<void>;
};

const OPEN = 'open';

export function rulesStore(db: Db): RulesStore {
  return {
    async draft() {
      const row = await db.selectFrom('rules_draft').selectAll().where('name', '=', OPEN).executeTakeFirst();
      return row ? draftOf(row) : null;
    },

    async saveDraft({ content, basedOn, savedBy, savedAt }, seenRevision) {
      if (seenRevision === 0) {
        const begun = await db
          .insertInto('rules_draft')
          .values({
            name: OPEN,
            revision: 1,
            content,
            based_on: basedOn,
            started_by: savedBy,
            started_at: savedAt,
            saved_by: savedBy,
            saved_at: savedAt,
          })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .executeTakeFirst();
        return begun.numInsertedOrUpdatedRows === 1n;
      }
      const saved = await db
        .updateTable('rules_draft')
        .set({ revision: seenRevision + 1, content, saved_by: savedBy, saved_at: savedAt })
        .where('name', '=', OPEN)
        .where('revision', '=', seenRevision)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },

    async dropDraft(seenRevision) {
      const dropped = await db
        .deleteFrom('rules_draft')
        .where('name', '=', OPEN)
        .where('revision', '=', seenRevision)
        .executeTakeFirst();
      return dropped.numDeletedRows === 1n;
    },

    applications: () => applicationsOf(db),

    apply: (application, regulation, draftRevision) =>
      db.transaction().execute(async (tx) => {
        const before = await applicationsOf(tx);
        if (before.some(({ state }) => state === 'waiting' || state === 'running')) return 'under_way';
        const known = await tx
          .selectFrom('regulation_version')
          .select('version')
          .where('version', '=', regulation.version)
          .executeTakeFirst();
        if (known) return 'version_taken';
        const dropped = await rulesStore(tx).dropDraft(draftRevision);
        if (!dropped) return 'draft_moved_on';
        await regulations(tx).record(regulation, application.recordedAt);
        await insert(tx, application);
        return 'applied';
      }),

    recordStart: (application) => db.transaction().execute((tx) => insert(tx, application)),

    async noteMoved(position, more) {
      await db
        .updateTable('rules_application')
        .set((eb) => ({ moved: eb('moved', '+', more) }))
        .where('position', '=', position)
        .execute();
    },

    async setState(position, state, finishedAt) {
      await db
        .updateTable('rules_application')
        .set({ state, finished_at: finishedAt })
        .where('position', '=', position)
        .execute();
    },
  };
}

async function applicationsOf(db: Db): Promise<Application[]> {
  const rows = await db.selectFrom('rules_application').selectAll().orderBy('position').execute();
  return rows.map(applicationOf);
}

async function insert(tx: Db, application: NewApplication): Promise<void> {
  const last = await tx
    .selectFrom('rules_application')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
  await tx
    .insertInto('rules_application')
    .values({
      position: Number(last?.position ?? 0) + 1,
      version: application.version,
      from_version: application.fromVersion,
      ordered_by: application.orderedBy,
      reason: application.reason,
      scope: application.scope,
      from_at: application.fromAt,
      recorded_at: application.recordedAt,
      state: application.state,
      moved: 0,
      finished_at: application.state === 'done' ? application.recordedAt : null,
    })
    .execute();
}

const draftOf = (row: RulesDraftTable): Draft => ({
  revision: row.revision,
  content: row.content,
  basedOn: row.based_on,
  startedBy: row.started_by,
  startedAt: row.started_at,
  savedBy: row.saved_by,
  savedAt: row.saved_at,
});

const applicationOf = (row: RulesApplicationTable): Application => ({
  position: row.position,
  version: row.version,
  fromVersion: row.from_version,
  orderedBy: row.ordered_by,
  reason: row.reason,
  scope: row.scope,
  fromAt: row.from_at,
  recordedAt: row.recorded_at,
  state: row.state,
  moved: row.moved,
  finishedAt: row.finished_at,
});
