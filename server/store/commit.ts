/** The only write to tickets: one change, whole or not at all, by itself or folded with others that wait. */
import type { TicketEvent } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Search } from './engine.ts';
import { inGroups } from './group-commit.ts';
import { indexTicket } from './findable.ts';
import type { Db, EventTable } from './schema.ts';
import type { Change, Committed } from './change.ts';
import { putOut } from './outbox.ts';
import { putEscalations } from './second-line.ts';
import { rowOf } from './ticket-row.ts';

/** Carries a "no" out of the transaction, so that everything before it is rolled back. */
class TakenBack extends Error {
  readonly outcome: Committed;

  constructor(outcome: Committed) {
    super(outcome.is);
    this.outcome = outcome;
  }
}

export type Commit = (change: Change) => Promise<Committed>;

export function committer(db: Db, search: Search, { grouped }: { grouped: boolean }): Commit {
  const alone = (change: Change) => db.transaction().execute((tx) => write(tx, search, change));
  const run = grouped ? inGroups(db, (tx, change: Change) => write(tx, search, change)) : alone;
  return async (change) => {
    assertWhole(change);
    try {
      return await run(change);
    } catch (error) {
      if (error instanceof TakenBack) return error.outcome;
      throw new Error(`ticket ${change.ticket.id} could not be committed`, { cause: error });
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

async function write(tx: Db, search: Search, change: Change): Promise<Committed> {
  const { ticket, seenVersion, events, words, files, uploader, request } = change;
  if (request) {
    const before = await repeatOf(tx, request);
    if (before) return before;
  }
  const kept = await tx
    .selectFrom('ticket')
    .select(['version', 'number'])
    .where('id', '=', ticket.id)
    .executeTakeFirst();
  if ((kept?.version ?? 0) !== seenVersion) return { is: 'moved_on', version: kept?.version ?? 0 };

  const number = kept?.number ?? (await nextNumber(tx));
  const row = rowOf({ ...ticket, number } satisfies Ticket, change.clocks, change.signalAt);
  if (kept) {
    const { id, ...columns } = row;
    const moved = await tx
      .updateTable('ticket')
      .set(columns)
      .where('id', '=', id)
      .where('version', '=', seenVersion)
      .executeTakeFirst();
    if (moved.numUpdatedRows !== 1n) throw new TakenBack({ is: 'moved_on', version: seenVersion });
  } else {
    await tx.insertInto('ticket').values(row).execute();
  }
  await tx
    .insertInto('event')
    .values(events.map((event) => eventRow(ticket.id, event)))
    .execute();
  if (words.length > 0) {
    await tx
      .insertInto('words')
      .values(words.map(({ id, text }) => ({ id, ticket_id: ticket.id, text, erased_at: null })))
      .execute();
  }
  await putEscalations(tx, ticket);
  await attach(tx, ticket.id, files, uploader);
  await noteAssignments(tx, events);
  await putOut(tx, ticket.id, change.notices, events.at(-1)?.at ?? ticket.updatedAt);
  if (request)
    await tx
      .insertInto('request')
      .values({ ...request, ticket_id: ticket.id, version: ticket.version })
      .execute();
  if (!kept || words.length > 0) await indexTicket(tx, search, ticket.id);
  return { is: 'committed', ticketId: ticket.id, number, version: ticket.version };
}

async function repeatOf(tx: Db, request: NonNullable<Change['request']>): Promise<Committed | null> {
  const before = await tx
    .selectFrom('request')
    .innerJoin('ticket', 'ticket.id', 'request.ticket_id')
    .select(['request.fingerprint', 'request.ticket_id', 'request.version', 'ticket.number'])
    .where('request.actor', '=', request.actor)
    .where('request.id', '=', request.id)
    .executeTakeFirst();
  if (!before) return null;
  if (before.fingerprint !== request.fingerprint) return { is: 'reused' };
  return { is: 'repeated', ticketId: before.ticket_id, number: before.number, version: before.version };
}

async function nextNumber(tx: Db): Promise<number> {
  const { next } = await tx
    .updateTable('sequence')
    .set((eb) => ({ next: eb('next', '+', 1) }))
    .where('name', '=', 'ticket_number')
    .returning('next')
    .executeTakeFirstOrThrow();
  return next - 1;
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
    await tx.updateTable('staff').set({ last_assigned_at: at }).where('id', '=', body.to).execute();
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
