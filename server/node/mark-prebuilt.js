/**
 * Run after every change of dependencies (`npm run lock`). better-sqlite3 carries its binaries and says
 * `gypfile: false`; npm drops that from the lock file and would then compile it on every `npm ci`,
 * which fails on a machine without compilers or Node's headers.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
lock.packages['node_modules/better-sqlite3'].gypfile = false;
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
