/**
 * How staff come in: better-auth with email and password, on the store's own connection. Nothing of its HTTP routes is
 * reachable: `server/http/` calls the two things it needs here, and accounts are made behind one-time links only.
 */
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { getMigrations } from 'better-auth/db/migration';
import { HOUR } from '../../shared/duration.ts';
import type { Log } from '../log.ts';
import type { StaffMember } from '../store/staff.ts';
import type { Store } from '../store/store.ts';
import type { StaffCaller } from './caller.ts';
import type { Keys } from './secrets.ts';

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export const STAFF_SESSION_LIFE = 12 * HOUR;

export type NewAccount = Pick<StaffMember, 'name' | 'email' | 'role' | 'technicalSpecialist'> & {
  password: string;
};

/** `Set-Cookie` headers, to be sent as they are. */
export type Cookies = readonly string[];

export type StaffDoor = {
  /** Null for a wrong password, an unknown address and a disabled account alike. */
  signIn(email: string, password: string): Promise<Cookies | null>;
  /** Without a password: behind a one-time link. Null when the account is disabled. */
  signInAs(staffId: string): Promise<Cookies | null>;
  signOut(headers: Headers): Promise<Cookies>;
  callerOf(headers: Headers): Promise<StaffCaller | null>;
  /** The id of the new member, or null when the address is taken. */
  createAccount(account: NewAccount, at: number): Promise<string | null>;
  /** At once, wherever they are signed in. */
  endSessions(staffId: string): Promise<void>;
  /** What better-auth would serve, for the test that none of it is. */
  routes(): readonly { path: string; methods: readonly string[] }[];
};

type Deps = { store: Pick<Store, 'staff' | 'accounts'>; baseUrl: URL; keys: Keys; log: Log };

const withoutPassword = {
  id: 'behind-a-link',
  endpoints: {
    signInAs: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
      const userId = ctx.headers.get('x-staff-id') ?? '';
      const user = await ctx.context.internalAdapter.findUserById(userId);
      if (!user) throw new Error(`staff ${userId} has no account`);
      const session = await ctx.context.internalAdapter.createSession(userId);
      if (!session) throw new APIError('UNAUTHORIZED');
      await setSessionCookie(ctx, { session, user });
      return ctx.json({});
    }),
  },
} satisfies BetterAuthPlugin;

function authOver({ store, baseUrl, keys, log }: Deps) {
  const secure = baseUrl.protocol === 'https:';
  return betterAuth({
    appName: 'smart-support',
    baseURL: baseUrl.origin,
    basePath: '/auth',
    secrets: [{ version: 1, value: keys.staffSessions }],
    database: store.accounts,
    telemetry: { enabled: false },
    // Ours counts every door; two that count differently are none.
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => log.warn('better-auth', { level, message: String(message) }),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    session: { modelName: 'auth_session', expiresIn: STAFF_SESSION_LIFE / 1000, disableSessionRefresh: true },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    advanced: {
      // The prefix that better-auth would set is `__Secure-`; `__Host-` also keeps other hosts of the domain from setting it.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure },
      cookies: { session_token: { name: `${secure ? '__Host-' : ''}smart-support` } },
    },
    databaseHooks: {
      session: {
        create: {
          // Whichever way in: who is disabled gets no session.
          before: async (session) => {
            const member = await store.staff.get(session.userId);
            return member !== null && !member.disabled;
          },
        },
      },
    },
    plugins: [withoutPassword],
  });
}

export async function openStaffDoor(deps: Deps): Promise<StaffDoor> {
  const { store } = deps;
  const auth = authOver(deps);
  await (await getMigrations(auth.options)).runMigrations();
  const context = await auth.$context;

  return {
    async signIn(email, password) {
      try {
        return cookiesOf(await auth.api.signInEmail({ body: { email, password }, asResponse: true }));
      } catch (error) {
        if (error instanceof APIError) return null;
        throw error;
      }
    },

    async signInAs(staffId) {
      return cookiesOf(
        await auth.api.signInAs({ headers: new Headers({ 'x-staff-id': staffId }), asResponse: true }),
      );
    },

    async signOut(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true });
      return response.headers.getSetCookie();
    },

    async callerOf(headers) {
      if (!headers.has('cookie')) return null;
      const found = await auth.api.getSession({ headers });
      const member = found && (await store.staff.get(found.user.id));
      return member && !member.disabled ? { side: 'staff', staffId: member.id, role: member.role } : null;
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

const cookiesOf = (response: Response): Cookies | null =>
  response.ok ? response.headers.getSetCookie() : null;
