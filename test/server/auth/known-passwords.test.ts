import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIGEST_BYTES, isKnownPassword, KNOWN_PASSWORDS } from '../../../server/auth/known-passwords.ts';
import { PASSWORD } from '../support/whole-desk.ts';

test.each([
  'qwerty123456',
  '1qaz2wsx3edc',
  'Password1234',
  'PASSWORD1234',
  'passwordpassword',
  'gfhjkmgfhjkm',
])('%s is known', (password) => expect(isKnownPassword(password)).toBe(true));

test.each([
  PASSWORD,
  'qwerty123456 and a few words',
  ' qwerty123456',
  'мой стол стоит у окна',
  'kT9#vLq2!zRw',
])('%s is not', (password) => expect(isKnownPassword(password)).toBe(false));

test('ten thousand are, each once', () => {
  const file = readFileSync(KNOWN_PASSWORDS);
  expect(file.length % DIGEST_BYTES).toBe(0);
  const digests = new Set<string>();
  for (let at = 0; at < file.length; at += DIGEST_BYTES)
    digests.add(file.toString('hex', at, at + DIGEST_BYTES));
  expect(digests.size).toBe(10_000);
  expect(digests.size).toBe(file.length / DIGEST_BYTES);
});
