/** What a member of staff may ask for about the notices to themselves. */
import type { Store } from '../store/store.ts';
import { forStaff, router } from './procedures.ts';
import { Refused } from './refused.ts';
import { nothing } from './schemas.ts';
import * as input from './schemas/notices.ts';
import { myNoticesView, type MyNoticesView } from './views/notices.ts';

async function mineOf(
  { store }: { store: Pick<Store, 'staff' | 'staffNotices'> },
  staffId: string,
): Promise<MyNoticesView> {
  const member = await store.staff.get(staffId);
  if (!member) throw new Refused({ code: 'not_signed_in' });
  return myNoticesView(await store.staffNotices.of(staffId), member.email);
}

export const notices = router({
  mine: forStaff
    .input(nothing)
    .query(({ ctx: { desk, caller } }): Promise<MyNoticesView> => mineOf(desk.deps, caller.staffId)),

  setMine: forStaff
    .input(input.setMine)
    .mutation(async ({ ctx: { desk, caller }, input: settings }): Promise<MyNoticesView> => {
      await desk.deps.store.staffNotices.set(caller.staffId, settings);
      return mineOf(desk.deps, caller.staffId);
    }),
});
