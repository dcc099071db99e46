/** What is known of each stored file; its bytes lie on disk under its id. */
import type { Instant } from '../../shared/instant.ts';
import type { EventBody, FileId, TicketId } from '../domain/ticket/event.ts';
import { wordsAreForStaff } from '../domain/ticket/for-staff.ts';
import { compiledOnce } from './compiled-once.ts';
import { inPieces } from './in-pieces.ts';
import { yesNo, type Db, type FileTable } from './schema.ts';
import type { Scope } from './change.ts';
import { uploaderOf } from './uploader.ts';

export type StoredFile = {
  id: FileId;
  /** `uploaderOf(who)`. */
  uploader: string;
  /** Null until a commit has named it. */
  ticketId: TicketId | null;
  name: string;
  bytes: number;
  /** Of its content, never of its name. */
  type: string;
  /** May be shown as one. */
  picture: boolean;
  sha256: string;
  uploadedAt: Instant;
  /** Looked through for viruses; null when nobody does. */
  scannedAt: Instant | null;
  /** Its name and its bytes are gone; that there was one stays. */
  erasedAt?: Instant;
};

export type Files = {
  add(file: StoredFile): Promise<void>;
  /** For staff; one that was erased is not there. */
  get(id: FileId): Promise<StoredFile | null>;
  /** Of a ticket of theirs, unless only staff may see it; or their own, not attached yet. */
  getForPerson(scope: Scope, id: FileId): Promise<StoredFile | null>;
  of(ids: readonly FileId[]): Promise<ReadonlyMap<FileId, StoredFile>>;
  ofTicket(ticketId: TicketId): Promise<StoredFile[]>;
  /** Takes out of the store what nobody attached and was uploaded before `before`; gives their ids, for the disk. */
  dropUnattached(before: Instant): Promise<FileId[]>;
  /** Which of these ids the store knows. */
  known(ids: readonly FileId[]): Promise<ReadonlySet<FileId>>;
  all(): Promise<StoredFile[]>;
};

export const fileOf = (row: FileTable): StoredFile => ({
  id: row.id,
  uploader: row.uploader,
  ticketId: row.ticket_id,
  name: row.name,
  bytes: Number(row.bytes),
  type: row.type,
  picture: row.picture === 1,
  sha256: row.sha256,
  uploadedAt: row.uploaded_at,
  scannedAt: row.scanned_at,
  ...(row.erased_at === null ? {} : { erasedAt: row.erased_at }),
});

const filesOfTicket = compiledOnce((db, ticketId: TicketId) =>
  db.selectFrom('file').selectAll().where('ticket_id', '=', ticketId),
);

export function files(db: Db): Files {
  const present = () => db.selectFrom('file').selectAll().where('erased_at', 'is', null);
  return {
    async add(file) {
      await db
        .insertInto('file')
        .values({
          id: file.id,
          uploader: file.uploader,
          ticket_id: file.ticketId,
          name: file.name,
          bytes: file.bytes,
          type: file.type,
          picture: yesNo(file.picture),
          sha256: file.sha256,
          uploaded_at: file.uploadedAt,
          scanned_at: file.scannedAt,
        })
        .execute();
    },

    async get(id) {
      const row = await present().where('id', '=', id).executeTakeFirst();
      return row ? fileOf(row) : null;
    },

    async getForPerson(scope, id) {
      const row = await present().where('id', '=', id).executeTakeFirst();
      if (!row) return null;
      const me = uploaderOf({ side: 'client', id: scope.personId });
      if (row.ticket_id === null) return row.uploader === me ? fileOf(row) : null;
      const ticket = await db
        .selectFrom('ticket')
        .select('id')
        .where('id', '=', row.ticket_id)
        .where('licensee_id', '=', scope.licenseeId)
        .where('person_id', '=', scope.personId)
        .executeTakeFirst();
      if (!ticket || (await isOfNote(db, row.ticket_id, id))) return null;
      return fileOf(row);
    },

    async of(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('file')
        .selectAll()
        .where('id', 'in', [...new Set(ids)])
        .execute();
      return new Map(rows.map((row) => [row.id, fileOf(row)]));
    },

    async ofTicket(ticketId) {
      return (await filesOfTicket(db, ticketId)).rows.map(fileOf);
    },

    async dropUnattached(before) {
      const dropped: FileId[] = [];
      await inPieces(async (most) => {
        const old = db
          .selectFrom('file')
          .select('id')
          .where('ticket_id', 'is', null)
          .where('uploaded_at', '<', before)
          .limit(most);
        const rows = await db
          .deleteFrom('file')
          .where('id', 'in', old)
          // It may be attached in this very moment.
          .where('ticket_id', 'is', null)
          .returning('id')
          .execute();
        for (const { id } of rows) dropped.push(id);
        return rows.length;
      });
      return dropped;
    },

    async known(ids) {
      if (ids.length === 0) return new Set();
      const rows = await db
        .selectFrom('file')
        .select('id')
        .where('id', 'in', [...ids])
        .execute();
      return new Set(rows.map(({ id }) => id));
    },

    async all() {
      return (await db.selectFrom('file').selectAll().orderBy('id').execute()).map(fileOf);
    },
  };
}

/** A note is for staff, and so is what hangs on it: also the note that goes with an act that a client sees only the fact of. */
async function isOfNote(db: Db, ticketId: TicketId, id: FileId): Promise<boolean> {
  const events = await db.selectFrom('event').select('body').where('ticket_id', '=', ticketId).execute();
  const naming = events
    .map(({ body }) => JSON.parse(body) as EventBody)
    .filter((body) => 'files' in body && body.files.includes(id));
  // What a department has sent is staff's, until they pass it on in a reply.
  return naming.length > 0 && naming.every(wordsAreForStaff);
}
