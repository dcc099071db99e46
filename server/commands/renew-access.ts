/** Who has lost the password or the second factor gets a link from an administrator, and makes both anew. */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { makeLink, type LinkMade } from '../auth/one-time-links.ts';
import type { Deps } from '../deps.ts';

export async function renewAccess(
  { store, now, log, baseUrl }: Pick<Deps, 'store' | 'now' | 'log'> & { baseUrl: URL },
  caller: StaffCaller,
  staffId: string,
): Promise<LinkMade | { refusal: Refusal }> {
  const member = await store.staff.get(staffId);
  if (!member || member.disabled) return { refusal: { code: 'not_found' } };
  await store.links.removeOf(staffId, 'new_password');
  const made = await makeLink({ links: store.links, baseUrl, at: now() }, 'new_password', { staffId });
  log.info('staff access link made', { by: caller.staffId, staff: staffId });
  return made;
}
