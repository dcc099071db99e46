/**
 * Passwords that everybody tries first: the ten thousand commonest of those long enough to be taken here.
 *
 * They lie as the beginnings of their SHA-256, so that nobody has to read them; `npm run known-passwords -- LIST` makes the
 * file from a list with the commonest first. The one here came of Mark
 * Burnett's ten million.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const KNOWN_PASSWORDS = join(import.meta.dirname, 'known-passwords.bin');

/** Ten thousand of 2⁴⁸: an innocent one is taken for known once in 28 thousand million times. */
export const DIGEST_BYTES = 6;

/** Capitals make nobody's password new. */
export const digestOf = (password: string): Buffer =>
  createHash('sha256').update(password.toLowerCase()).digest().subarray(0, DIGEST_BYTES);

const numberOf = (digest: Buffer, at = 0): number => digest.readUIntBE(at, DIGEST_BYTES);

let known: Set<number> | undefined;

export function isKnownPassword(password: string): boolean {
  if (!known) {
    const file = readFileSync(KNOWN_PASSWORDS);
    known = new Set();
    for (let at = 0; at < file.length; at += DIGEST_BYTES) known.add(numberOf(file, at));
  }
  return known.has(numberOf(digestOf(password)));
}
