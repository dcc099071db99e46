/** Random tokens and ids, their hashes, and the keys made from the installation's one secret. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** 256 bits: whoever holds it is who it was given to. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** 128 bits: stands in addresses, and cannot be guessed. */
export const randomId = (): string => randomBytes(16).toString('hex');

/** What is stored of a token. Its 256 bits are random, so one round is enough. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Takes as long whatever is wrong with what was given. */
export const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(wanted)));

type Purpose = 'staff sessions' | 'file links' | 'sealed keys';

export type Keys = {
  staffSessions: string;
  seal(secret: Uint8Array): string;
  /** Throws when it was sealed under another secret, or changed. */
  unseal(sealed: string): Uint8Array;
  sign(text: string): string;
  isSignatureOf(signature: string, text: string): boolean;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Each purpose has a key of its own, so that nothing made for one is worth anything to another. */
export function keysFrom(secret: Uint8Array): Keys {
  const keyFor = (purpose: Purpose) => Buffer.from(hkdfSync('sha256', secret, 'smart-support', purpose, 32));
  const sealing = keyFor('sealed keys');
  const signing = keyFor('file links');
  const sign = (text: string) => createHmac('sha256', signing).update(text).digest('base64url');

  return {
    staffSessions: keyFor('staff sessions').toString('base64url'),
    sign,

    isSignatureOf(signature, text) {
      const wanted = Buffer.from(sign(text));
      const given = Buffer.from(signature);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },

    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },

    unseal(text) {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new Error(
          'a sealed key does not open: SMART_SUPPORT_SECRET is not the one it was made under; set that one again, or make new identity keys',
          { cause },
        );
      }
    },
  };
}
