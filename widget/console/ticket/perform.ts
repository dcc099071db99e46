import type { StaffTicketView } from '../../client/api.ts';
import type { Failure } from '../api.ts';

/** How a part of the page does something to the ticket: null when it was done, else why not. */
export type Perform = (ask: (seenVersion: number) => Promise<StaffTicketView>) => Promise<Failure | null>;
