/** What the three forms ask for, apart from all other fields: a licensee's page loads it before the first of them. */
import type { TicketKind } from './ticket.ts';

export type FieldLimit = { readonly min: number; readonly max: number };

/** Lengths in UTF-16 code units, after the text has been trimmed. */
export const WRITTEN = {
  /** consultation: what would you like to know */
  question: { min: 1, max: 8000 },
  /** bug: what happened */
  happened: { min: 1, max: 8000 },
  /** bug: what should have happened */
  expected: { min: 1, max: 4000 },
  /** feature: what is missing */
  missing: { min: 1, max: 8000 },
  /** feature: what for */
  purpose: { min: 1, max: 4000 },
} as const satisfies Record<string, FieldLimit>;
export type WrittenField = keyof typeof WRITTEN;

/** What each kind asks for: the form's fields in their order. */
export const FORM_FIELDS = {
  consultation: ['question'],
  bug: ['happened', 'expected'],
  feature: ['missing', 'purpose'],
} as const satisfies Record<TicketKind, readonly WrittenField[]>;
