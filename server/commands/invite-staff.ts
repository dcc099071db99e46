/** A new member of staff is invited by a link that an administrator hands over; it makes the account and is gone. */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffRole } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { makeLink, type LinkMade } from '../auth/one-time-links.ts';
import type { Deps } from '../deps.ts';

export type Invited = { name: string; email: string; role: StaffRole; technicalSpecialist: boolean };

export async function inviteStaff(
  { store, now, log, baseUrl }: Pick<Deps, 'store' | 'now' | 'log'> & { baseUrl: URL },
  caller: StaffCaller,
  invited: Invited,
): Promise<LinkMade | { refusal: Refusal }> {
  const at = now();
  const email = invited.email.toLowerCase();
  if (await store.staff.byEmail(email)) return { refusal: { code: 'email_taken' } };
  // Invited again: the link from before opens nothing any more.
  for (const open of await store.links.openInvitations(at)) {
    if (open.email === email) await store.links.remove(open.id);
  }
  const made = await makeLink({ links: store.links, baseUrl, at }, 'invitation', { ...invited, email });
  log.info('staff invited', { by: caller.staffId, role: invited.role });
  return made;
}
