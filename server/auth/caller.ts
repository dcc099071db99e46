/** Who asks. Made by `server/auth/` alone, from a session; nothing of it is ever taken from an input. */
import type { StaffRole } from '../../shared/ticket.ts';

export type ClientCaller = {
  side: 'client';
  licenseeId: string;
  siteId: string;
  personId: string;
  /** By a token that the licensee has signed; an anonymous visitor is not. */
  verified: boolean;
  sessionId: string;
};

export type StaffCaller = {
  side: 'staff';
  staffId: string;
  role: StaffRole;
  /** The password was given a short while ago: what opens doors to others may be changed. */
  confirmed?: true;
};

/** Whoever holds a department's link, or clicked a button as a member of it: one question of one ticket, and nothing else. */
export type DepartmentCaller = {
  side: 'department';
  /** A member's id; a channel's, where the link went to more than one reader. */
  holder: string;
  ticketId: string;
  escalationId: string;
};

export type Caller = ClientCaller | StaffCaller;
