/**
 * Somebody is absent: their shifts of those days are nobody's, and their open tickets go back into the queue and out again
 * with one act (R16); at once when the absence has begun, otherwise by itself on its first day.
 */
import type { LocalDate } from '../../shared/instant.ts';
import type { AbsenceKind } from '../../shared/roster.ts';
import { ROSTER_AHEAD_DAYS } from '../../shared/roster.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { isAbsentOn } from '../domain/roster/roster.ts';
import { dateAfter } from '../domain/roster/shift-rule.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { localDateOf } from '../domain/working-time/working-time.ts';
import { inTurns } from '../in-turns.ts';
import { commitDecision, type Refused, type TicketCaller } from './commit-decision.ts';
import { giveOutWaiting } from './give-out-waiting.ts';

export type RecordAbsence = {
  /** Made by the browser before the first try, and the absence's own id from then on. */
  requestId: string;
  staffId: StaffId;
  from: LocalDate;
  /** The first day back. */
  until: LocalDate;
  kind: AbsenceKind;
  handBack: boolean;
};

/** `tickets`: how many went back into the queue; null where they go when the absence begins, or stay. */
export type AbsenceRecorded = { id: string; tickets: number | null };

export async function recordAbsence(
  deps: Deps,
  caller: StaffCaller,
  { requestId: id, ...wanted }: RecordAbsence,
): Promise<AbsenceRecorded | Refused> {
  const { store } = deps;
  const at = deps.now();
  const today = localDateOf(deps.ruleBook().current.workingTime, at);
  const member = await store.staff.get(wanted.staffId);
  if (!member || member.disabled) return { refusal: { code: 'not_found' } };
  const wrong = (field: string) =>
    ({ refusal: { code: 'field_wrong', field, problem: 'not_valid' } }) as const;
  if (wanted.until <= wanted.from || wanted.until <= today) return wrong('until');
  if (wanted.until > dateAfter(today, ROSTER_AHEAD_DAYS)) return wrong('until');
  if (wanted.from < dateAfter(today, -ROSTER_AHEAD_DAYS)) return wrong('from');

  const change = { id: deps.newId(), at, by: caller.staffId, act: 'absence' } as const;
  const added = await store.roster.addAbsence({ id, ...wanted, handedBackAt: null }, change);
  // A second try of the same request finds what the first has done, and finishes it.
  const absence = await store.roster.absence(id);
  if (!absence) return { refusal: { code: 'not_found' } };
  if (!added && absence.staffId !== wanted.staffId) return { refusal: { code: 'id_reused' } };
  if (!absence.handBack || !isAbsentOn(absence, today)) return { id, tickets: null };
  return { id, tickets: await handBack(deps, caller, absence) };
}

export async function removeAbsence(
  deps: Deps,
  caller: StaffCaller,
  id: string,
): Promise<{ id: string } | Refused> {
  const at = deps.now();
  const change = { id: deps.newId(), at, by: caller.staffId, act: 'absence_removed' } as const;
  if (!(await deps.store.roster.removeAbsence(id, change))) return { refusal: { code: 'not_found' } };
  // Who is back takes what waits.
  await giveOutWaiting(deps);
  return { id };
}

/** By a manager's hand, for an absence that was recorded without it. */
export async function handBackNow(
  deps: Deps,
  caller: StaffCaller,
  id: string,
): Promise<AbsenceRecorded | Refused> {
  const absence = await deps.store.roster.absence(id);
  const today = localDateOf(deps.ruleBook().current.workingTime, deps.now());
  if (!absence || !isAbsentOn(absence, today)) return { refusal: { code: 'not_found' } };
  return { id, tickets: await handBack(deps, caller, absence) };
}

/** The desk's own: absences that begin today, and whatever a stop left undone. */
export async function handBackAbsent(deps: Deps): Promise<number> {
  const today = localDateOf(deps.ruleBook().current.workingTime, deps.now());
  let tickets = 0;
  for (const absence of await deps.store.roster.toHandBack(today)) {
    tickets += await handBack(deps, { side: 'desk' }, absence);
  }
  return tickets;
}

/** All of them first, so that the last is not given by the load of the first. */
async function handBack(
  deps: Deps,
  caller: TicketCaller,
  { id, staffId }: { id: string; staffId: StaffId },
): Promise<number> {
  let tickets = 0;
  for await (const { id: ticketId } of inTurns(await deps.store.tickets.openOf(staffId))) {
    const done = await commitDecision(
      deps,
      caller,
      { id: ticketId, requestId: null, seenVersion: null, content: null },
      {
        decide: (ticket, context) =>
          ticket.assignee === staffId
            ? decide(ticket, { act: 'assign', to: null, reason: { code: 'absence' } }, context)
            : { refusal: { code: 'act_not_allowed', act: 'assign', status: ticket.status } },
        words: [],
        files: [],
      },
    );
    if (!('refusal' in done)) tickets += 1;
  }
  await deps.store.roster.handedBack(id, deps.now());
  await giveOutWaiting(deps);
  return tickets;
}
