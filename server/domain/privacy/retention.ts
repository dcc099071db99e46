/** How long what clients wrote and sent is kept, counted from the closing of a ticket. Facts stay: reports are made of them. */
import { DAY } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';

/** Null: as the desk keeps it. */
export type Retention = { filesDays: number | null; ticketsMonths: number | null };

export const KEPT = { filesDays: 90, ticketsMonths: 24 } as const satisfies Retention;

/** Not before a closed ticket can no longer be reopened, and the report of its month is final. */
export const RETENTION_LIMITS = {
  filesDays: { min: 30, max: 3650 },
  ticketsMonths: { min: 3, max: 120 },
} as const;

/** Where addresses of the network are kept at all: with a consent, and with who did what. */
export const ADDRESSES_KEPT = 30 * DAY;

export type Cutoffs = { files: Instant; words: Instant };

/** What was closed before these instants has been kept long enough. */
export function cutoffsOf({ filesDays, ticketsMonths }: Retention, at: Instant): Cutoffs {
  return {
    files: at - (filesDays ?? KEPT.filesDays) * DAY,
    words: monthsBefore(at, ticketsMonths ?? KEPT.ticketsMonths),
  };
}

/** The same day and time of an earlier month, or its last day where it is shorter. */
function monthsBefore(at: Instant, months: number): Instant {
  const now = new Date(at);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(now.getUTCDate(), lastDay)) + (at % DAY);
}
