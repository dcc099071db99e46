/** Loaded before a server, it makes SQLite leave out the sync after a commit, and say that it does not: the fault `power` has to see it. */
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;

Database.prototype.pragma = function (this: Database.Database, source, options) {
  if (source === 'synchronous') return 2;
  return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options);
};
