/** The desk as it is at this moment: what is due, what is late, what nobody has, who is there and how much each has. */
import type { Instant } from '../../../shared/instant.ts';
import type { AbsenceKind, PartOfDay } from '../../../shared/roster.ts';
import type { Status } from '../../../shared/ticket.ts';
import { dutyNow } from '../../commands/duty-now.ts';
import type { Deps } from '../../deps.ts';
import type { ClockName } from '../../domain/sla/due-clock.ts';
import { atLocalTime, isOpenAt, localDateOf, nextOpening } from '../../domain/working-time/working-time.ts';
import type { QueueFilter } from '../../store/queue.ts';
import type { StaffTicketRow, StaffView } from '../view.ts';
import { staffView } from './administration.ts';
import { queueReader, staffRowOfQueue } from './staff.ts';

export type BoardList = { rows: readonly StaffTicketRow[]; total: number; orMore: boolean };

export type BoardBreach = {
  ticketId: string;
  number: number;
  title: string;
  status: Status;
  assignee: StaffView | null;
  clock: ClockName;
  dueAt: Instant;
};

export type BoardPerson = StaffView & {
  openTickets: number;
  onShift: boolean;
  /** Null: the whole day, or no shift at all. */
  part: PartOfDay | null;
  absence: AbsenceKind | null;
};

export type BoardView = {
  at: Instant;
  /** Null while the desk is open. */
  opensAt: Instant | null;
  /** False at a desk where nobody ever entered a shift: everybody who is not absent is there. */
  byRoster: boolean;
  /** By the roster, not by presence: who should be there now. Technical specialists among them. */
  people: readonly BoardPerson[];
  dueWithinHour: BoardList;
  overdue: BoardList;
  nobody: BoardList;
  breachesToday: readonly BoardBreach[];
};

/** A wall shows no more at once; the queue has the rest. */
const ROWS = 12;

export async function boardView(
  deps: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  staffId: string,
): Promise<BoardView> {
  const { store } = deps;
  const at = deps.now();
  const rules = deps.ruleBook().current;
  const { workingTime } = rules;
  const todayAt = atLocalTime(workingTime, localDateOf(workingTime, at), '00:00');
  const reader = queueReader(staffId, at, rules);
  const [staff, load, duty, breaches] = await Promise.all([
    store.staff.all(),
    store.tickets.openByAssignee(),
    dutyNow(deps, at),
    store.board.breachesSince(todayAt),
  ]);
  const colleagues = new Map(staff.map((member) => [member.id, member]));
  const list = async (filter: QueueFilter): Promise<BoardList> => {
    const { rows, total, orMore } = await store.tickets.queue(filter, reader, { limit: ROWS });
    return {
      rows: rows.map((row) => staffRowOfQueue(deps, row, { reader, colleagues })),
      total,
      orMore,
    };
  };
  const people = staff
    .filter(({ disabled }) => !disabled)
    .map((member): BoardPerson => ({
      ...staffView(member),
      openTickets: load.get(member.id) ?? 0,
      onShift: duty.isOnDuty(member.id),
      part: duty.shiftOf(member.id)?.part ?? null,
      absence: duty.absence(member.id),
    }))
    // Whoever is not there and has nothing is of no interest now.
    .filter(({ onShift, openTickets }) => onShift || openTickets > 0);
  return {
    at,
    opensAt: isOpenAt(workingTime, at) ? null : nextOpening(workingTime, at),
    byRoster: duty.byRoster,
    people: people.toSorted(
      (a, b) =>
        Number(b.onShift) - Number(a.onShift) || b.openTickets - a.openTickets || (a.name < b.name ? -1 : 1),
    ),
    dueWithinHour: await list({ due: 'hour' }),
    overdue: await list({ due: 'overdue' }),
    nobody: await list({ assignee: 'nobody' }),
    breachesToday: breaches
      .filter(({ body }) => body.dueAt >= todayAt)
      .map(({ body: { clock, dueAt }, assignee, ...ticket }) => {
        const member = assignee === null ? undefined : colleagues.get(assignee);
        return { ...ticket, clock, dueAt, assignee: member ? staffView(member) : null };
      }),
  };
}
