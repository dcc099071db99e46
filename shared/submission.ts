/**
 * The fields people fill in, with their limits as plain data. The server builds its schemas from this table
 * and the browser its own checks, so that a form never accepts what the server would refuse.
 */
import { WRITTEN, type FieldLimit } from './form-fields.ts';
import { REPLIED } from './reply-fields.ts';

/** Lengths in UTF-16 code units, after the text has been trimmed. */
export const FIELDS = {
  ...WRITTEN,
  product: { min: 1, max: 120 },
  part: { min: 1, max: 120 },
  ...REPLIED,
  note: { min: 1, max: 8000 },
  personName: { min: 1, max: 120 },
  email: { min: 3, max: 254 },
  invoiceNumber: { min: 1, max: 60 },
  search: { min: 0, max: 200 },
  fileName: { min: 1, max: 200 },
  consentText: { min: 1, max: 20_000 },
} as const satisfies Record<string, FieldLimit>;
export type FieldName = keyof typeof FIELDS;

/** Hours that an estimate may have (R4). */
export const ESTIMATE_HOURS = { min: 1, max: 5000 } as const;

export const FILES_PER_MESSAGE = 10;

/** A title is the first line of what was written, cut here. */
export const TITLE_LENGTH = 120;
