/** A small file that is there whole and for good, or not at all: also when the power goes while it is made. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Only its owner may read it. `over`: one that is there gives way; else it stays, and this throws EEXIST. */
export function keepFile(file: string, text: string, { over }: { over: boolean }): void {
  const begun = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(begun, text, { flag: 'wx', mode: 0o600, flush: true });
    if (over) renameSync(begun, file);
    else linkSync(begun, file);
  } finally {
    rmSync(begun, { force: true });
  }
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
