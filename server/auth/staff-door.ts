/**
 * How staff come in: better-auth with email and password, on the store's own connection. Nothing of its HTTP routes is
 * reachable: `server/http/` calls the two things it needs here, and accounts are made behind one-time links only.
 */
import { getMigrations } from 'better-auth/db/migration';
import { MINUTE } from '../../shared/duration.ts';
import { now as machineNow } from '../clock.ts';
import type { StaffMember } from '../store/staff.ts';
import type { StaffCaller } from './caller.ts';
import { livesAt } from './lifetime.ts';
import { staffAccount, type StaffAccount } from './staff-account.ts';
import {
  CONFIRMED_FOR,
  STAFF_SESSION_IDLE,
  staffAuth,
  unlessRefused,
  type Cookies,
  type StaffAuthDeps,
} from './staff-auth.ts';

/** Use is written down this often at most: a write waits for the disk. */
const TOUCH_EVERY = MINUTE;

export type NewAccount = Pick<StaffMember, 'name' | 'email' | 'role' | 'technicalSpecialist'> & {
  password: string;
};

/** `needsCode`: the password was right, and the second factor is still to come; the cookies are of that question alone. */
export type SignedIn = { cookies: Cookies; needsCode: boolean };

export type StaffDoor = StaffAccount & {
  /** Null for a wrong password, an unknown address and a disabled account alike. */
  signIn(email: string, password: string): Promise<SignedIn | null>;
  /** Without a password: behind a one-time link. Null when the account is disabled. */
  signInAs(staffId: string): Promise<Cookies | null>;
  signOut(headers: Headers): Promise<Cookies>;
  /** To `look` is no use of the session: it idles on. */
  callerOf(headers: Headers, why?: 'use' | 'look'): Promise<StaffCaller | null>;
  /** The id of the new member, or null when the address is taken. */
  createAccount(account: NewAccount, at: number): Promise<string | null>;
  /** At once, wherever they are signed in. */
  endSessions(staffId: string): Promise<void>;
  /** What better-auth would serve, for the test that none of it is. */
  routes(): readonly { path: string; methods: readonly string[] }[];
};

const spanOf = ({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date }) => ({
  createdAt: createdAt.getTime(),
  expiresAt: expiresAt.getTime(),
});

export async function openStaffDoor(deps: StaffAuthDeps): Promise<StaffDoor> {
  const { store } = deps;
  const auth = staffAuth(deps);
  await (await getMigrations(auth.options)).runMigrations();
  const context = await auth.$context;

  return {
    ...staffAccount(auth, context),

    async signIn(email, password) {
      const response = await unlessRefused(() =>
        auth.api.signInEmail({ body: { email, password }, asResponse: true }),
      );
      if (!response) return null;
      const said = (await response.json()) as { twoFactorRedirect?: boolean };
      return { cookies: response.headers.getSetCookie(), needsCode: said.twoFactorRedirect === true };
    },

    async signInAs(staffId) {
      const headers = new Headers({ 'x-staff-id': staffId });
      const response = await unlessRefused(() => auth.api.signInAs({ headers, asResponse: true }));
      return response?.headers.getSetCookie() ?? null;
    },

    async signOut(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true });
      return response.headers.getSetCookie();
    },

    async callerOf(headers, why = 'look') {
      if (!headers.has('cookie')) return null;
      const found = await auth.api.getSession({ headers });
      // better-auth goes by the clock of the machine, whatever the desk is given.
      if (!found || !livesAt(spanOf(found.session), machineNow())) return null;
      const { token, createdAt, lastUsedAt, confirmedAt } = found.session;
      const idle = machineNow() - (lastUsedAt ?? createdAt).getTime();
      if (idle >= STAFF_SESSION_IDLE) {
        await context.internalAdapter.deleteSession(token);
        return null;
      }
      if (why === 'use' && idle >= TOUCH_EVERY)
        await context.internalAdapter.updateSession(token, { lastUsedAt: new Date(machineNow()) });
      const member = await store.staff.get(found.user.id);
      if (!member || member.disabled) return null;
      const since = confirmedAt ? machineNow() - confirmedAt.getTime() : CONFIRMED_FOR;
      const lately = since >= 0 && since < CONFIRMED_FOR;
      return {
        ...{ side: 'staff', staffId: member.id, role: member.role },
        ...(lately ? { confirmed: true } : {}),
      };
    },

    async createAccount({ password, ...person }, at) {
      const email = person.email.toLowerCase();
      if (await store.staff.byEmail(email)) return null;
      const hash = await context.password.hash(password);
      // An account without its row in `staff` can do nothing; one that a crash has left is taken up again.
      const known = await context.internalAdapter.findUserByEmail(email);
      const user =
        known?.user ??
        (await context.internalAdapter.createUser(
          { email, name: person.name, emailVerified: true },
          { method: 'email-password' },
        ));
      await context.internalAdapter.deleteAccounts(user.id);
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      });
      const added = await store.staff.add({
        ...person,
        email,
        id: user.id,
        presence: 'off',
        disabled: false,
        lastAssignedAt: null,
        createdAt: at,
      });
      return added ? user.id : null;
    },

    endSessions: (staffId) => context.internalAdapter.deleteUserSessions(staffId),

    routes: () =>
      Object.values(
        auth.api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
      ).flatMap(({ path, options }) =>
        path === undefined ? [] : [{ path, methods: [options?.method ?? 'GET'].flat() }],
      ),
  };
}
