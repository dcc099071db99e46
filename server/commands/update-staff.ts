/** Changes what a member of staff may do. Who is disabled is out at once; the last administrator stays one. */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffRole } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { StaffDoor } from '../auth/staff-door.ts';
import type { Deps } from '../deps.ts';

export type StaffUpdate = { id: string; role?: StaffRole; technicalSpecialist?: boolean; disabled?: boolean };

type Door = Pick<Deps, 'store' | 'now' | 'log'> & { staff: Pick<StaffDoor, 'endSessions'> };

export async function updateStaff(
  { store, log, staff }: Door,
  caller: StaffCaller,
  { id, ...change }: StaffUpdate,
): Promise<{ id: string } | { refusal: Refusal }> {
  const member = await store.staff.get(id);
  if (!member) return { refusal: { code: 'not_found' } };
  const updated = await store.staff.update(id, {
    ...change,
    ...(change.disabled ? { presence: 'off' as const } : {}),
  });
  if (updated === 'not_found' || updated === 'last_administrator') return { refusal: { code: updated } };
  const roleChanged = change.role !== undefined && change.role !== member.role;
  // A session never outlives the rights it was opened with.
  if (change.disabled || roleChanged) await staff.endSessions(id);
  log.info('staff changed', {
    by: caller.staffId,
    staff: id,
    role: change.role ?? null,
    disabled: change.disabled ?? null,
  });
  return { id };
}

/** An invitation that has not been accepted yet is taken back. False when there is none. */
export async function withdrawInvitation(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  id: string,
): Promise<boolean> {
  const open = (await store.links.openInvitations(now())).some((link) => link.id === id);
  if (open) await store.links.remove(id);
  return open;
}
