/**
 * The store's doors. All of it is asynchronous, so that what runs in this process and what runs on another machine look
 * the same to commands. `commit` is the only write to tickets. A query for a client takes its `Scope` first; there is
 * none without one.
 */
import type { Audit } from './audit.ts';
import type { Board } from './board.ts';
import type { Consents } from './consents.ts';
import type { Files } from './files.ts';
import type { Inspection } from './inspection.ts';
import type { Licensees } from './licensees.ts';
import type { Links } from './links.ts';
import type { Mail } from './mail.ts';
import type { Neighbours } from './neighbours.ts';
import type { Outgoings } from './outbox.ts';
import type { OutboxBoard } from './outbox-board.ts';
import type { Privacy } from './privacy.ts';
import type { People } from './people.ts';
import type { Regulations } from './regulations.ts';
import type { Reports } from './reports.ts';
import type { RulesStore } from './rules.ts';
import type { RosterStore } from './roster.ts';
import type { Db } from './schema.ts';
import type { SecondLine } from './second-line.ts';
import type { Sessions } from './sessions.ts';
import type { Sites } from './sites.ts';
import type { StaffNotices } from './staff-notices.ts';
import type { Staff } from './staff.ts';
import type { Tickets } from './tickets.ts';
import type { Whole } from './whole.ts';

export type Store = {
  tickets: Tickets;
  files: Files;
  people: People;
  sites: Sites;
  licensees: Licensees;
  staff: Staff;
  sessions: Sessions;
  links: Links;
  regulations: Regulations;
  reports: Reports;
  board: Board;
  rules: RulesStore;
  outbox: Outgoings & OutboxBoard;
  secondLine: SecondLine;
  mail: Mail;
  privacy: Privacy;
  audit: Audit;
  staffNotices: StaffNotices;
  roster: RosterStore;
  consents: Consents;
  /** For `verify`. */
  inspection: Inspection;
  /** For `move` and backups. */
  whole: Whole;
  /** All of it into a new file, where the database is one; null where it is not. */
  snapshot: ((file: string) => Promise<void>) | null;
  /** Other processes on the same database. */
  neighbours: Neighbours;
  /** For better-auth's own tables, and for nothing else. */
  accounts: { db: Db; type: 'sqlite' | 'postgres' };
  /** For tests that look beneath. */
  db: Db;
  /** Answers once the database has written something to its disk; throws when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
