/** Inputs of changing the rules. */
import { z } from 'zod';
import { clockTime, id, localDate, text } from '../schemas.ts';

const MOST_CONTENT = 400_000;
const revision = z.int().min(0);
const version = z.string().trim().min(1).max(40);

/** As it was typed, with what cannot be right yet; the check comes back beside it. */
export const saveDraft = z.strictObject({ content: z.string().min(2).max(MOST_CONTENT), revision });
export const dropDraft = z.strictObject({ revision: z.int().min(1) });
export const effect = z.strictObject({ offset: z.int().min(0).max(1_000_000).optional() }).optional();
export const ledgers = z.strictObject({ id });
export const putInForce = z.strictObject({
  revision: z.int().min(1),
  version,
  reason: text('note'),
  from: z.strictObject({ date: localDate, time: clockTime }).nullable(),
  openCycles: z.boolean(),
});
const people = z.int().min(0).max(20);
export const replay = z.strictObject({
  /** Local days of the desk, both within. */
  from: localDate,
  to: localDate,
  by: z.enum(['submitted', 'closed']),
  people,
  /** A version that was recorded; without it the open draft. */
  under: version.optional(),
});

const MOST_CALENDAR = 200_000;
export const readCalendar = z.strictObject({
  text: z.string().min(1).max(MOST_CALENDAR),
  name: z.string().max(300),
  year: z.int().min(2000).max(2200),
});
export const takeBack = z.strictObject({ version });
