/**
 * Kysely compiles, better-sqlite3 runs. Kysely's own SQLite dialect prepares a statement at every query, which makes a
 * read by key sixteen times slower; this one keeps prepared statements by their text.
 */
import type { Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { AnswersAtOnce } from '../at-once.ts';
import type { SqliteConnection } from './connect.ts';
import { DatabaseLost, translated } from './failure.ts';

/** Queries with lists in them have a text for each length: the oldest give way. */
const STATEMENTS_KEPT = 500;

/** `onLost`: once, when nothing that it says can be believed any more; from then on it answers nothing. */
export function sqliteDialect(
  connection: SqliteConnection,
  onLost: (cause: Error) => void = () => {},
): Dialect {
  const shared = new CachingConnection(connection, onLost);
  return {
    createAdapter: () => new AdapterAtHand(shared),
    createDriver: () => new CachingDriver(connection, shared),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Nothing comes between two statements of one turn of the event loop, so that they need nobody's leave. */
class AdapterAtHand extends SqliteAdapter implements AnswersAtOnce {
  #shared: CachingConnection;

  constructor(shared: CachingConnection) {
    super();
    this.#shared = shared;
  }

  answerAtOnce<Row>(query: CompiledQuery<Row>, within: boolean): QueryResult<Row> | null {
    // Of a transaction that is open nobody else may see anything, nor write into it.
    return within === this.#shared.inTransaction ? this.#shared.run(query) : null;
  }
}

/** One connection: Kysely lets one query or one transaction at a time have it. */
class CachingDriver implements Driver {
  #connection: SqliteConnection;
  #shared: CachingConnection;

  constructor(connection: SqliteConnection, shared: CachingConnection) {
    this.#connection = connection;
    this.#shared = shared;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#shared;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    // A transaction that writes takes the write lock at once: one that reads first and then writes would be refused
    // by SQLite as soon as another process has written in between.
    const begin = settings.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
    if (this.#connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connection.close();
  }
}

class CachingConnection implements DatabaseConnection {
  #connection: SqliteConnection;
  #statements = new Map<string, Statement>();
  #onLost: (cause: Error) => void;
  #lost: DatabaseLost | null = null;

  constructor(connection: SqliteConnection, onLost: (cause: Error) => void) {
    this.#connection = connection;
    this.#onLost = onLost;
  }

  #prepared(text: string): Statement {
    const kept = this.#statements.get(text);
    if (kept) return kept;
    const statement = this.#connection.prepare(text);
    this.#statements.set(text, statement);
    if (this.#statements.size > STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    return statement;
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  run<R>(query: CompiledQuery): QueryResult<R> {
    if (this.#lost) throw this.#lost;
    try {
      const statement = this.#prepared(query.sql);
      if (statement.reader) return { rows: statement.all(...query.parameters) as R[] };
      const { changes, lastInsertRowid } = statement.run(...query.parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    } catch (cause) {
      const known = translated(cause);
      if (known instanceof DatabaseLost) {
        this.#lost = known;
        this.#onLost(known);
      }
      throw known;
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.run(query);
  }

  /** At once as well: the connection takes no other statement while rows of one are still to come. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield this.run(query);
  }
}
