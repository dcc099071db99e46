import type { Language } from './ticket.ts';

/** What a person sends along who has ticked: the text that stood before their eyes, and no other. */
export type ConsentGiven = {
  version: number;
  language: Language;
  /** SHA-256 of the text as it was shown, UTF-8, in hexadecimal. */
  hash: string;
};
