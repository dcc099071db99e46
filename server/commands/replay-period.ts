/** A past period under other rules, in slices: while it is computed the desk goes on answering. Changes nothing. */
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../shared/instant.ts';
import { TICKET_KINDS, type TicketKind } from '../../shared/ticket.ts';
import type { Deps } from '../deps.ts';
import { type Answered, reactorOf, withMorePeople } from '../domain/replay/more-people.ts';
import {
  replayCycle,
  tally,
  type Replayed,
  type ReplayedCycle,
  type TallyRow,
} from '../domain/replay/replay.ts';
import type { Rules } from '../domain/rules.ts';
import type { ClockName } from '../domain/sla/due-clock.ts';
import type { Cycle } from '../domain/ticket/ticket.ts';
import type { OpenTicket } from '../store/tickets.ts';

export type ReplayAsked = {
  /** Half open. */
  from: Instant;
  to: Instant;
  /** Whether a cycle belongs to the period by its beginning or by its end. */
  by: 'submitted' | 'closed';
  then: Rules;
  /** How many more on the shift; an estimate (`more-people.ts`). */
  people: number;
};

export type ReplayChange = {
  id: string;
  number: number;
  title: string;
  licensee: string;
  kind: TicketKind;
  clock: ClockName;
  was: Replayed;
  then: Replayed;
};

export type ReplayedPeriod = {
  asOf: Instant;
  cycles: number;
  tally: readonly TallyRow[];
  /** Clocks that came out otherwise, by ticket. */
  changes: readonly ReplayChange[];
};

const PAGE = 100;
const SLICE = 20;
const CLOCKS: readonly ClockName[] = ['reaction', 'completion'];

type Found = { ticket: OpenTicket; cycle: Cycle };

export async function replayPeriod(
  deps: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  asked: ReplayAsked,
): Promise<ReplayedPeriod> {
  const asOf = deps.now();
  const found = await cyclesIn(deps, asked);
  const earlier = asked.people > 0 ? await earlierAnswers(deps, found, asked.people) : null;
  const cycles: ReplayedCycle[] = [];
  const changes: ReplayChange[] = [];
  for (const [i, { ticket: about, cycle }] of found.entries()) {
    const { ticket, title, licensee } = about;
    const at = earlier?.get(keyOf(ticket.id, cycle));
    const replayed = replayCycle(cycle, {
      was: deps.ruleBook().of(cycle.regulationVersion),
      then: asked.then,
      asOf: Math.max(asOf, ticket.updatedAt),
      ...(at === undefined ? {} : { reactedAt: at }),
    });
    cycles.push(replayed);
    for (const clock of CLOCKS) {
      const { was, then } = replayed[clock];
      if (was.outcome === then.outcome) continue;
      const { id, number } = ticket;
      changes.push({ id, number, title, licensee, kind: replayed.kind, clock, was, then });
    }
    if (i % SLICE === 0) await setImmediate();
  }
  return { asOf, cycles: cycles.length, tally: tally(cycles, TICKET_KINDS), changes };
}

async function cyclesIn({ store }: Pick<Deps, 'store'>, { from, to, by }: ReplayAsked): Promise<Found[]> {
  const found: Found[] = [];
  for (let after = 0; ;) {
    const page = await store.tickets.touchedSince(after, PAGE, from);
    for (const about of page) {
      after = about.ticket.number;
      for (const cycle of about.ticket.cycles) {
        const at = by === 'submitted' ? cycle.startedAt : cycle.closedAt;
        if (at !== null && at >= from && at < to) found.push({ ticket: about, cycle });
      }
    }
    await setImmediate();
    if (page.length < PAGE) return found;
  }
}

const keyOf = (id: string, { number }: Cycle): string => `${id}/${number}`;

async function earlierAnswers(
  { store, ruleBook }: Pick<Deps, 'store' | 'ruleBook'>,
  found: readonly Found[],
  people: number,
): Promise<ReadonlyMap<string, Instant>> {
  const answered: Answered[] = [];
  for (const [i, { ticket: about, cycle }] of found.entries()) {
    const { id } = about.ticket;
    const loaded = cycle.reactedAt === null ? null : await store.tickets.load(id);
    const by = loaded && reactorOf(cycle, loaded.events);
    if (by && cycle.reactedAt !== null) {
      answered.push({ id: keyOf(id, cycle), startedAt: cycle.startedAt, reactedAt: cycle.reactedAt, by });
    }
    if (i % SLICE === 0) await setImmediate();
  }
  return withMorePeople(answered, people, ruleBook().current.workingTime);
}
