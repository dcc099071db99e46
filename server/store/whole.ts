/** All that a store holds, read as of one moment, and put into another that holds nothing: for moving and for backups. */
import type { Search } from './engine.ts';
import { indexTicket } from './findable.ts';
import type { Db, Tables } from './schema.ts';

type Value = string | number | boolean | Date | null;
type Row = Record<string, Value>;
type TableRows = { table: string; rows: readonly Row[] };

export type Whole = {
  /** Table by table, each after those that it names. */
  read<T>(use: (tables: AsyncIterable<TableRows>) => Promise<T>): Promise<T>;
  /** All or nothing; gives the number of rows. What is searched by is made anew. */
  fillFrom(source: Pick<Whole, 'read'>): Promise<number>;
  /** Nobody has begun to use it. */
  isEmpty(): Promise<boolean>;
};

/** By what the rows of each are told apart, in an order in which each comes after those that it names. */
const KEYS = {
  licensee: ['id'],
  product: ['id'],
  licensee_product: ['licensee_id', 'product_id'],
  site: ['id'],
  site_origin: ['site_id', 'origin'],
  identity_key: ['id'],
  person: ['id'],
  person_mail: ['person_id'],
  client_session: ['id'],
  device: ['secret_hash'],
  used_token: ['site_id', 'jti'],
  staff: ['id'],
  staff_notices: ['staff_id'],
  one_time_link: ['id'],
  ticket: ['id'],
  event: ['ticket_id', 'seq'],
  words: ['id'],
  file: ['id'],
  seen: ['person_id', 'ticket_id'],
  request: ['actor', 'id'],
  outbox: ['id'],
  outbox_receipt: ['notice_id', 'mark'],
  thread_root: ['channel', 'thread', 'place'],
  mail_link: ['token_hash'],
  client_mail: ['notice_id'],
  mail_alarm: ['about'],
  department_channel: ['id'],
  department_member: ['id'],
  escalation: ['id'],
  escalation_link: ['id'],
  escalation_button: ['token_hash'],
  roster_shift: ['staff_id', 'date'],
  roster_absence: ['id'],
  roster_change: ['id'],
  shift_check: ['date', 'stage'],
  sequence: ['name'],
  regulation_version: ['version'],
  report_file: ['month', 'name'],
  report_mail: ['month', 'stage'],
  rules_draft: ['name'],
  rules_application: ['position'],
  consent_text: ['site_id', 'version'],
  consent: ['id'],
  erasure: ['person_id'],
  audit: ['position'],
} as const satisfies Record<Exclude<keyof Tables, 'migration'>, readonly string[]>;

/** better-auth's own, which it has made in both. */
const ACCOUNTS = ['auth_user', 'auth_session', 'auth_account', 'auth_verification', 'auth_two_factor'];

const ORDER: readonly (readonly [table: string, key: readonly string[]])[] = [
  ...Object.entries(KEYS),
  ...ACCOUNTS.map((table) => [table, ['id']] as const),
];
const AT_A_TIME = 500;

/** Kysely without its types: tables come by name here. */
type Any = {
  // oxlint-disable-next-line typescript/no-explicit-any -- the tables are those of KEYS, the columns whatever they have
  [verb in 'selectFrom' | 'insertInto' | 'deleteFrom']: (table: string) => any;
};
const any = (db: Db): Any => db as unknown as Any;

export function whole(db: Db, search: Search): Whole {
  return {
    read: (use) =>
      db
        .transaction()
        .setAccessMode('read only')
        .setIsolationLevel('repeatable read')
        .execute((tx) => use(rowsOf(tx))),

    fillFrom: (source) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((tx) => source.read((tables) => fill(tx, search, tables))),

    async isEmpty() {
      for (const table of ['licensee', 'staff', 'ticket'] as const) {
        const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
        if (row) return false;
      }
      return true;
    },
  };
}

async function* rowsOf(tx: Db): AsyncIterable<TableRows> {
  const there = new Set((await tx.introspection.getTables()).map(({ name }) => name));
  for (const [table, key] of ORDER.filter(([name]) => there.has(name))) {
    for (let last: Row | undefined; ;) {
      let query = any(tx).selectFrom(table).selectAll().limit(AT_A_TIME);
      for (const column of key) query = query.orderBy(column);
      if (last) {
        const after = key.map((column) => last![column]);
        // oxlint-disable-next-line typescript/no-explicit-any -- as above
        query = query.where((eb: any) =>
          // Of one column there is no tuple.
          key.length === 1 ? eb(key[0], '>', after[0]) : eb(eb.refTuple(...key), '>', eb.tuple(...after)),
        );
      }
      const rows = (await query.execute()) as Row[];
      if (rows.length > 0) yield { table, rows };
      last = rows.at(-1);
      if (rows.length < AT_A_TIME) break;
    }
  }
}

async function fill(tx: Db, search: Search, tables: AsyncIterable<TableRows>): Promise<number> {
  const columnsOf = new Map(
    (await tx.introspection.getTables()).map(({ name, columns }) => [
      name,
      new Map(columns.map((column) => [column.name, column.dataType])),
    ]),
  );
  // What migrations put there.
  await tx.deleteFrom('sequence').execute();
  let count = 0;
  for await (const { table, rows } of tables) {
    const columns = columnsOf.get(table);
    if (!columns) throw new Error(`there is no table ${table} to copy into`);
    const wanted = rows.map((row) => {
      // A column that only the other database needs stays there.
      const kept = Object.entries(row).filter(([name]) => columns.has(name));
      return Object.fromEntries(kept.map(([name, value]) => [name, as(columns.get(name)!, value)]));
    });
    await any(tx).insertInto(table).values(wanted).execute();
    count += rows.length;
  }
  const tickets = await tx.selectFrom('ticket').select('id').orderBy('number').execute();
  for (const { id } of tickets) await indexTicket(tx, search, id);
  return count;
}

/** better-auth keeps yes and no, and instants, as the database likes them. */
function as(type: string, value: Value): Value {
  if (type.startsWith('bool')) return value === null ? null : Boolean(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Date ? value.toISOString() : value;
}
