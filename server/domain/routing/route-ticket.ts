/** R16: who a new ticket goes to, and why. */
import type { Instant } from '../../../shared/instant.ts';
import type { RoutingRule } from '../regulation.ts';
import type { PassedOver, RoutingReason, RulesSaid, StaffId } from '../ticket/event.ts';
import { matches } from './routing-rules.ts';
import type { RoutedTicket } from './routing-rules.ts';

/** Of a member of staff, what routing looks at. */
export type Candidate = {
  id: StaffId;
  /** Lower case. */
  email: string;
  technicalSpecialist: boolean;
  /** Says of themselves that they take tickets. */
  available: boolean;
  /** By the roster; of everybody who is not absent where the desk has none. */
  onShift: boolean;
  openTickets: number;
  /** When they were last given one. */
  lastAssignedAt: Instant | null;
};

export type DeskNow = {
  open: boolean;
  /** Whether the desk has a roster at all. */
  byRoster: boolean;
  /** The regulation's own, in order. */
  rules: readonly RoutingRule[];
  version: string;
};

export type Route = { to: StaffId | null; reason: RoutingReason };

/** By the regulation's own rules; then a bug to a technical specialist on duty, otherwise to whoever has the fewest open tickets. */
export function routeTicket(ticket: RoutedTicket, staff: readonly Candidate[], desk: DeskNow): Route {
  if (!desk.open) return { to: null, reason: { code: 'out_of_hours' } };
  const onDuty = staff.filter((each) => each.available && each.onShift);
  const { route, said } = askRules(ticket, { staff, onDuty }, desk);
  const rules = said ? { rules: said } : {};
  if (route) return { to: route.to, reason: { ...route.reason, ...rules } };

  const technical = ticket.kind === 'bug' ? onDuty.filter((each) => each.technicalSpecialist) : [];
  const [chosen] = (technical.length > 0 ? technical : onDuty).toSorted(byLoad);
  if (!chosen) return { to: null, reason: { ...nobody(staff, desk), ...rules } };
  const code = technical.length > 0 ? 'technical_fewest_open' : 'fewest_open';
  const onShift = desk.byRoster ? { onShift: true as const } : {};
  return { to: chosen.id, reason: { code, open: chosen.openTickets, ...onShift, ...rules } };
}

function nobody(staff: readonly Candidate[], { byRoster }: DeskNow): RoutingReason {
  if (!byRoster) return { code: 'no_one_available' };
  return { code: 'no_one_on_shift', present: staff.some(({ onShift }) => onShift) };
}

/** `said`: null where no rule spoke of the ticket; `route`: null where none of them leads to a person. */
function askRules(
  ticket: RoutedTicket,
  { staff, onDuty }: { staff: readonly Candidate[]; onDuty: readonly Candidate[] },
  { rules, version }: DeskNow,
): { route: Route | null; said: RulesSaid | null } {
  const passedOver: { rule: number; why: PassedOver }[] = [];
  for (const [i, rule] of rules.entries()) {
    if (!matches(rule, ticket)) continue;
    const said = { version, followed: i + 1, suggestedTopic: null, passedOver };
    const { to } = rule;
    if ('topic' in to) return { route: null, said: { ...said, suggestedTopic: to.topic } };
    if ('person' in to) {
      const email = to.person.toLowerCase();
      const person = onDuty.find((each) => each.email === email);
      if (person) return { route: { to: person.id, reason: { code: 'rule_person' } }, said };
      const known = staff.some((each) => each.email === email);
      passedOver.push({ rule: i + 1, why: known ? 'person_not_on_duty' : 'person_unknown' });
      continue;
    }
    const [chosen] = onDuty.filter((each) => each.technicalSpecialist).toSorted(byLoad);
    if (chosen) {
      return { route: { to: chosen.id, reason: { code: 'rule_technical', open: chosen.openTickets } }, said };
    }
    passedOver.push({ rule: i + 1, why: 'no_technical_on_duty' });
  }
  const said = passedOver.length > 0 ? { version, followed: null, suggestedTopic: null, passedOver } : null;
  return { route: null, said };
}

/** Fewest open tickets, then given one longest ago, never before all; then by address, so that it is always the same one. */
function byLoad(a: Candidate, b: Candidate): number {
  return (
    a.openTickets - b.openTickets ||
    (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) ||
    (a.email < b.email ? -1 : 1)
  );
}
