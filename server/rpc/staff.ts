/** What the console may ask for, by a member of staff about any ticket. */
import { forStaff, router } from './procedures.ts';
import { notYet } from './not-yet.ts';
import * as input from './schemas.ts';
import type {
  CalendarYearView,
  Colleague,
  DueEffect,
  LicenseeName,
  PersonChoice,
  QueueCounts,
  RegulationView,
  StaffMe,
  StaffTicketRow,
  StaffTicketView,
} from './view.ts';

export const staff = router({
  me: forStaff.input(input.nothing).query((): Promise<StaffMe> => notYet()),
  setPresence: forStaff.input(input.setPresence).mutation((): Promise<StaffMe> => notYet()),
  queue: forStaff
    .input(input.queue)
    .query((): Promise<{ rows: StaffTicketRow[]; next: string | null; total: number }> => notYet()),
  counts: forStaff.input(input.nothing).query((): Promise<QueueCounts> => notYet()),
  ticket: forStaff.input(input.byId).query((): Promise<StaffTicketView> => notYet()),
  reply: forStaff.input(input.staffReply).mutation((): Promise<StaffTicketView> => notYet()),
  note: forStaff.input(input.note).mutation((): Promise<StaffTicketView> => notYet()),
  act: forStaff.input(input.staffMove).mutation((): Promise<StaffTicketView> => notYet()),
  assign: forStaff.input(input.assign).mutation((): Promise<StaffTicketView> => notYet()),
  estimate: forStaff.input(input.estimate).mutation((): Promise<StaffTicketView> => notYet()),
  promise: forStaff.input(input.promise).mutation((): Promise<StaffTicketView> => notYet()),
  correct: forStaff.input(input.correct).mutation((): Promise<StaffTicketView> => notYet()),
  effect: forStaff.input(input.effect).query((): Promise<DueEffect> => notYet()),
  register: forStaff.input(input.register).mutation((): Promise<StaffTicketView> => notYet()),
  people: forStaff.input(input.people).query((): Promise<PersonChoice[]> => notYet()),
  colleagues: forStaff.input(input.nothing).query((): Promise<Colleague[]> => notYet()),
  licenseeNames: forStaff.input(input.nothing).query((): Promise<LicenseeName[]> => notYet()),
  calendar: forStaff.input(input.calendarYear).query((): Promise<CalendarYearView> => notYet()),
  regulation: forStaff.input(input.nothing).query((): Promise<RegulationView> => notYet()),
});
