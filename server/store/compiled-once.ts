/**
 * Statements that every submission needs are built and compiled once: their text and the places of the values stay, only the
 * values change. Kysely builds and compiles anew at each call, which costs more than SQLite takes for a row by its key.
 */
import type { Compilable, CompiledQuery, Insertable, QueryResult } from 'kysely';
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
    return db.executeQuery<Row>(withValues(found, values) as CompiledQuery<Row>);
  };
}

/** More rows at once are rare, and a text for each length would be kept. */
const MOST_ROWS = 8;

const inserts = new WeakMap<object, Map<string, Compiled>>();

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
  const key = `${table} ${rows.length} ${columns.join()}`;
  const text = textOf(db);
  const known = inserts.get(text) ?? new Map<string, Compiled>();
  inserts.set(text, known);
  let found = known.get(key);
  if (!found) {
    const places = placesFor(rows.length * columns.length);
    const stands = rows.map((_, row) =>
      Object.fromEntries(columns.map((column, i) => [column, places[row * columns.length + i]])),
    );
    found = compiled(
      db
        .insertInto(table)
        .values(stands as never)
        .compile(),
    );
    known.set(key, found);
  }
  const values = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]));
  await db.executeQuery(withValues(found, values));
}
