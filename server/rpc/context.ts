/** What a call of the API knows beside its input. */
import type { Auditor } from '../audit.ts';
import type { Caller } from '../auth/caller.ts';
import type { ClientDoor, Whence } from '../auth/client-door.ts';
import type { RateLimits } from '../auth/rate-limits.ts';
import type { Keys } from '../auth/secrets.ts';
import type { Cookies } from '../auth/staff-auth.ts';
import type { StaffDoor } from '../auth/staff-door.ts';
import type { ErasingDeps } from '../commands/erase-person.ts';
import type { Delivery } from '../delivery/deliver.ts';
import type { Deps } from '../deps.ts';
import type { Measures } from '../health/measures.ts';
import type { Room } from '../health/room.ts';
import type { Places } from '../http/places.ts';
import type { OpenReports } from '../reports/open-reports.ts';
import type { Access } from './access.ts';

/** The same for every call. */
export type Desk = {
  deps: Deps;
  clients: ClientDoor;
  staff: StaffDoor;
  limits: RateLimits;
  delivery: Delivery;
  reports: OpenReports;
  keys: Keys;
  baseUrl: URL;
  places: Places;
  files: { maxBytes: number };
  /** What is beside the database of a person. */
  erasing: Pick<ErasingDeps, 'attachments' | 'tombstones'>;
  /** What the server can send by. */
  configured: { email: boolean; mattermost: boolean };
  /** Origins at which departments' webhooks may be. */
  webhooksAt: readonly string[];
  /** What is counted of calls. */
  measures: Measures;
  room: Room;
  /** Who of the staff did and read what. */
  audit: Auditor;
  /** After what was put into the outbox without a ticket. */
  nudgeDelivery(): void;
};

export type Context = {
  desk: Desk;
  requestId: string;
  whence: Whence;
  /** Lets the caller in, or throws the refusal; null for who has no session yet. */
  admit(access: Access, type: 'query' | 'mutation' | 'subscription', path: string): Promise<Caller | null>;
  setCookies(cookies: Cookies): void;
};
