/** What waits to be sent and what was given up; sending again, and trying a channel. */
import { testMessage } from '../delivery/test-message.ts';
import { forStaff, router } from './procedures.ts';
import { Refused } from './refused.ts';
import * as input from './schemas/delivery.ts';
import {
  deliveryBoard,
  noticeViews,
  type DeliveryBoard,
  type NoticeView,
  type TestResult,
} from './views/delivery.ts';

export const delivery = router({
  board: forStaff
    .input(input.nothing)
    .query(({ ctx: { desk } }): Promise<DeliveryBoard> =>
      deliveryBoard(desk.deps, desk.delivery, desk.deps.now()),
    ),

  /** For the page of a ticket: who has not heard of something there. */
  ofTicket: forStaff
    .input(input.byId)
    .query(async ({ ctx: { desk }, input: { id } }): Promise<NoticeView[]> => {
      const { store } = desk.deps;
      if (!(await store.tickets.load(id))) throw new Refused({ code: 'not_found' });
      return noticeViews(desk.deps, await store.outbox.givenUpOf(id));
    }),

  sendAgain: forStaff.input(input.byId).mutation(async ({ ctx: { desk, caller }, input: { id } }) => {
    const { store, now, log } = desk.deps;
    if (!(await store.outbox.sendAgain(id, now()))) throw new Refused({ code: 'not_found' });
    log.info('notice to be sent again', { notice: id, by: caller.staffId });
    desk.delivery.tryNow();
    return { again: 1 };
  }),

  sendAllAgain: forStaff
    .input(input.sendAllAgain)
    .mutation(async ({ ctx: { desk, caller }, input: { code } }) => {
      const { store, now, log } = desk.deps;
      const again = await store.outbox.sendAllAgain(code, now());
      log.info('notices to be sent again', { code, again, by: caller.staffId });
      desk.delivery.tryNow();
      return { again };
    }),

  test: forStaff
    .input(input.test)
    .mutation(async ({ ctx: { desk, caller }, input: wanted }): Promise<TestResult> => {
      const me = await desk.deps.store.staff.get(caller.staffId);
      if (!me) throw new Refused({ code: 'not_signed_in' });
      const fault = await desk.delivery.sendTest(testMessage(wanted, me));
      return fault ? { sent: false, fault } : { sent: true };
    }),
});
