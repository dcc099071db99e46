/** What members of staff do with their own account: the password, and the second factor beside it. */
import { now as machineNow } from '../clock.ts';
import { unlessRefused, type Cookies, type StaffAuth } from './staff-auth.ts';

/** Shown once: the secret for the person's own device, and the codes for the day it is lost. */
export type SecondFactorBegun = { secret: string; uri: string; backupCodes: readonly string[] };

export type StaffAccount = {
  hasSecondFactor(staffId: string): Promise<boolean>;
  /** After a right password: a code of the device, or one of the kept ones. Null when it is wrong or comes too often. */
  signInWithCode(headers: Headers, code: string): Promise<Cookies | null>;
  /** False for a wrong password. For a while whoever holds this session may change what opens doors. */
  confirm(headers: Headers, password: string): Promise<boolean>;
  /** Null for a wrong password. All other sessions of the account end. */
  changePassword(headers: Headers, passwords: { current: string; next: string }): Promise<Cookies | null>;
  /** Nothing is asked for at the door until a code has shown that the device has the secret. Null for a wrong password. */
  beginSecondFactor(headers: Headers, password: string): Promise<SecondFactorBegun | null>;
  confirmSecondFactor(headers: Headers, code: string): Promise<Cookies | null>;
  dropSecondFactor(headers: Headers, password: string): Promise<Cookies | null>;
  /** Behind a one-time link: a new password, without the second factor, and every session ended. */
  renewAccess(staffId: string, password: string): Promise<void>;
};

type Context = Awaited<StaffAuth['$context']>;

export function staffAccount({ api }: StaffAuth, context: Context): StaffAccount {
  const dropFactorOf = async (staffId: string): Promise<void> => {
    await context.adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: staffId }] });
    await context.internalAdapter.updateUser(staffId, { twoFactorEnabled: false });
  };
  return {
    async hasSecondFactor(staffId) {
      const user = await context.internalAdapter.findUserById(staffId);
      return (user as { twoFactorEnabled?: boolean | null } | null)?.twoFactorEnabled === true;
    },

    signInWithCode: (headers, code) =>
      orNull(() =>
        isOfDevice(code)
          ? api.verifyTOTP({ headers, body: { code }, asResponse: true })
          : api.verifyBackupCode({ headers, body: { code }, asResponse: true }),
      ),

    async confirm(headers, password) {
      const right = await unlessRefused(() => api.verifyPassword({ headers, body: { password } }));
      const found = right?.status === true ? await api.getSession({ headers }) : null;
      if (!found) return false;
      await context.internalAdapter.updateSession(found.session.token, {
        confirmedAt: new Date(machineNow()),
      });
      return true;
    },

    changePassword: (headers, { current, next }) =>
      orNull(() =>
        api.changePassword({
          headers,
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          asResponse: true,
        }),
      ),

    async beginSecondFactor(headers, password) {
      const begun = await unlessRefused(() =>
        api.enableTwoFactor({ headers, body: { password, method: 'totp' } }),
      );
      if (!begun) return null;
      if (begun.method !== 'totp') throw new Error('a second factor of another kind was begun');
      const secret = new URL(begun.totpURI).searchParams.get('secret');
      if (secret === null) throw new Error('a second factor was begun without a secret');
      return { secret, uri: begun.totpURI, backupCodes: begun.backupCodes };
    },

    confirmSecondFactor: (headers, code) =>
      orNull(() => api.verifyTOTP({ headers, body: { code }, asResponse: true })),

    dropSecondFactor: (headers, password) =>
      orNull(() => api.disableTwoFactor({ headers, body: { password }, asResponse: true })),

    async renewAccess(staffId, password) {
      await context.internalAdapter.updatePassword(staffId, await context.password.hash(password));
      await dropFactorOf(staffId);
      await context.internalAdapter.deleteUserSessions(staffId);
    },
  };
}

/** Six digits come from the device; what was kept for the day it is lost has letters. */
const isOfDevice = (code: string) => /^\d{6}$/.test(code);

const orNull = async (ask: () => Promise<Response>): Promise<Cookies | null> =>
  (await unlessRefused(ask))?.headers.getSetCookie() ?? null;
