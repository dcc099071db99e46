/** Behind a one-time link: makes the account it speaks of. The link is used up in the same moment, or not at all. */
import { FIELDS } from '../../shared/submission.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { livesAt } from '../auth/lifetime.ts';
import { hashOf } from '../auth/secrets.ts';
import { passwordWrong, type Cookies } from '../auth/staff-auth.ts';
import type { StaffDoor } from '../auth/staff-door.ts';
import type { Deps } from '../deps.ts';
import type { OneTimeLink } from '../store/links.ts';

export type Acceptance = { token: string; password: string; name?: string; email?: string };

type Refused = { refusal: Refusal };
type Door = Pick<Deps, 'store' | 'now' | 'log'> & { staff: StaffDoor };

/** Unknown, used, over: told apart by nobody. */
const USED_UP: Refused = { refusal: { code: 'link_used_up' } };

/** The link as it stands; reading it uses nothing up. */
export async function openLink(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  token: string,
): Promise<OneTimeLink | Refused> {
  const link = await store.links.byTokenHash(hashOf(token));
  if (!link || link.usedAt !== null || !livesAt(link, now())) return USED_UP;
  // Once there is an administrator, the way to the first one is closed for good.
  if (link.purpose === 'first_administrator' && (await store.staff.administrators()) > 0) return USED_UP;
  return link;
}

export async function acceptInvitation(door: Door, acceptance: Acceptance): Promise<Cookies | Refused> {
  const { store, now, log, staff } = door;
  const { password, token } = acceptance;
  const wrong = passwordWrong(password);
  if (wrong) return { refusal: wrong };
  const link = await openLink(door, token);
  if ('refusal' in link) return link;
  if (link.purpose === 'sign_in') return USED_UP;
  if (link.purpose === 'new_password') return newPassword(door, link, password);
  const person = whoIs(link, acceptance);
  if ('refusal' in person) return person;

  const used = await store.links.use(link.tokenHash, now());
  if (!used) return USED_UP;
  const staffId = await staff.createAccount({ ...person, password }, now());
  if (staffId === null) {
    await store.links.giveBack(link.id);
    return { refusal: { code: 'email_taken' } };
  }
  log.info('staff account made', { staff: staffId, role: person.role, by: link.purpose });
  return (await staff.signInAs(staffId)) ?? USED_UP;
}

async function newPassword(
  { store, now, log, staff }: Door,
  { staffId, tokenHash }: OneTimeLink,
  password: string,
): Promise<Cookies | Refused> {
  if (staffId === null || !(await store.links.use(tokenHash, now()))) return USED_UP;
  await staff.renewAccess(staffId, password);
  log.info('staff access renewed', { staff: staffId });
  return (await staff.signInAs(staffId)) ?? USED_UP;
}

export async function signInByLink(door: Door, token: string): Promise<Cookies | Refused> {
  const link = await openLink(door, token);
  if ('refusal' in link) return link;
  if (link.purpose !== 'sign_in' || link.staffId === null) return USED_UP;
  if (!(await door.store.links.use(link.tokenHash, door.now()))) return USED_UP;
  door.log.info('staff signed in by a link', { staff: link.staffId });
  return (await door.staff.signInAs(link.staffId)) ?? USED_UP;
}

/** An invitation has said who it is for; the first administrator says so now. */
function whoIs(link: OneTimeLink, { name, email }: Acceptance) {
  const person = {
    name: link.name ?? name,
    email: link.email ?? email,
    role: link.purpose === 'first_administrator' ? ('administrator' as const) : (link.role ?? 'agent'),
    technicalSpecialist: link.technicalSpecialist,
  };
  const missing = (field: string): Refused => ({
    refusal: { code: 'field_wrong', field, problem: 'missing' },
  });
  if (!person.name || person.name.length < FIELDS.personName.min) return missing('name');
  if (!person.email) return missing('email');
  return { ...person, name: person.name, email: person.email };
}
