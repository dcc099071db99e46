/**
 * Statements that every submission needs are built and compiled once: their text and the places of the values stay, only the
 * values change. Kysely builds and compiles anew at each call, which costs more than SQLite takes for a row by its key.
 */
import type { Compilable, CompiledQuery, Insertable, QueryResult, Selectable, Updateable } from 'kysely';
import { executed } from './at-once.ts';
import type { Db, Tables } from './schema.ts';

type Value = string | number | null;
/** Which of the values stands at each place; what is no place holds a value of the statement's own. */
type Compiled = { query: CompiledQuery; places: readonly (number | null)[] };

/** Stands for a value while a statement is compiled; Kysely hands it on as it is. */
class Place {
  readonly of: number;

  constructor(of: number) {
    this.of = of;
  }
}

const placesFor = (count: number): Place[] => Array.from({ length: count }, (_, i) => new Place(i));

function compiled(query: CompiledQuery): Compiled {
  return { query, places: query.parameters.map((each) => (each instanceof Place ? each.of : null)) };
}

const withValues = ({ query, places }: Compiled, values: readonly unknown[]): CompiledQuery => ({
  ...query,
  parameters: query.parameters.map((own, i) => (places[i] === null ? own : values[places[i]!])),
});

/** Each database has a text of its own; a transaction on it the same. */
const textOf = (db: Db): object => db.getExecutor().adapter;

/**
 * `build` is called once for each database, with stand-ins for the values: it may put them where a value goes, and do nothing
 * else with them.
 */
export function compiledOnce<Values extends readonly Value[], Row>(
  build: (db: Db, ...values: Values) => Compilable<Row>,
): (db: Db, ...values: Values) => Promise<QueryResult<Row>> {
  const ready = new WeakMap<object, Compiled>();
  return (db, ...values) => {
    const text = textOf(db);
    let found = ready.get(text);
    if (!found) {
      found = compiled(build(db, ...(placesFor(values.length) as unknown as Values)).compile());
      ready.set(text, found);
    }
    return executed(db, withValues(found, values) as CompiledQuery<Row>);
  };
}

/** More rows at once are rare, and a text for each length would be kept. */
const MOST_ROWS = 8;

const byKey = new WeakMap<object, Map<string, Compiled>>();

/** What `key` says fully is compiled under it at its first use on each database. */
function known(db: Db, key: string, compile: () => CompiledQuery): Compiled {
  const text = textOf(db);
  const those = byKey.get(text) ?? new Map<string, Compiled>();
  byKey.set(text, those);
  let found = those.get(key);
  if (!found) those.set(key, (found = compiled(compile())));
  return found;
}

type Columns = Record<string, unknown>;
const standingIn = (columns: readonly string[], places: readonly Place[]): Columns =>
  Object.fromEntries(columns.map((column, i) => [column, places[i]]));

/** Rows that all have the columns of the first. */
export async function insertRows<Table extends keyof Tables>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  if (rows.length > MOST_ROWS) {
    await db
      .insertInto(table)
      .values(rows as never)
      .execute();
    return;
  }
  const columns = Object.keys(first);
  const insert = known(db, `insert ${table} ${rows.length} ${columns.join()}`, () => {
    const places = placesFor(rows.length * columns.length);
    const stands = rows.map((_, row) => standingIn(columns, places.slice(row * columns.length)));
    return db
      .insertInto(table)
      .values(stands as never)
      .compile();
  });
  const values = rows.flatMap((row) => columns.map((column) => (row as Columns)[column]));
  await executed(db, withValues(insert, values));
}

/** What is as `where` says; gives how many rows that were. */
export async function updateRows<Table extends 'ticket' | 'staff'>(
  db: Db,
  table: Table,
  { set, where }: { set: Updateable<Tables[Table]>; where: Partial<Selectable<Tables[Table]>> },
): Promise<bigint> {
  const [changed, asked] = [Object.keys(set), Object.keys(where)];
  const update = known(db, `update ${table} ${changed.join()} where ${asked.join()}`, () => {
    const places = placesFor(changed.length + asked.length);
    return db
      .updateTable(table as 'ticket')
      .set(standingIn(changed, places))
      .where((eb) => eb.and(standingIn(asked, places.slice(changed.length)) as never))
      .compile();
  });
  const { numAffectedRows } = await executed(
    db,
    withValues(update, [...Object.values(set), ...Object.values(where)]),
  );
  return numAffectedRows ?? 0n;
}
