/** A member of staff says whether they take new tickets; who comes is given what was waiting. */
import type { Presence } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { Refused } from './commit-decision.ts';
import { giveOutWaiting } from './give-out-waiting.ts';

export async function setPresence(
  deps: Deps,
  { staffId }: StaffCaller,
  presence: Presence,
): Promise<{ presence: Presence } | Refused> {
  const updated = await deps.store.staff.update(staffId, { presence });
  if (updated === 'not_found') return { refusal: { code: 'not_found' } };
  if (updated === 'last_administrator') return { refusal: { code: 'last_administrator' } };
  if (presence === 'available') await giveOutWaiting(deps);
  return { presence };
}
