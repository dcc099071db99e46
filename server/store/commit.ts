/** The only write to tickets: one change, whole or not at all, by itself or folded with others that wait. */
import type { TicketEvent } from '../domain/ticket/event.ts';
import { isForStaff } from '../domain/ticket/for-staff.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { compiledOnce, insertRows, updateRows } from './compiled-once.ts';
import type { Engine } from './engine.ts';
import { inGroups } from './group-commit.ts';
import { indexTicket } from './findable.ts';
import type { Db, EventTable } from './schema.ts';
import type { Change, Committed, Committing } from './change.ts';
import { putConsent } from './consents.ts';
import { putOut } from './outbox.ts';
import { putEscalations } from './second-line.ts';
import { rowOf } from './ticket-row.ts';
import { behind, OutcomeUnknown } from './unavailable.ts';
import { uploaderOf } from './uploader.ts';

/** Carries a "no" out of the transaction, so that everything before it is rolled back. */
class TakenBack extends Error {
  readonly outcome: Committed;

  constructor(outcome: Committed) {
    super(outcome.is);
    this.outcome = outcome;
  }
}

/** Somebody changed the ticket between our look at it and our writing: it is rolled back, and looked at again. */
class LookAgain extends Error {}

const TRIES = 4;

export type Commit = (change: Change) => Promise<Committed>;

export type Committer = {
  grouped: boolean;
  /** How many changes one transaction has written. */
  onCommit?(together: number): void;
};

export function committer(db: Db, engine: Engine, { grouped, onCommit }: Committer): Commit {
  // What this isolation leaves open, the version, the keys and the lock on the sequence close.
  const transaction = () => db.transaction().setIsolationLevel('read committed');
  const alone = async (change: Change) => {
    const done = await transaction().execute((tx) => write(tx, engine, change));
    onCommit?.(1);
    return done;
  };
  const run = grouped
    ? inGroups(transaction, (tx, change: Change) => write(tx, engine, change), onCommit, engine.failsAll)
    : alone;
  return async (change) => {
    assertWhole(change);
    for (let tries = 1; ; tries++) {
      try {
        return await run(change);
      } catch (error) {
        if (error instanceof TakenBack) return error.outcome;
        // Done or not, it can be asked again: by its request or its version it is known.
        const again =
          error instanceof LookAgain || engine.cameBetween(error) || behind(error, OutcomeUnknown) !== null;
        if (!again || tries === TRIES)
          throw new Error(`ticket ${change.ticket.id} could not be committed`, { cause: error });
      }
    }
  };
}

function assertWhole({ ticket, seenVersion, events }: Change): void {
  const numbered = events.every((event, i) => event.seq === seenVersion + 1 + i);
  if (events.length === 0 || !numbered || ticket.version !== seenVersion + events.length) {
    throw new Error(
      `ticket ${ticket.id}: a change from version ${seenVersion} to ${ticket.version} needs the events between`,
    );
  }
}

/** What is said from now on is to be forgotten too, whatever was forgotten before. */
const NOTHING_FORGOTTEN = { files_forgotten_at: null, words_forgotten_at: null } as const;

async function write(tx: Db, engine: Engine, change: Change): Promise<Committed> {
  const { ticket, seenVersion, events, words, files, uploader, request } = change;
  if (request) {
    const before = await repeatOf(tx, request);
    if (before) return before;
  }
  const [kept] = (await versionOf(tx, ticket.id)).rows;
  if ((kept?.version ?? 0) !== seenVersion) return { is: 'moved_on', version: kept?.version ?? 0 };

  const number = kept?.number ?? (await nextNumber(tx));
  const row = rowOf({ ...ticket, number } satisfies Ticket, change.clocks, change.signalAt);
  if (kept) {
    const { id, ...columns } = row;
    const saysMore = columns.open === 1 || words.length > 0 || files.length > 0;
    const set = saysMore ? { ...columns, ...NOTHING_FORGOTTEN } : columns;
    const moved = await updateRows(tx, 'ticket', { set, where: { id, version: seenVersion } });
    if (moved !== 1n) throw new LookAgain();
  } else {
    await insertRows(tx, 'ticket', [row]);
  }
  // Looked up after the ticket was written: from here on an erasure waits for us, and one that was first is seen.
  if ((!kept || isOfPerson(change)) && (await isErased(tx, ticket.personId))) {
    throw new TakenBack({ is: 'person_erased' });
  }
  await insertRows(
    tx,
    'event',
    events.map((event) => eventRow(ticket.id, event)),
  );
  await insertRows(
    tx,
    'words',
    words.map(({ id, text }) => ({ id, ticket_id: ticket.id, text, erased_at: null })),
  );
  if (change.consent) await putConsent(tx, change.consent);
  await putEscalations(tx, ticket);
  await attach(tx, ticket.id, files, uploader);
  await noteAssignments(tx, events);
  await putOut(tx, ticket.id, change.notices, events.at(-1)?.at ?? ticket.updatedAt);
  if (request)
    await insertRows(tx, 'request', [
      {
        actor: request.actor,
        id: request.id,
        fingerprint: request.fingerprint,
        ticket_id: ticket.id,
        version: ticket.version,
      },
    ]);
  if (!kept || words.length > 0) await indexTicket(tx, engine.search, ticket.id);
  await engine.announce(tx, committing(change));
  return { is: 'committed', ticketId: ticket.id, number, version: ticket.version };
}

/** The person's own words, not those of whoever still writes about them. */
const isOfPerson = ({ ticket, uploader }: Change): boolean =>
  uploader === uploaderOf({ side: 'client', id: ticket.personId });

const erasureOf = compiledOnce((tx, personId: string) =>
  tx.selectFrom('erasure').select('person_id').where('person_id', '=', personId),
);
const isErased = async (tx: Db, personId: string): Promise<boolean> =>
  (await erasureOf(tx, personId)).rows.length > 0;

const committing = ({ ticket, events }: Change): Committing => ({
  ticketId: ticket.id,
  version: ticket.version,
  licenseeId: ticket.licenseeId,
  personId: ticket.personId,
  at: events.at(-1)?.at ?? ticket.updatedAt,
  staffOnly: events.every(({ body }) => isForStaff(body)),
});

const versionOf = compiledOnce((tx, id: string) =>
  tx.selectFrom('ticket').select(['version', 'number']).where('id', '=', id),
);
const earlier = compiledOnce((tx, actor: string, id: string) =>
  tx
    .selectFrom('request')
    .innerJoin('ticket', 'ticket.id', 'request.ticket_id')
    .select(['request.fingerprint', 'request.ticket_id', 'request.version', 'ticket.number'])
    .where('request.actor', '=', actor)
    .where('request.id', '=', id),
);
const takeFrom = compiledOnce((tx, name: string) =>
  tx
    .updateTable('sequence')
    .set((eb) => ({ next: eb('next', '+', 1) }))
    .where('name', '=', name)
    .returning('next'),
);

async function repeatOf(tx: Db, request: NonNullable<Change['request']>): Promise<Committed | null> {
  const [before] = (await earlier(tx, request.actor, request.id)).rows;
  if (!before) return null;
  if (before.fingerprint !== request.fingerprint) return { is: 'reused' };
  return { is: 'repeated', ticketId: before.ticket_id, number: before.number, version: before.version };
}

async function nextNumber(tx: Db): Promise<number> {
  const [row] = (await takeFrom(tx, 'ticket_number')).rows;
  if (!row) throw new Error('the database has lost the next number of a ticket');
  return row.next - 1;
}

async function attach(
  tx: Db,
  ticketId: string,
  files: readonly string[],
  uploader: string | null,
): Promise<void> {
  const wanted = [...new Set(files)];
  if (wanted.length === 0) return;
  if (uploader === null) throw new Error(`ticket ${ticketId}: a change with files needs their uploader`);
  const attached = await tx
    .updateTable('file')
    .set({ ticket_id: ticketId })
    .where('id', 'in', wanted)
    .where('uploader', '=', uploader)
    .where('ticket_id', 'is', null)
    .executeTakeFirst();
  if (Number(attached.numUpdatedRows) !== wanted.length) throw new TakenBack({ is: 'file_not_found' });
}

/** Routing gives the next ticket to whoever was given one longest ago. */
async function noteAssignments(tx: Db, events: readonly TicketEvent[]): Promise<void> {
  for (const { at, body } of events) {
    if (body.type !== 'assigned' || body.to === null) continue;
    await updateRows(tx, 'staff', { set: { last_assigned_at: at }, where: { id: body.to } });
  }
}

function eventRow(ticketId: string, { seq, at, by, body }: TicketEvent): EventTable {
  return {
    ticket_id: ticketId,
    seq,
    at,
    actor_side: by.side,
    actor_id: by.side === 'desk' ? null : by.id,
    type: body.type,
    body: JSON.stringify(body),
  };
}
