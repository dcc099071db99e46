/** What administrators see of a person's data, and of who has looked at what. */
import type { Instant } from '../../../shared/instant.ts';
import type { Status, TicketKind } from '../../../shared/ticket.ts';
import type { Deps } from '../../deps.ts';
import { KEPT, RETENTION_LIMITS, type Retention } from '../../domain/privacy/retention.ts';
import type { PersonId } from '../../domain/ticket/event.ts';
import type { AuditEntry } from '../../store/audit.ts';

export type PersonRecordView = {
  id: PersonId;
  name: string | null;
  email: string | null;
  verified: boolean;
  anonymous: boolean;
  /** The licensee's own name for them. */
  subject: string | null;
  licensee: { id: string; name: string };
  site: string | null;
  createdAt: Instant;
  /** Null while they are not. */
  erased: { at: Instant; by: string } | null;
  tickets: readonly { id: string; number: number; title: string; kind: TicketKind; status: Status }[];
  files: number;
};

export type RetentionView = Retention & {
  /** Where the licensee says nothing. */
  usual: { filesDays: number; ticketsMonths: number };
  limits: typeof RETENTION_LIMITS;
};

export type AuditRow = {
  position: number;
  at: Instant;
  /** Null: whoever was not let in. */
  who: { id: string; name: string } | null;
  act: string;
  about: string | null;
  /** Of a ticket, where it was about one. */
  ticketNumber: number | null;
  outcome: 'done' | 'refused';
  address: string | null;
};

export const retentionView = (retention: Retention): RetentionView => ({
  ...retention,
  usual: KEPT,
  limits: RETENTION_LIMITS,
});

export async function personRecord(
  { store }: Pick<Deps, 'store'>,
  id: PersonId,
): Promise<PersonRecordView | null> {
  const person = await store.people.get(id);
  if (!person) return null;
  const licensee = await store.licensees.get(person.licenseeId);
  const site = person.siteId === null ? null : await store.sites.get(person.siteId);
  const erasure = await store.privacy.erasureOf(id);
  const by = erasure && (await store.staff.get(erasure.orderedBy));
  const tickets: PersonRecordView['tickets'][number][] = [];
  for (const { id: ticketId } of await store.privacy.ticketsOf(id)) {
    const loaded = await store.tickets.load(ticketId);
    if (!loaded) continue;
    const { number, kind, status, title } = loaded.ticket;
    tickets.push({ id: ticketId, number, kind, status, title: loaded.words.get(title) ?? '' });
  }
  const { name, email, verified, anonymous, subject, createdAt } = person;
  return {
    ...{ id, name, email, verified, anonymous, subject, createdAt, tickets },
    licensee: { id: person.licenseeId, name: licensee?.name ?? '' },
    site: site?.name ?? null,
    erased: erasure && { at: erasure.at, by: by?.name ?? '' },
    files: (await store.privacy.filesOf(id)).length,
  };
}

export async function auditRows(
  { store }: Pick<Deps, 'store'>,
  entries: readonly AuditEntry[],
): Promise<AuditRow[]> {
  const names = new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
  const numbers = await store.tickets.numbersOf(entries.flatMap(({ about }) => about ?? []));
  return entries.map(({ staffId, ...entry }) => ({
    ...entry,
    who: staffId === null ? null : { id: staffId, name: names.get(staffId) ?? '' },
    ticketNumber: entry.about === null ? null : (numbers.get(entry.about) ?? null),
  }));
}
