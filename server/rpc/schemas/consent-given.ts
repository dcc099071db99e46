/** What a submission carries of a person's consent. */
import { z } from 'zod';
import { LANGUAGES } from '../../../shared/ticket.ts';

export const consentGiven = z.strictObject({
  version: z.int().min(1),
  language: z.enum(LANGUAGES),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
