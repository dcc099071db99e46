/** The log takes no change back: whoever tries, by hand or by mistake, is stopped by the database itself. */
import { sql, type Kysely } from 'kysely';

export async function makeAppendOnly(db: Kysely<never>, table: 'event'): Promise<void> {
  const refuse = sql.ref(`${table}_is_append_only`);
  await sql`
    CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$
  `.execute(db);
  await sql`
    CREATE TRIGGER ${sql.ref(`${table}_never_changes`)} BEFORE UPDATE OR DELETE OR TRUNCATE ON ${sql.table(table)}
    FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()
  `.execute(db);
}
