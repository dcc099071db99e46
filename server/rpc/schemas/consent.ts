/** Inputs of `consent.*`. */
import { z } from 'zod';
import { id, text } from '../schemas.ts';

export { byId } from '../schemas.ts';

export const ofSite = z.strictObject({ siteId: id });

/** Line by line as it was written, whatever the machine that it was written on ends lines with. */
const words = z
  .string()
  .transform((written) => written.replaceAll(/\r\n?/gu, '\n'))
  .pipe(text('consentText'));
/** Of the newest text that the caller has read; 0 where there was none. */
const seenVersion = z.int().min(0).max(1_000_000);
export const ask = z.strictObject({ siteId: id, ru: words, en: words, seenVersion });
export const stopAsking = z.strictObject({ siteId: id, seenVersion });
