/**
 * What holds in an installation after any fault, read while no server runs: each acknowledged submission and reply is
 * there once and whole; no ticket without its first event and its notice; every notice is finished or will be taken; the
 * order within a ticket; a sound file or database; no file without its row, no row without its file; numbers and logs
 * without holes; nothing of one licensee at another's.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { openStore } from '../../server/store/open-store.ts';
import type { Db } from '../../server/store/schema.ts';
import type { Store } from '../../server/store/store.ts';
import type { Intent } from './a-client.ts';
import type { Installation } from './installation.ts';
import { problemsOf, type Found } from './judge.ts';

export type Held = { tickets: number; problems: readonly string[] };

export async function invariantsOf(
  installation: Pick<Installation, 'database' | 'env'>,
  intents: readonly Intent[],
): Promise<Held> {
  const store = await openStore({ ...installation.database, readOnly: true });
  try {
    const { tickets, problems } = await invariantsIn(store, intents);
    return { tickets, problems: [...problems, ...verified(installation)] };
  } finally {
    await store.close();
  }
}

/** All but what `verify` proves. */
export async function invariantsIn(store: Store, intents: readonly Intent[]): Promise<Held> {
  const found = await allTickets(store);
  const problems = [
    ...problemsOf(intents, found),
    ...(await withoutNotice(store.db)),
    ...(await neverTaken(store.db)),
    ...(await outOfOrder(store.db)),
    ...(await holes(store.db)),
    ...(await atAnothers(store.db)),
  ];
  return { tickets: found.length, problems };
}

async function allTickets(store: Store): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { row } of store.inspection.tickets()) {
    const loaded = await store.tickets.load(row.id);
    if (!loaded) throw new Error(`ticket ${row.id} is in the list and cannot be loaded`);
    const files = new Map((await store.files.ofTicket(row.id)).map((file) => [file.id, file]));
    found.push({ ...loaded, files });
  }
  return found;
}

async function withoutNotice(db: Db): Promise<string[]> {
  const received = await db
    .selectFrom('ticket')
    .leftJoin('outbox', (join) =>
      join.onRef('outbox.ticket_id', '=', 'ticket.id').on('outbox.kind', '=', 'received'),
    )
    .leftJoin('event', (join) => join.onRef('event.ticket_id', '=', 'ticket.id').on('event.seq', '=', 1))
    .select(['ticket.number', 'outbox.id as notice', 'event.type'])
    .execute();
  const seen = new Set<number>();
  return received.flatMap(({ number, notice, type }) => {
    const again = seen.has(number);
    seen.add(number);
    return [
      ...(again ? [`ticket ${number} has the notice that it was received twice`] : []),
      ...(notice === null ? [`ticket ${number} has no notice that it was received`] : []),
      ...(type === 'submitted' ? [] : [`ticket ${number} does not begin with its submission`]),
    ];
  });
}

/** What waits has a time of its next try, and whoever took it has it for a while only. */
async function neverTaken(db: Db): Promise<string[]> {
  const waiting = await db.selectFrom('outbox').selectAll().where('state', '=', 'waiting').execute();
  const latest = (await db.selectFrom('event').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst())
    ?.at;
  if (latest === undefined) return [];
  const far = latest + 24 * 3_600_000;
  return waiting
    .filter(({ taken_until }) => taken_until !== null && taken_until > far)
    .map(({ id }) => `notice ${id} is taken for good`);
}

async function outOfOrder(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['ticket_id', 'lane', 'seq', 'position'])
    .where('ticket_id', 'is not', null)
    .orderBy('position')
    .execute();
  const last = new Map<string, number>();
  return rows.flatMap(({ ticket_id: ticket, lane, seq, position }) => {
    const key = `${ticket} ${lane}`;
    const before = last.get(key) ?? 0;
    last.set(key, seq ?? before);
    return seq !== null && seq < before ? [`notice ${position} of ticket ${ticket} overtook another`] : [];
  });
}

async function holes(db: Db): Promise<string[]> {
  const numbers = (await db.selectFrom('ticket').select('number').orderBy('number').execute()).map(
    ({ number }) => number,
  );
  const first = numbers[0] ?? 0;
  const hole = numbers.findIndex((number, i) => number !== first + i);
  return hole < 0 ? [] : [`there is no ticket ${first + hole}`];
}

async function atAnothers(db: Db): Promise<string[]> {
  const strays = await db
    .selectFrom('ticket')
    .innerJoin('person', 'person.id', 'ticket.person_id')
    .leftJoin('site', 'site.id', 'ticket.site_id')
    .select([
      'ticket.number',
      'ticket.licensee_id as own',
      'person.licensee_id as person',
      'site.licensee_id as site',
    ])
    .execute();
  return strays
    .filter(({ own, person, site }) => person !== own || (site !== null && site !== own))
    .map(({ number }) => `ticket ${number} belongs to more than one licensee`);
}

function verified({ env }: Pick<Installation, 'env'>): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/desk.ts', 'verify'], {
    env,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`verify: ${stdout}${stderr}`];
}
