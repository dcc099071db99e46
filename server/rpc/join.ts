/**
 * One-time links: the first administrator, an invitation, a sign-in printed by the sample. The token is in the page's
 * fragment and comes here by POST: a scanner that follows links uses nothing up.
 */
import { acceptInvitation, openLink, signInByLink } from '../commands/accept-invitation.ts';
import { PASSWORD_LENGTH } from '../auth/staff-auth.ts';
import type { Desk } from './context.ts';
import { open, router } from './procedures.ts';
import { told } from './refused.ts';
import * as input from './schemas.ts';
import type { InvitationView } from './view.ts';

const doorOf = ({ deps, staff }: Desk) => ({ ...deps, staff });

export const join = router({
  /** A mutation only so that the token stays out of addresses and logs; it changes nothing. */
  invitation: open
    .input(input.invitation)
    .mutation(async ({ ctx: { desk }, input: { token } }): Promise<InvitationView> => {
      const { purpose, staffId, expiresAt, ...link } = told(await openLink(desk.deps, token));
      const member = staffId === null ? null : await desk.deps.store.staff.get(staffId);
      return {
        purpose,
        name: member?.name ?? link.name,
        email: member?.email ?? link.email,
        role: member?.role ?? link.role,
        expiresAt,
        passwordMin: PASSWORD_LENGTH.min,
      };
    }),

  /** Makes the account and signs it in. */
  acceptInvitation: open.input(input.acceptInvitation).mutation(async ({ ctx, input: acceptance }) => {
    ctx.setCookies(told(await acceptInvitation(doorOf(ctx.desk), acceptance)));
    return {};
  }),

  /** For links that sign in an account that exists. */
  signIn: open.input(input.invitation).mutation(async ({ ctx, input: { token } }) => {
    ctx.setCookies(told(await signInByLink(doorOf(ctx.desk), token)));
    return {};
  }),
});
