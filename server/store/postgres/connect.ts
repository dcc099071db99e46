/** Connections to PostgreSQL: what each is set to, and why one cannot be had, in one line for whoever starts the program. */
import pg from 'pg';

/** What whoever starts the program can mend. The message names no password. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
}

const CONNECTED_WITHIN_MS = 2_000;
/** Nobody waits longer for an answer; see `patient`. */
const STATEMENT_WITHIN_MS = 5_000;
const LOCK_WITHIN_MS = 3_000;
const IDLE_IN_TRANSACTION_MS = 8_000;
/** Past the statement's own limit: the other end has gone without a word. */
const SILENT_MS = 7_000;
const MOST_CONNECTIONS = 10;

const INT8 = 20;
const NUMERIC = 1700;

/** Instants and sums are numbers here: 2⁵³ ms are 285,000 years. Set on our connections alone, not in the whole process. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** `patient`: for what may take its time, and is not asked for by anybody who waits. */
export type Manner = { patient?: boolean };

export function settingsOf(url: string, { patient = false }: Manner = {}): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: 'smart-support',
    connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    keepAlive: true,
    types,
    max: MOST_CONNECTIONS,
    // An answer "received" leaves after the commit has reached the disk, whatever the server's default is.
    options: '-c synchronous_commit=on -c client_min_messages=warning',
    ...(patient
      ? {}
      : {
          statement_timeout: STATEMENT_WITHIN_MS,
          lock_timeout: LOCK_WITHIN_MS,
          idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
          query_timeout: SILENT_MS,
        }),
  };
}

export function poolOf(url: string, manner: Manner = {}): pg.Pool {
  const pool = new pg.Pool(settingsOf(url, manner));
  // One that lay idle has gone: the pool forgets it and opens another when somebody asks.
  pool.on('error', () => {});
  // One that somebody has, between two statements: the next of them fails, and says so. Unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Outside the pool: for a lock that is held, for listening. */
export async function connectAlone(url: string): Promise<pg.Client> {
  const client = new pg.Client(settingsOf(url, { patient: true }));
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Throws `DatabaseRefused` when it cannot be reached, lets nobody in, or cannot hold what people write. */
export async function assertUsable(url: string): Promise<void> {
  const client = new pg.Client(settingsOf(url));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ encoding: string; version: number }>(
      `select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version`,
    );
    const { encoding = '', version = 0 } = rows[0] ?? {};
    if (encoding !== 'UTF8') {
      throw new DatabaseRefused(
        `DATABASE_URL: the database keeps text as ${encoding}; make one with encoding UTF8`,
      );
    }
    if (version < OLDEST)
      throw new DatabaseRefused(
        `DATABASE_URL: this is PostgreSQL ${Math.floor(version / 10_000)}; 14 or newer is needed`,
      );
  } catch (cause) {
    throw cause instanceof DatabaseRefused ? cause : new DatabaseRefused(whyNot(cause, client), { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

const OLDEST = 140_000;

function whyNot(cause: unknown, { host, port, user, database }: pg.Client): string {
  const { code = '', message = '' } = (cause instanceof AggregateError ? cause.errors[0] : cause) as {
    code?: string;
    message?: string;
  };
  switch (code) {
    case '28P01':
    case '28000':
      return `DATABASE_URL: PostgreSQL at ${host}:${port} does not let ${user} in; correct the name or the password`;
    case '3D000':
      return `DATABASE_URL: there is no database "${database}" at ${host}:${port}; make it, or name another`;
    case '42501':
      return `DATABASE_URL: ${user} may not use the database "${database}"; grant it`;
    default:
      return `DATABASE_URL: PostgreSQL at ${host}:${port} cannot be reached (${code || oneLine(message)}); start it, or correct the address`;
  }
}

const oneLine = (text: string) => text.split('\n', 1)[0]!.slice(0, 120);
