/** Who is meant by an id, as the reader may see it: names, never addresses. */
import type { Actor, PersonId, StaffId, TicketEvent } from '../../domain/ticket/event.ts';
import { holderNames } from '../../second-line/holders.ts';
import type { Store } from '../../store/store.ts';
import type { PersonView } from '../view.ts';

/** Two letters for a round picture of a person. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

export type Reader = { side: 'client'; id: PersonId } | { side: 'staff'; id: StaffId };

export type Names = {
  of(actor: Actor): PersonView;
  staff(id: StaffId | null): string | null;
};

/** Names of everybody who had to do with these events. */
export async function namesIn(
  store: Pick<Store, 'people' | 'staff' | 'secondLine'>,
  events: readonly TicketEvent[],
  reader: Reader,
): Promise<Names> {
  const clients = events.flatMap(({ by }) => (by.side === 'client' ? [by.id] : []));
  const people = await store.people.of(clients);
  const staff = new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
  const departments = events.some(({ by }) => by.side === 'department')
    ? await holderNames(store)
    : new Map<string, string>();
  const nameOf = (actor: Actor): string => {
    if (actor.side === 'desk') return '';
    if (actor.side === 'department') return departments.get(actor.id) ?? '';
    return (actor.side === 'client' ? people.get(actor.id)?.name : staff.get(actor.id)) ?? '';
  };
  return {
    of(actor) {
      const name = nameOf(actor);
      const me = actor.side === reader.side && actor.id === reader.id;
      return { side: actor.side, name, initials: initialsOf(name), me };
    },
    staff: (id) => (id === null ? null : (staff.get(id) ?? '')),
  };
}
