/**
 * Where the database is in this process a statement is run where it stands. Kysely hands each one from promise to promise
 * to whoever keeps the connection, which costs more than SQLite takes for most of them.
 */
import type { CompiledQuery, DialectAdapter, QueryResult } from 'kysely';
import type { Db } from './schema.ts';

export interface AnswersAtOnce extends DialectAdapter {
  /** `within`: as part of the transaction that is open. Null while the connection is somebody else's: it is waited for. */
  answerAtOnce<Row>(query: CompiledQuery<Row>, within: boolean): QueryResult<Row> | null;
}

const answersAtOnce = (adapter: DialectAdapter): adapter is AnswersAtOnce => 'answerAtOnce' in adapter;

export async function executed<Row>(db: Db, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  const { adapter } = db.getExecutor();
  const answer = answersAtOnce(adapter) ? adapter.answerAtOnce(query, db.isTransaction) : null;
  return answer ?? db.executeQuery(query);
}
