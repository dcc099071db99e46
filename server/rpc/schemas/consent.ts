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
export const ask = z.strictObject({ siteId: id, ru: words, en: words });
