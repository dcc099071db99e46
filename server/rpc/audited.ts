/** What of the API goes into the audit: everything that staff change, and what they read of people. */
import type { ProcedurePath } from './access.ts';

/** Lists and pages that show no one person are not in it. */
const READINGS: ReadonlySet<string> = new Set([
  'staff.ticket',
  'staff.people',
  'privacy.person',
  'privacy.audit',
  'reports.month',
  'reports.trend',
] satisfies ProcedurePath[]);

export const isAudited = (path: string, type: 'query' | 'mutation' | 'subscription'): boolean =>
  type === 'mutation' || READINGS.has(path);

/** By what an input says what it is about; the first that it has. */
const ABOUT = [
  'id',
  'siteId',
  'licenseeId',
  'channelId',
  'staffId',
  'noticeId',
  'month',
  'department',
] as const;
const LONGEST = 64;

export function aboutOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  for (const name of ABOUT) {
    const value = (input as Record<string, unknown>)[name];
    if (typeof value === 'string') return value.slice(0, LONGEST);
  }
  return null;
}
