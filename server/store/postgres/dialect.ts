/**
 * Kysely compiles, pg runs. A connection is taken when the first statement comes, so that one that has died meanwhile can
 * be changed for another; a statement that is asked often is prepared once in each connection.
 */
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { OutcomeUnknown } from '../unavailable.ts';
import { again } from './again.ts';
import { failureOf } from './failure.ts';

/** Queries with lists in them have a text for each length: only so many are prepared. */
const STATEMENTS_PREPARED = 400;

export function postgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PoolDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PoolDriver implements Driver {
  #pool: Pool;
  #names = new Map<string, string>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PoolConnection(this.#pool, this.#names);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    // Whoever asks for nothing gets what SQLite gives: as if one came after the other.
    const level = settings.isolationLevel ?? 'serializable';
    await (connection as PoolConnection).begin(
      `start transaction isolation level ${level} ${settings.accessMode ?? 'read write'}`,
    );
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as PoolConnection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as PoolConnection).rollback();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PoolConnection).release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class PoolConnection implements DatabaseConnection {
  #pool: Pool;
  #names: Map<string, string>;
  #client: PoolClient | null = null;
  #inTransaction = false;

  constructor(pool: Pool, names: Map<string, string>) {
    this.#pool = pool;
    this.#names = names;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#inTransaction) return this.#run<R>(query);
    const reads = query.query.kind === 'SelectQueryNode';
    return again(
      () => this.#run<R>(query),
      (failure) => failure === 'conflict' || failure === 'no_connection' || (failure === 'lost' && reads),
    );
  }

  async #run<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    // Half a transaction is never carried on by another connection.
    if (this.#inTransaction && !this.#client) throw new Error('the connection ended in the transaction');
    const client = (this.#client ??= await this.#pool.connect());
    const name = query.kind === 'RawNode' ? null : this.#nameOf(sql);
    try {
      const values = parameters.map(takeable);
      const result = await client.query(name === null ? { text: sql, values } : { name, text: sql, values });
      const changed = CHANGES.has(result.command) ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {};
      return { rows: result.rows as R[], ...changed };
    } catch (cause) {
      if (failureOf(cause) === 'lost') this.#discard(cause);
      throw cause;
    }
  }

  #nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known) return known;
    if (this.#names.size >= STATEMENTS_PREPARED) return null;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  async begin(text: string): Promise<void> {
    await this.#run(CompiledQuery.raw(text));
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    this.#inTransaction = false;
    try {
      // PostgreSQL answers ROLLBACK to the COMMIT of a transaction in which a statement has failed.
      const { command } = await this.#client!.query('commit');
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
    } catch (cause) {
      if (failureOf(cause) !== 'lost') throw cause;
      this.#discard(cause);
      throw new OutcomeUnknown('the connection to the database was lost during a commit', { cause });
    }
  }

  async rollback(): Promise<void> {
    this.#inTransaction = false;
    try {
      await this.#client?.query('rollback');
    } catch (cause) {
      // Its end rolls back too; and what went wrong first is what is to be told.
      this.#discard(cause);
    }
  }

  #discard(cause: unknown): void {
    this.#client?.release(cause instanceof Error ? cause : true);
    this.#client = null;
  }

  release(): void {
    this.#client?.release();
    this.#client = null;
  }

  // oxlint-disable-next-line require-yield -- nothing here streams; whoever begins to is told at once
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('queries are read in pages, not streamed');
  }
}

const CHANGES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** PostgreSQL takes every text but one with a zero in it. */
const takeable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
