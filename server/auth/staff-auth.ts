/** better-auth as the desk uses it: email and password, a second factor, on the store's own connection. */
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { HOUR, MINUTE } from '../../shared/duration.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { STAFF_COOKIE } from './caller-tokens.ts';
import { isKnownPassword } from './known-passwords.ts';
import type { Keys } from './secrets.ts';

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export function passwordWrong(password: string): Refusal | null {
  const { min, max } = PASSWORD_LENGTH;
  if (password.length < min) return { code: 'password_too_short', min };
  if (password.length > max) return { code: 'field_wrong', field: 'password', problem: 'too_long', max };
  if (isKnownPassword(password)) return { code: 'password_known' };
  return null;
}

/**
 * Null for a "no". What better-auth could not find out is thrown: a database that is away must not make a right password
 * look wrong.
 */
export async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    const answer = await ask();
    if (!(answer instanceof Response) || answer.ok) return answer;
    if (answer.status >= 500) throw new Error(`better-auth could not answer: ${answer.status}`);
    return null;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}

export const STAFF_SESSION_LIFE = 12 * HOUR;
/** After the password was given: whoever finds an open console cannot give themselves a way in. */
export const CONFIRMED_FOR = 15 * MINUTE;
/** Without anything that a person does; what a page asks by itself is no use of it. */
export const STAFF_SESSION_IDLE = 30 * MINUTE;

/** `Set-Cookie` headers, to be sent as they are. */
export type Cookies = readonly string[];

export type StaffAuthDeps = {
  store: Pick<Store, 'staff' | 'accounts'>;
  baseUrl: URL;
  keys: Keys;
  log: Log;
  /** In place of better-auth's own, which is scrypt. */
  hashPassword?(password: string): Promise<string>;
};

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

export type StaffAuth = ReturnType<typeof staffAuth>;

export function staffAuth({ store, baseUrl, keys, log, hashPassword }: StaffAuthDeps) {
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
      ...(hashPassword ? { password: { hash: hashPassword } } : {}),
    },
    session: {
      modelName: 'auth_session',
      expiresIn: STAFF_SESSION_LIFE / 1000,
      disableSessionRefresh: true,
      additionalFields: {
        lastUsedAt: { type: 'date', required: false, input: false, returned: true },
        confirmedAt: { type: 'date', required: false, input: false, returned: true },
      },
    },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    advanced: {
      // The prefix that better-auth would set is `__Secure-`; `__Host-` also keeps other hosts of the domain from setting it.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure },
      cookies: { session_token: { name: `${secure ? '__Host-' : ''}${STAFF_COOKIE}` } },
    },
    databaseHooks: {
      session: {
        create: {
          // Whichever way in: who is disabled gets no session.
          before: async (session) => {
            const member = await store.staff.get(session.userId);
            if (member === null || member.disabled) return false;
            return { data: { ...session, confirmedAt: session.createdAt } };
          },
        },
      },
    },
    plugins: [
      withoutPassword,
      twoFactor({
        twoFactorTable: 'auth_two_factor',
        issuer: baseUrl.hostname,
        otpOptions: {},
      }),
    ],
  });
}
