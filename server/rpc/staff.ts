/** What the console may ask for, by a member of staff about any ticket. */
import { PASSWORD_LENGTH } from '../auth/staff-auth.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { assignTicket } from '../commands/assign-ticket.ts';
import type { Done } from '../commands/commit-decision.ts';
import { changeStatus } from '../commands/change-status.ts';
import { previewEffect } from '../commands/preview-effect.ts';
import { registerTicket } from '../commands/register-ticket.ts';
import { reply } from '../commands/reply.ts';
import { setPresence } from '../commands/set-presence.ts';
import { setTarget } from '../commands/set-target.ts';
import { writeNote } from '../commands/write-note.ts';
import type { Desk } from './context.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import * as input from './schemas.ts';
import type {
  AccountView,
  DueEffect,
  LicenseeName,
  PersonChoice,
  QueueCounts,
  StaffMe,
  StaffTicketRow,
  StaffTicketView,
} from './view.ts';
import { productView, staffView } from './views/administration.ts';
import { calendarYearView, regulationView } from './views/regulation.ts';
import { deskHours } from './views/customer.ts';
import {
  colleaguesById,
  colleaguesNow,
  queueReader,
  staffRowOfQueue,
  staffTicketView,
} from './views/staff.ts';

async function meOf({ deps, files }: Desk, { staffId }: StaffCaller): Promise<StaffMe> {
  const member = await deps.store.staff.get(staffId);
  if (!member) throw new Refused({ code: 'not_signed_in' });
  return {
    ...staffView(member),
    email: member.email,
    desk: deskHours(deps.ruleBook().current, deps.now(), files),
  };
}

async function ticketOf({ deps }: Desk, { staffId }: StaffCaller, id: string): Promise<StaffTicketView> {
  const loaded = await deps.store.tickets.load(id);
  if (!loaded) throw new Refused({ code: 'not_found' });
  return staffTicketView(deps, loaded, staffId);
}

async function afterwards(
  desk: Desk,
  caller: StaffCaller,
  doing: Promise<Done | { refusal: Refusal }>,
): Promise<StaffTicketView> {
  const { ticketId, after } = told(await doing);
  return after ? staffTicketView(desk.deps, after, caller.staffId) : ticketOf(desk, caller, ticketId);
}

const readerOf = ({ deps }: Desk, { staffId }: StaffCaller) =>
  queueReader(staffId, deps.now(), deps.ruleBook().current);

export const staff = router({
  me: forStaff.input(input.nothing).query(({ ctx: { desk, caller } }) => meOf(desk, caller)),
  account: forStaff.input(input.nothing).query(async ({ ctx: { desk, caller } }): Promise<AccountView> => ({
    secondFactor: await desk.staff.hasSecondFactor(caller.staffId),
    passwordMin: PASSWORD_LENGTH.min,
  })),
  setPresence: forStaff
    .input(input.setPresence)
    .mutation(async ({ ctx: { desk, caller }, input: { presence } }) => {
      told(await setPresence(desk.deps, caller, presence));
      return meOf(desk, caller);
    }),

  queue: forStaff
    .input(input.queue)
    .query(
      async ({
        ctx: { desk, caller },
        input: { filter, cursor },
      }): Promise<{ rows: StaffTicketRow[]; next: string | null; total: number; orMore: boolean }> => {
        const reader = readerOf(desk, caller);
        const page = await desk.deps.store.tickets.queue(filter, reader, { cursor: cursor ?? null });
        const colleagues = await colleaguesById(desk.deps);
        const rows = page.rows.map((row) => staffRowOfQueue(desk.deps, row, { reader, colleagues }));
        return { ...page, rows };
      },
    ),
  counts: forStaff
    .input(input.nothing)
    .query(({ ctx: { desk, caller } }): Promise<QueueCounts> =>
      desk.deps.store.tickets.counts(readerOf(desk, caller)),
    ),
  ticket: forStaff
    .input(input.byId)
    .query(({ ctx: { desk, caller }, input: { id } }) => ticketOf(desk, caller, id)),

  reply: forStaff
    .input(input.staffReply)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, reply(desk.deps, caller, input)),
    ),
  note: forStaff
    .input(input.note)
    .mutation(({ ctx: { desk, caller }, input: { requestId, id, text, files } }) =>
      afterwards(desk, caller, writeNote(desk.deps, caller, { requestId, id, text, files })),
    ),
  act: forStaff
    .input(input.staffMove)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, changeStatus(desk.deps, caller, input)),
    ),
  assign: forStaff
    .input(input.assign)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, assignTicket(desk.deps, caller, input)),
    ),
  estimate: forStaff
    .input(input.estimate)
    .mutation(({ ctx: { desk, caller }, input: { hours, ...act } }) =>
      afterwards(desk, caller, setTarget(desk.deps, caller, { ...act, target: { hours } })),
    ),
  promise: forStaff
    .input(input.promise)
    .mutation(({ ctx: { desk, caller }, input: { date, time, ...act } }) =>
      afterwards(desk, caller, setTarget(desk.deps, caller, { ...act, target: { date, time } })),
    ),
  correct: forStaff
    .input(input.correct)
    .mutation(({ ctx: { desk, caller }, input: { kind, criticality, ...act } }) =>
      afterwards(desk, caller, setTarget(desk.deps, caller, { ...act, target: { kind, criticality } })),
    ),
  effect: forStaff
    .input(input.effect)
    .query(async ({ ctx: { desk, caller }, input }): Promise<DueEffect> =>
      told(await previewEffect(desk.deps, caller, input)),
    ),
  register: forStaff
    .input(input.register)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, registerTicket(desk.deps, caller, input)),
    ),

  people: forStaff
    .input(input.people)
    .query(async ({ ctx: { desk }, input: { licenseeId, search } }): Promise<PersonChoice[]> => {
      const found = await desk.deps.store.people.find(licenseeId, search);
      return found.map(({ id, name, email, verified }) => ({
        id,
        name: name ?? email ?? '',
        email,
        verified,
      }));
    }),
  colleagues: forStaff.input(input.nothing).query(({ ctx: { desk } }) => colleaguesNow(desk.deps)),
  licenseeNames: forStaff.input(input.nothing).query(async ({ ctx: { desk } }): Promise<LicenseeName[]> => {
    const { licensees } = desk.deps.store;
    const names: LicenseeName[] = [];
    for (const { id, name } of await licensees.all()) {
      names.push({ id, name, products: (await licensees.productsOf(id)).map(productView) });
    }
    return names;
  }),

  calendar: forStaff
    .input(input.calendarYear)
    .query(({ ctx: { desk }, input: { year } }) => calendarYearView(desk.deps.ruleBook().current, year)),
  regulation: forStaff.input(input.nothing).query(({ ctx: { desk } }) => regulationView(desk.deps)),
});
