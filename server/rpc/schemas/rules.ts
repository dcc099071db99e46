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
export const takeBack = z.strictObject({ version });
