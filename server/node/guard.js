/**
 * Preloaded before every entry, and imports nothing native: under an older Node better-sqlite3 ends the process
 * with a bare segmentation fault, and .ts does not load.
 */
import { OLDEST_NODE, runsThisProject } from './node-version.js';

if (!runsThisProject()) {
  console.error(
    `smart-support needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. ` +
      'Run it through npm (npm start, npm test): npm ci has put a newer Node beside it where it could.',
  );
  process.exit(1);
}
