/** The store on its SQLite file: locked for this process, with the settings it needs, brought up to date. */
import { Kysely } from 'kysely';
import { committer, type Commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { files } from './files.ts';
import { inspection } from './inspection.ts';
import { licensees } from './licensees.ts';
import { links } from './links.ts';
import { DatabaseIsNewer, migrate, refuseOlder } from './migrations/migrate.ts';
import { mail } from './mail.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { regulations } from './regulations.ts';
import { rulesStore } from './rules.ts';
import { roster } from './roster.ts';
import type { Db, Tables } from './schema.ts';
import { secondLine } from './second-line.ts';
import { sessions } from './sessions.ts';
import { sites } from './sites.ts';
import { makeAppendOnly } from './sqlite/append-only.ts';
import { connect, type SqliteConnection } from './sqlite/connect.ts';
import { sqliteDialect } from './sqlite/dialect.ts';
import { faultsOf } from './sqlite/faults.ts';
import { AlreadyRunning, lockFor } from './sqlite/lock.ts';
import { sqliteSearch } from './sqlite/search.ts';
import { staff } from './staff.ts';
import { staffNotices } from './staff-notices.ts';
import type { Store } from './store.ts';
import { tickets } from './tickets.ts';

const SQLITE: Engine = { search: sqliteSearch, makeAppendOnly, faults: faultsOf };

export type OpenOptions = {
  file: string;
  /** Beside a running server: takes no lock, changes nothing, not even the schema. */
  readOnly?: boolean;
  /** Folds commits that wait into one transaction; on when it is not said. */
  groupCommit?: boolean;
};

/** What whoever starts the program can mend: the message says all there is to say. */
export const isForWhoeverStarts = (cause: unknown): cause is Error =>
  cause instanceof AlreadyRunning || cause instanceof DatabaseIsNewer;

/** Throws with one clear line when another process has it, when it is of a newer program, when it cannot be opened. */
export async function openStore({ file, readOnly = false, groupCommit = true }: OpenOptions): Promise<Store> {
  const lock = readOnly ? null : lockFor(file);
  let connection: SqliteConnection | null = null;
  try {
    connection = connect(file, { readOnly });
    const db: Db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
    await (readOnly ? refuseOlder(db) : migrate(db, SQLITE));
    return {
      ...storeOver(db, SQLITE, committer(db, SQLITE.search, { grouped: groupCommit })),
      async close() {
        await db.destroy();
        lock?.release();
      },
    };
  } catch (cause) {
    connection?.close();
    lock?.release();
    throw cause;
  }
}

function storeOver(db: Db, engine: Engine, commit: Commit): Omit<Store, 'close'> {
  const { search } = engine;
  return {
    tickets: tickets(db, search, commit),
    files: files(db),
    people: people(db, search),
    sites: sites(db),
    licensees: licensees(db, search),
    staff: staff(db),
    sessions: sessions(db),
    links: links(db),
    regulations: regulations(db),
    rules: rulesStore(db),
    outbox: outbox(db),
    secondLine: secondLine(db),
    mail: mail(db),
    staffNotices: staffNotices(db),
    roster: roster(db),
    inspection: inspection(db, engine),
    db,
    async ping() {
      await db.selectFrom('sequence').select('next').executeTakeFirstOrThrow();
    },
  };
}
