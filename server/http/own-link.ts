/** Behind a link in our own page there is a cookie and no header of ours: a reading, and only from the page itself. */
import type { Doors } from '../auth/admit.ts';
import type { StaffCaller } from '../auth/caller.ts';

export async function staffBehind(
  doors: Pick<Doors, 'staff'>,
  { headers }: Request,
): Promise<StaffCaller | null> {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return null;
  return doors.staff.callerOf(headers);
}

export async function administratorBehind(
  doors: Pick<Doors, 'staff'>,
  request: Request,
): Promise<StaffCaller | null> {
  const caller = await staffBehind(doors, request);
  return caller?.role === 'administrator' ? caller : null;
}
