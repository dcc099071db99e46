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

export type StaffCaller = { side: 'staff'; staffId: string; role: StaffRole };

export type Caller = ClientCaller | StaffCaller;
