/** R13: which open tickets other rules would move and by how much. Changes nothing; gives way to others as it goes. */
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../shared/instant.ts';
import type { Criticality, Status, TicketKind } from '../../shared/ticket.ts';
import type { Deps } from '../deps.ts';
import { effectOn, isTouched, type RulesEffect } from '../domain/change/effect.ts';
import type { Rules } from '../domain/rules.ts';
import { currentCycle, type Ticket } from '../domain/ticket/ticket.ts';

export type MovedTicket = RulesEffect & {
  id: string;
  number: number;
  title: string;
  licensee: string;
  kind: TicketKind;
  criticality: Criticality | null;
  status: Status;
  /** Under which it stands now. */
  version: string;
};

export type EffectOfRules = {
  asOf: Instant;
  open: number;
  touched: number;
  later: number;
  earlier: number;
  breached: number;
  saved: number;
  /** Those that move most first. */
  rows: readonly MovedTicket[];
};

const PAGE = 100;
/** So many tickets are computed before others have their turn. */
const SLICE = 20;

export async function effectOfRules(
  { store, ruleBook, now }: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  then: Rules,
): Promise<EffectOfRules> {
  const asOf = now();
  const rows: MovedTicket[] = [];
  let open = 0;
  for (let after = 0; ;) {
    const page = await store.tickets.openAfter(after, PAGE);
    for (const { ticket, title, licensee } of page) {
      open += 1;
      after = ticket.number;
      const { regulationVersion: version } = currentCycle(ticket);
      const at = Math.max(asOf, ticket.updatedAt);
      const effect = effectOn(ticket, { now: ruleBook().of(version), then }, at);
      if (isTouched(effect)) rows.push({ ...effect, ...told(ticket), title, licensee, version });
      if (open % SLICE === 0) await setImmediate();
    }
    if (page.length < PAGE) break;
  }
  return { asOf, open, ...countsOf(rows), rows: rows.toSorted(byMove) };
}

function countsOf(rows: readonly MovedTicket[]) {
  const having = (becomes: 'breached' | 'saved') =>
    rows.filter((row) => row.reaction.becomes === becomes || row.completion.becomes === becomes).length;
  return {
    touched: rows.length,
    later: rows.filter(({ moves }) => moves > 0).length,
    earlier: rows.filter(({ moves }) => moves < 0).length,
    breached: having('breached'),
    saved: having('saved'),
  };
}

const byMove = (a: MovedTicket, b: MovedTicket): number =>
  compare(Math.abs(b.moves), Math.abs(a.moves)) || a.number - b.number;

/** Two infinities are equal, and their difference is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

const told = ({ id, number, kind, criticality, status }: Ticket) => ({
  id,
  number,
  kind,
  criticality,
  status,
});
