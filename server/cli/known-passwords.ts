/** `npm run known-passwords -- LIST`: the file of passwords that staff may not choose, from a list, the commonest first. */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { digestOf, KNOWN_PASSWORDS } from '../auth/known-passwords.ts';
import { PASSWORD_LENGTH } from '../auth/staff-auth.ts';

const MOST = 10_000;

const [list, ...more] = process.argv.slice(2);
if (list === undefined || more.length > 0) {
  console.error(
    'write: npm run known-passwords -- LIST, a text file with a password a line, the commonest first',
  );
  process.exit(1);
}
const { min, max } = PASSWORD_LENGTH;
const digests = new Set<string>();
for (const line of readFileSync(list, 'utf8').split(/\r?\n/)) {
  if (digests.size < MOST && line.length >= min && line.length <= max)
    digests.add(digestOf(line).toString('hex'));
}
if (digests.size === 0) {
  console.error(`${list} has no password of ${min} to ${max} characters; nothing was written`);
  process.exit(1);
}
writeFileSync(KNOWN_PASSWORDS, Buffer.from([...digests].toSorted().join(''), 'hex'));
console.log(`${digests.size} passwords are known now`);
