/** The store over its database, whichever that is, brought up to date. */
import { committer, type Committer } from './commit.ts';
import type { Engine, Opened } from './engine.ts';
import { audit } from './audit.ts';
import { board } from './board.ts';
import { consents } from './consents.ts';
import { files } from './files.ts';
import { inspection } from './inspection.ts';
import { licensees } from './licensees.ts';
import { links } from './links.ts';
import { DatabaseIsNewer, DatabaseIsNotOurs, migrate, refuseOlder } from './migrations/migrate.ts';
import { mail } from './mail.ts';
import { outgoings } from './outbox.ts';
import { outboxBoard } from './outbox-board.ts';
import { privacy } from './privacy.ts';
import { people } from './people.ts';
import { DatabaseRefused } from './postgres/connect.ts';
import { openPostgres } from './postgres/open.ts';
import { regulations } from './regulations.ts';
import { reports } from './reports.ts';
import { rulesStore } from './rules.ts';
import { roster } from './roster.ts';
import type { Db } from './schema.ts';
import { secondLine } from './second-line.ts';
import { sessions } from './sessions.ts';
import { sites } from './sites.ts';
import { DatabaseDamaged } from './sqlite/damage.ts';
import { openSqlite } from './sqlite/open.ts';
import { AlreadyRunning } from './sqlite/lock.ts';
import { staff } from './staff.ts';
import { staffNotices } from './staff-notices.ts';
import type { Store } from './store.ts';
import { tickets } from './tickets.ts';
import { Unavailable } from './unavailable.ts';
import { whole } from './whole.ts';

/** A file of SQLite's, or the address of a PostgreSQL. */
export type Database = { file: string } | { url: string };

export type OpenOptions = Database & {
  /** Beside a running server: takes no lock, changes nothing, not even the schema. */
  readOnly?: boolean;
  /** Folds commits that wait into one transaction; on when it is not said. */
  groupCommit?: boolean;
  /** There is more of this desk than its database: one that is gone is not made anew. */
  used?: boolean;
  /** After each transaction that wrote changes to tickets: how many. */
  onCommit?(together: number): void;
  /** Once, when nothing that the database says can be believed any more: whoever runs it has to end. */
  onLost?(cause: Error): void;
};

/** What whoever starts the program can mend: the message says all there is to say. */
export const isForWhoeverStarts = (cause: unknown): cause is Error =>
  cause instanceof AlreadyRunning ||
  cause instanceof DatabaseDamaged ||
  cause instanceof DatabaseIsNewer ||
  cause instanceof DatabaseIsNotOurs ||
  cause instanceof DatabaseRefused ||
  cause instanceof Unavailable;

/** Throws with one clear line when another process has it, when it is of a newer program, when it cannot be opened. */
export async function openStore({
  readOnly = false,
  groupCommit = true,
  used = false,
  onCommit,
  onLost = () => {},
  ...database
}: OpenOptions): Promise<Store> {
  const upToDate = (db: Db, engine: Engine) => (readOnly ? refuseOlder(db) : migrate(db, engine));
  return storeOver(
    'url' in database
      ? await openPostgres(database.url, readOnly, upToDate)
      : await openSqlite(database.file, { readOnly, used, onLost }, upToDate),
    { grouped: groupCommit, ...(onCommit ? { onCommit } : {}) },
  );
}

function storeOver({ db, engine, neighbours, close }: Opened, committing: Committer): Store {
  const { search } = engine;
  return {
    tickets: tickets(db, search, committer(db, engine, committing)),
    files: files(db),
    people: people(db, search),
    sites: sites(db),
    licensees: licensees(db, search),
    staff: staff(db),
    sessions: sessions(db),
    links: links(db),
    regulations: regulations(db),
    reports: reports(db),
    board: board(db),
    rules: rulesStore(db),
    outbox: { ...outgoings(db, engine), ...outboxBoard(db) },
    secondLine: secondLine(db),
    mail: mail(db, engine),
    audit: audit(db),
    privacy: privacy(db, engine),
    staffNotices: staffNotices(db),
    roster: roster(db),
    consents: consents(db),
    inspection: inspection(db, engine),
    whole: whole(db, search),
    snapshot: engine.snapshot && ((file) => engine.snapshot!(db, file)),
    neighbours,
    accounts: { db, type: engine.accounts },
    db,
    async ping() {
      // A row that nobody else writes or waits for; what it says stays as it is.
      await db
        .updateTable('migration')
        .set((eb) => ({ name: eb.ref('name') }))
        .where('number', '=', 1)
        .executeTakeFirstOrThrow();
    },
    close,
  };
}
