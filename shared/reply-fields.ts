/** What a client writes in a ticket, apart from all other fields: a licensee's page loads it with the ticket. */
import type { FieldLimit } from './form-fields.ts';

/** Lengths in UTF-16 code units, after the text has been trimmed. */
export const REPLIED = {
  reply: { min: 1, max: 8000 },
  /** beside the stars */
  ratingWord: { min: 0, max: 1000 },
} as const satisfies Record<string, FieldLimit>;
