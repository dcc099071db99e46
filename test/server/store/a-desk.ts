/** A store on a real file in a folder of its own, with a licensee, people and staff, and changes made by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DueClock, TicketClocks } from '../../../server/domain/sla/due-clock.ts';
import type { EventBody, TicketEvent } from '../../../server/domain/ticket/event.ts';
import type { Ticket } from '../../../server/domain/ticket/ticket.ts';
import { openStore, type Database } from '../../../server/store/open-store.ts';
import type { Person } from '../../../server/store/people.ts';
import type { StaffMember } from '../../../server/store/staff.ts';
import type { Change } from '../../../server/store/change.ts';
import type { Store } from '../../../server/store/store.ts';
import { uploaderOf } from '../../../server/store/uploader.ts';
import { ownDatabase } from '../support/a-database.ts';

export const T0 = Date.UTC(2026, 9, 5, 8);
export const HOUR = 3_600_000;

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Its database is the test's own, and goes with it. */
export async function aDatabase(): Promise<Database> {
  const { database, drop } = await ownDatabase();
  onTestFinished(drop);
  return database;
}

export async function aStore(database?: Database): Promise<Store> {
  const store = await openStore(database ?? (await aDatabase()));
  onTestFinished(() => store.close());
  return store;
}

export const aPerson = (id: string, licenseeId = 'north', more: Partial<Person> = {}): Person => ({
  id,
  licenseeId,
  siteId: null,
  subject: null,
  name: `Person ${id}`,
  email: `${id}@example.org`,
  emailVerified: false,
  verified: true,
  anonymous: false,
  createdAt: T0,
  ...more,
});

export const aMember = (id: string, more: Partial<StaffMember> = {}): StaffMember => ({
  id,
  name: `Staff ${id}`,
  email: `${id}@desk.example`,
  role: 'agent',
  technicalSpecialist: false,
  presence: 'available',
  disabled: false,
  lastAssignedAt: null,
  createdAt: T0,
  ...more,
});

/** Licensees `north` and `south`, two people in each, two of the staff. */
export async function aDesk(database?: Database): Promise<Store> {
  const store = await aStore(database);
  for (const id of ['north', 'south'])
    await store.licensees.add({ id, name: `Licensee ${id}`, createdAt: T0 });
  for (const id of ['anna', 'boris']) await store.people.add(aPerson(id));
  for (const id of ['vera', 'gleb']) await store.people.add(aPerson(id, 'south'));
  for (const id of ['olga', 'pavel']) await store.staff.add(aMember(id));
  return store;
}

const still = (clock: DueClock['clock']): DueClock => ({
  clock,
  unit: 'working',
  state: 'running',
  startedAt: T0,
  allowance: HOUR,
  dueAt: T0 + HOUR,
  endedAt: null,
  counted: 0,
  left: HOUR,
  pausedSince: null,
  pausedIn: null,
});

export const clocksAt = (dueAt: number | null, more: Partial<DueClock> = {}): TicketClocks => ({
  reaction: { ...still('reaction'), dueAt, ...more },
  completion: {
    ...still('completion'),
    unit: 'elapsed',
    dueAt: dueAt === null ? null : dueAt + 24 * HOUR,
    ...more,
  },
});

export const aTicket = (id: string, more: Partial<Ticket> = {}): Ticket => ({
  id,
  number: 0,
  version: 1,
  licenseeId: 'north',
  siteId: null,
  personId: 'anna',
  channel: 'widget',
  registeredBy: null,
  submittedAt: T0,
  title: `${id}-title`,
  productId: null,
  part: null,
  page: null,
  environment: null,
  kind: 'consultation',
  criticality: null,
  statedCriticality: null,
  status: 'request',
  statusSince: T0,
  askedFrom: null,
  assignee: null,
  assignedAt: null,
  invoice: null,
  cycles: [
    {
      number: 1,
      startedAt: T0,
      regulationVersion: '2.0',
      statuses: [{ at: T0, status: 'request' }],
      targets: [
        { at: T0, kind: 'consultation', criticality: null, estimateHours: null, promisedDueAt: null },
      ],
      firstEstimatedAt: null,
      reactedAt: null,
      closedAt: null,
      resolution: null,
      creditedTo: null,
      rating: null,
    },
  ],
  clientSpokeAt: T0,
  deskSpokeAt: null,
  updatedAt: T0,
  escalations: [],
  ...more,
});

export const submitted = (ticket: Ticket, files: readonly string[] = []): EventBody => ({
  type: 'submitted',
  licenseeId: ticket.licenseeId,
  siteId: ticket.siteId,
  personId: ticket.personId,
  kind: ticket.kind,
  channel: ticket.channel,
  registeredBy: ticket.registeredBy,
  turnedAt: ticket.submittedAt,
  statedCriticality: ticket.statedCriticality,
  criticality: ticket.criticality,
  title: ticket.title,
  fields: [{ field: 'question', words: `${ticket.id}-question` }],
  files,
  productId: ticket.productId,
  part: ticket.part,
  page: ticket.page,
  environment: ticket.environment,
  regulationVersion: '2.0',
});

/** A new ticket; the request id is the ticket's own. */
export function submission(id: string, more: Partial<Ticket> = {}, change: Partial<Change> = {}): Change {
  const ticket = aTicket(id, more);
  const by = { side: 'client', id: ticket.personId } as const;
  return {
    ticket,
    clocks: clocksAt(ticket.submittedAt + HOUR),
    signalAt: null,
    seenVersion: 0,
    events: [{ seq: 1, at: ticket.submittedAt, by, body: submitted(ticket, change.files) }],
    words: [
      { id: `${id}-title`, text: `Title of ${id}` },
      { id: `${id}-question`, text: `Question of ${id}` },
    ],
    files: [],
    uploader: uploaderOf(by),
    notices: [],
    request: { actor: uploaderOf(by), id, fingerprint: 'one' },
    ...change,
  };
}

/** What comes after `ticket`, said or done by `by`. */
export function next(
  ticket: Ticket,
  by: TicketEvent['by'],
  body: EventBody,
  { words = [], more = {}, ...change }: Partial<Omit<Change, 'ticket'>> & { more?: Partial<Ticket> } = {},
): Change {
  const at = ticket.updatedAt + 1000;
  return {
    ticket: { ...ticket, version: ticket.version + 1, updatedAt: at, ...more },
    clocks: clocksAt(T0 + HOUR),
    signalAt: null,
    seenVersion: ticket.version,
    events: [{ seq: ticket.version + 1, at, by, body }],
    words,
    files: [],
    uploader: by.side === 'desk' ? null : uploaderOf(by),
    notices: [],
    request: null,
    ...change,
  };
}
