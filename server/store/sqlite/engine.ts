/** All that is SQLite's own in the store. */
import type { Engine } from '../engine.ts';
import { makeAppendOnly } from './append-only.ts';
import { cannotGoOn } from './failure.ts';
import { faultsOf } from './faults.ts';
import { scrub } from './scrub.ts';
import { snapshotInto } from './snapshot.ts';
import { sqliteSearch } from './search.ts';

export const SQLITE: Engine = {
  accounts: 'sqlite',
  search: sqliteSearch,
  makeAppendOnly,
  faults: faultsOf,
  scrub,
  snapshot: snapshotInto,
  install: async () => {},
  free: (rows) => rows,
  held: (rows) => rows,
  inTurn: (rows) => rows,
  cameBetween: () => false,
  failsAll: cannotGoOn,
  announce: async () => {},
};
