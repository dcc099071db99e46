/**
 * Lets a call in or refuses it, the same for every door: the API, uploads, the live stream. Who calls comes from the
 * headers alone; nothing of it is ever read from an input.
 */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffRole } from '../../shared/ticket.ts';
import type { Access } from '../rpc/access.ts';
import type { Caller, ClientCaller, StaffCaller } from './caller.ts';
import { bearerIn, staffCookieIn } from './caller-tokens.ts';
import type { ClientDoor } from './client-door.ts';
import type { Known, KnownCallers } from './known-callers.ts';
import type { CallClass, RateLimits } from './rate-limits.ts';
import type { StaffDoor } from './staff-door.ts';

/** A header that no form and no foreign page can send. */
export const OUR_HEADER = 'x-smart-support';
/** Beside it where somebody sits before the page: what a page asks by itself is no use of a session. */
export const IN_USE_HEADER = 'x-smart-support-in-use';

/** What a request says of itself. */
export type Request = { headers: Headers; address: string };

export type Doors = {
  client: ClientDoor;
  staff: StaffDoor;
  limits: RateLimits;
  known: KnownCallers;
  ownOrigin: string;
};

/** `staffId`: of a member who may not, for the audit. */
type Refused = { refusal: Refusal; staffId?: string };

const STAFF: Known = { class: 'staff', siteId: null };

const ROLES_OF = {
  staff: ['agent', 'manager', 'administrator'],
  reader: ['manager', 'administrator'],
  manager: ['manager', 'administrator'],
  administrator: ['administrator'],
} as const satisfies Partial<Record<Access, readonly StaffRole[]>>;

type Asked = {
  access: Access;
  calls: Extract<CallClass, 'read' | 'write' | 'upload' | 'live'>;
  /** Given a short while ago. */
  needsPassword?: boolean;
};

export async function admit(
  doors: Doors,
  request: Request,
  { access, calls, needsPassword = false }: Asked,
): Promise<Caller | null | Refused> {
  switch (access) {
    case 'anyone':
      return limited(doors, 'open', request.address, null);
    case 'invited':
      return isOurPage(doors, request)
        ? limited(doors, 'link', request.address, null)
        : { refusal: { code: 'origin_refused' } };
    case 'client': {
      const caller = await clientOf(doors, request);
      return 'refusal' in caller ? caller : limited(doors, calls, caller.sessionId, caller);
    }
    case 'staff':
    case 'reader':
    case 'manager':
    case 'administrator': {
      const caller = await staffOf(doors, request);
      if ('refusal' in caller) return caller;
      const roles: readonly StaffRole[] = ROLES_OF[access];
      if (!roles.includes(caller.role)) return { refusal: { code: 'not_allowed' }, staffId: caller.staffId };
      if (needsPassword && !caller.confirmed) return { refusal: { code: 'password_needed' } };
      return limited(doors, 'staff', caller.staffId, caller);
    }
  }
}

async function clientOf({ client, known }: Doors, { headers }: Request): Promise<ClientCaller | Refused> {
  const token = bearerIn(headers.get('authorization'));
  if (token === null) return { refusal: { code: 'not_signed_in' } };
  const caller = await client.callerOf(token, headers.get('origin'));
  if ('refusal' in caller) known.forget(token);
  else known.remember(token, { class: caller.verified ? 'identified' : 'anonymous', siteId: caller.siteId });
  return caller;
}

export async function staffOf(doors: Doors, request: Request): Promise<StaffCaller | Refused> {
  if (!isOurPage(doors, request)) return { refusal: { code: 'origin_refused' } };
  const inUse = request.headers.get(IN_USE_HEADER) === '1';
  const caller = await doors.staff.callerOf(request.headers, inUse ? 'use' : 'look');
  const token = staffCookieIn(request.headers.get('cookie'));
  if (token !== null && caller) doors.known.remember(token, STAFF);
  else if (token !== null) doors.known.forget(token);
  return caller ?? { refusal: { code: 'not_signed_in' } };
}

/** Sent by a page of ours, on purpose: three signs, each of which a foreign page lacks. */
export function isOurPage(
  { ownOrigin }: Pick<Doors, 'ownOrigin'>,
  { headers }: Pick<Request, 'headers'>,
): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  return (
    headers.get(OUR_HEADER) === '1' &&
    (origin === null || origin === ownOrigin) &&
    (site === null || site === 'same-origin')
  );
}

async function limited<T>({ limits }: Doors, calls: CallClass, who: string, caller: T): Promise<T | Refused> {
  const tooMany = await limits.take(calls, who);
  return tooMany ? { refusal: tooMany } : caller;
}
