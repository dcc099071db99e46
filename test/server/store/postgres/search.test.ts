/** The newest first, however a word is spread over the tickets: against the same asked of every ticket in turn. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../../server/store/open-store.ts';
import { postgresSearch } from '../../../../server/store/postgres/search.ts';
import type { Store } from '../../../../server/store/store.ts';
import { ownDatabase, type OwnDatabase } from '../../support/a-database.ts';

/** More than are ever looked through one after the other. */
const TICKETS = 103_000;

const WORDS: Readonly<Record<string, (number: number) => boolean>> = {
  каждое: () => true,
  третье: (number) => number % 3 === 0,
  тысячное: (number) => number % 997 === 0,
  /** One lately, and then only among the oldest. */
  старое: (number) => number === TICKETS - 10 || number <= 300,
  редкое: (number) => [7, 8, 30_000, 60_000].includes(number),
  новое: (number) => number > TICKETS - 100,
};

const bareWords = Object.keys(WORDS);

let own: OwnDatabase;
let store: Store;
beforeAll(async () => {
  own = await ownDatabase();
  store = await openStore(own.database);
  const rows = Array.from({ length: TICKETS }, (_, i) => {
    const said = bareWords.filter((word) => WORDS[word]!(i + 1));
    return { number: i + 1, words: said.map((word, at) => `'${word}':${at + 1}`).join(' ') };
  });
  await sql`
    INSERT INTO ticket_search (number, words)
    SELECT * FROM unnest(${rows.map(({ number }) => number)}::int[], ${rows.map(({ words }) => words)}::text[]::tsvector[])
  `.execute(store.db);
}, 60_000);
afterAll(async () => {
  await store.close();
  await own.drop();
});

const newest = (search: string, below: number | null, limit: number) =>
  postgresSearch.newest(store.db, search, { below, limit });

const expected = (search: string, below: number | null, limit: number): number[] => {
  const those: number[] = [];
  for (let number = (below ?? TICKETS + 1) - 1; number > 0 && those.length < limit; number--)
    if (search.split(' ').every((word) => WORDS[word]?.(number))) those.push(number);
  return those;
};

describe.each([
  'каждое',
  'третье',
  'третье каждое',
  'тысячное',
  'тысячное третье',
  'старое',
  'старое каждое',
  'редкое',
  'редкое третье',
  'новое',
  'новое третье',
  'новое редкое',
  'нет',
])('a search for %j', (search) => {
  it.each([
    [null, 1],
    [null, 50],
    [null, 5000],
    [TICKETS - 2500, 50],
    [1500, 400],
    [1, 50],
  ])('below %j gives the newest %d', async (below, limit) => {
    expect(await newest(search, below, limit)).toEqual(expected(search, below, limit));
  });
});
