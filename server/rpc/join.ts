/**
 * One-time links: the first administrator, an invitation, a sign-in printed by the sample. The token is in the page's fragment and
 * comes here by POST: a scanner that follows links uses nothing up.
 */
import { open, router } from './procedures.ts';
import { notYet } from './not-yet.ts';
import * as input from './schemas.ts';
import type { InvitationView } from './view.ts';

export const join = router({
  /** A mutation only so that the token stays out of addresses and logs; it changes nothing. */
  invitation: open.input(input.invitation).mutation((): Promise<InvitationView> => notYet()),
  /** Makes the account and signs it in. */
  acceptInvitation: open
    .input(input.acceptInvitation)
    .mutation((): Promise<Record<string, never>> => notYet()),
  /** For links that sign in an account that exists. */
  signIn: open.input(input.invitation).mutation((): Promise<Record<string, never>> => notYet()),
});
