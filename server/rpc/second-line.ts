/** The second line in the console: questions to departments, and where departments are reached. */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { escalate } from '../commands/second-line/escalate.ts';
import { askDepartment, closeEscalation } from '../commands/second-line/follow-escalation.ts';
import { quoteAnswer } from '../commands/second-line/quote-answer.ts';
import { addChannel, putMember, testChannel } from '../commands/second-line/set-up-department.ts';
import type { Desk } from './context.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import { byId, nothing } from './schemas.ts';
import * as input from './schemas/second-line.ts';
import type { StaffTicketView } from './view.ts';
import {
  departmentViews,
  openEscalations,
  ticketSecondLine,
  topicViews,
  type OpenEscalationRow,
  type SecondLineSettings,
  type TestOutcome,
  type TicketSecondLine,
  type TopicView,
} from './views/second-line.ts';
import { staffTicketView } from './views/staff.ts';

const reading = ({ deps }: Desk) => ({ ...deps, at: deps.now() });

const settingsOf = async (desk: Desk): Promise<SecondLineSettings> => ({
  departments: await departmentViews(reading(desk)),
  configured: desk.configured,
});

async function afterwards(
  { deps }: Desk,
  { staffId }: StaffCaller,
  doing: Promise<{ ticketId: string } | { refusal: Refusal }>,
): Promise<StaffTicketView> {
  const { ticketId } = told(await doing);
  const loaded = await deps.store.tickets.load(ticketId);
  if (!loaded) throw new Refused({ code: 'not_found' });
  return staffTicketView(deps, loaded, staffId);
}

export const secondLine = router({
  topics: forStaff
    .input(nothing)
    .query(({ ctx: { desk } }): Promise<TopicView[]> => topicViews(reading(desk))),
  ofTicket: forStaff
    .input(byId)
    .query(async ({ ctx: { desk }, input: { id } }): Promise<TicketSecondLine> => {
      const loaded = await desk.deps.store.tickets.load(id);
      if (!loaded) throw new Refused({ code: 'not_found' });
      return ticketSecondLine(reading(desk), loaded);
    }),
  open: forStaff
    .input(nothing)
    .query(({ ctx: { desk } }): Promise<OpenEscalationRow[]> => openEscalations(reading(desk))),

  escalate: forStaff
    .input(input.escalate)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, escalate(desk.deps, caller, input)),
    ),
  ask: forStaff
    .input(input.askDepartment)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, askDepartment(desk.deps, caller, input)),
    ),
  close: forStaff
    .input(input.closeEscalation)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, closeEscalation(desk.deps, caller, input)),
    ),
  quote: forStaff
    .input(input.quoteAnswer)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, quoteAnswer(desk.deps, caller, input)),
    ),

  settings: forStaff.input(nothing).query(({ ctx: { desk } }) => settingsOf(desk)),
  addChannel: forStaff.input(input.addChannel).mutation(async ({ ctx: { desk }, input }) => {
    told(await addChannel({ ...desk.deps, keys: desk.keys, webhooksAt: desk.webhooksAt }, input));
    return settingsOf(desk);
  }),
  removeChannel: forStaff.input(input.channelId).mutation(async ({ ctx: { desk }, input: { channelId } }) => {
    if (!(await desk.deps.store.secondLine.removeChannel(channelId)))
      throw new Refused({ code: 'not_found' });
    return settingsOf(desk);
  }),
  putMember: forStaff
    .input(input.putMember)
    .mutation(async ({ ctx: { desk }, input: { memberId, ...member } }) => {
      told(await putMember(desk.deps, { ...member, id: memberId }));
      return settingsOf(desk);
    }),
  testChannel: forStaff
    .input(input.channelId)
    .mutation(async ({ ctx: { desk, caller }, input: { channelId } }) => {
      const sent = told(await testChannel(desk.deps, caller, channelId));
      desk.nudgeDelivery();
      return sent;
    }),
  tested: forStaff
    .input(input.testId)
    .query(async ({ ctx: { desk }, input: { noticeId } }): Promise<TestOutcome> => {
      const outcome = await desk.deps.store.secondLine.testOutcome(noticeId);
      if (!outcome) throw new Refused({ code: 'not_found' });
      return outcome;
    }),
});
