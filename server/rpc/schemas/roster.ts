/** Inputs of the roster. */
import { z } from 'zod';
import { ABSENCE_KINDS, CELLS_AT_ONCE, ROSTER_REACH_DAYS } from '../../../shared/roster.ts';
import { daysBetween } from '../../domain/roster/shift-rule.ts';
import { id, localDate, requestId } from '../schemas.ts';

/** Up to '24:00', where the day has no next one. */
const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Half open. */
export const rosterView = z
  .strictObject({ from: localDate, until: localDate })
  .refine(({ from, until }) => until > from && daysBetween(from, until) <= ROSTER_REACH_DAYS, {
    path: ['until'],
    error: `1 to ${ROSTER_REACH_DAYS} days`,
  });

const part = z
  .strictObject({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'later than from' });

export const setShifts = z.strictObject({
  cells: z
    .array(z.strictObject({ staffId: id, date: localDate, on: z.boolean(), part: part.optional() }))
    .min(1)
    .max(CELLS_AT_ONCE),
});

export const copyRoster = z.strictObject({ period: z.enum(['week', 'month']), date: localDate });

export const recordAbsence = z
  .strictObject({
    requestId,
    staffId: id,
    from: localDate,
    /** The first day back. */
    until: localDate,
    kind: z.enum(ABSENCE_KINDS),
    handBack: z.boolean(),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'later than from' });
