/** All that is kept of one person, as they may have it: their tickets as they themselves see them, and what was noted of their visits. */
import type { Instant } from '../../shared/instant.ts';
import type { Deps } from '../deps.ts';
import type { PersonId } from '../domain/ticket/event.ts';
import { ticketView } from '../rpc/views/ticket.ts';
import type { CustomerTicketView } from '../rpc/view.ts';
import type { StoredFile } from '../store/files.ts';
import type { Person } from '../store/people.ts';
import type { KeptOfPerson } from '../store/privacy.ts';

export type PersonRecord = {
  madeAt: string;
  person: Omit<Person, 'createdAt'> & { createdAt: string };
  licensee: string;
  site: string | null;
  kept: KeptOfPerson;
  tickets: readonly (CustomerTicketView & { page: string | null; environment: string | null })[];
  files: readonly { path: string; file: Pick<StoredFile, 'id' | 'name' | 'bytes' | 'type' | 'sha256'> }[];
};

const written = (at: Instant) => new Date(at).toISOString();

/** Null when there is nobody of this id. */
export async function recordOf(
  deps: Pick<Deps, 'store' | 'now' | 'ruleBook'>,
  personId: PersonId,
): Promise<PersonRecord | null> {
  const { store } = deps;
  const person = await store.people.get(personId);
  if (!person) return null;
  const reader = { side: 'client', id: personId } as const;
  const tickets: PersonRecord['tickets'][number][] = [];
  const files: PersonRecord['files'][number][] = [];
  for (const { id, number } of await store.privacy.ticketsOf(personId)) {
    const loaded = await store.tickets.load(id);
    if (!loaded) continue;
    const { ticket, words } = loaded;
    const page = ticket.pageWords === undefined ? ticket.page : (words.get(ticket.pageWords) ?? null);
    tickets.push({ ...(await ticketView(deps, loaded, reader)), page, environment: ticket.environment });
    const scope = { licenseeId: person.licenseeId, personId };
    for (const [i, each] of (await store.files.ofTicket(id)).entries()) {
      const file = await store.files.getForPerson(scope, each.id);
      if (file) files.push({ path: pathOf(String(number), i, file), file: told(file) });
    }
  }
  for (const [i, file] of (await store.privacy.looseFilesOf(personId)).entries())
    files.push({ path: pathOf('not sent', i, file), file: told(file) });
  const site = person.siteId === null ? null : await store.sites.get(person.siteId);
  return {
    madeAt: written(deps.now()),
    person: { ...person, createdAt: written(person.createdAt) },
    licensee: (await store.licensees.get(person.licenseeId))?.name ?? '',
    site: site?.name ?? null,
    kept: await store.privacy.keptOf(personId),
    tickets,
    files,
  };
}

const told = ({ id, name, bytes, type, sha256 }: StoredFile) => ({ id, name, bytes, type, sha256 });

/** A number comes first: then no name is one that a system keeps for itself. */
const pathOf = (folder: string, i: number, { name }: Pick<StoredFile, 'name'>): string =>
  `files/${folder}/${String(i + 1).padStart(2, '0')} ${name.replace(/[<>:"|?*\\/]/gu, '_').replace(/[. ]+$/u, '')}`;
