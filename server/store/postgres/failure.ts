/** What PostgreSQL, its driver and the socket say when something fails, sorted by what can be done about it. */

export type Failure =
  /** Another transaction was in the way; this one was rolled back whole: it may run again. */
  | 'conflict'
  /** A row of this key came in between; it was rolled back whole, and would see that row now. */
  | 'taken'
  /** No connection could be had; nothing was asked yet. */
  | 'no_connection'
  /** The connection went in the middle; it can be used no more. */
  | 'lost'
  /** Too long, too full: asking again at once would make it worse. */
  | 'overloaded';

const BY_CODE: Readonly<Record<string, Failure>> = {
  /** serialization_failure, deadlock_detected */
  '40001': 'conflict',
  '40P01': 'conflict',
  /** unique_violation */
  '23505': 'taken',
  /** too_many_connections, cannot_connect_now (it starts or stops) */
  '53300': 'no_connection',
  '57P03': 'no_connection',
  /** admin_shutdown, crash_shutdown, database_dropped, idle_in_transaction_session_timeout, idle_session_timeout, transaction_timeout */
  '57P01': 'lost',
  '57P02': 'lost',
  '57P04': 'lost',
  '25P03': 'lost',
  '57P05': 'lost',
  '25P04': 'lost',
  /** read_only_sql_transaction: after a failover this connection leads to what is a copy now */
  '25006': 'lost',
  /** query_canceled (statement time-out), lock_not_available, disk_full, out_of_memory */
  '57014': 'overloaded',
  '55P03': 'overloaded',
  '53100': 'overloaded',
  '53200': 'overloaded',
  ECONNREFUSED: 'no_connection',
  ENOTFOUND: 'no_connection',
  EAI_AGAIN: 'no_connection',
  EHOSTUNREACH: 'no_connection',
  ENETUNREACH: 'no_connection',
  ENOENT: 'no_connection',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'lost',
};

/** Of the driver's own errors, which have no code. */
const BY_WORDS: readonly (readonly [RegExp, Failure])[] = [
  [/timeout exceeded when trying to connect|timeout expired/iu, 'no_connection'],
  [/connection terminated due to connection timeout/iu, 'no_connection'],
  [/connection terminated|connection ended|client was closed|not queryable|read timeout/iu, 'lost'],
  // A column has come since this connection prepared the statement.
  [/cached plan must not change result type/iu, 'lost'],
];

const DEEPEST = 8;

/** Null: nothing of the kind, somebody made a mistake. */
export function failureOf(error: unknown): Failure | null {
  let each = error;
  for (let depth = 0; depth < DEEPEST && each instanceof Error; depth++) {
    const { code } = each as { code?: unknown };
    const failure = typeof code === 'string' ? BY_CODE[code] : undefined;
    if (failure) return failure;
    const { message } = each;
    const said =
      code === undefined || code === '0A000' ? BY_WORDS.find(([words]) => words.test(message)) : null;
    if (said) return said[1];
    each = each instanceof AggregateError ? each.errors[0] : each.cause;
  }
  return null;
}
