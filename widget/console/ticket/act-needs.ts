/** What each act of staff asks for before it can be done; the server has the last word with its refusals. */
import type { Act } from '../../../shared/ticket.ts';

type Words = 'question' | 'note' | 'what_was_done' | 'what_is_wrong' | 'word_to_client' | 'why' | 'comment';
export type ActNeeds = {
  words?: Words;
  wordsOptional?: boolean;
  invoice?: boolean;
  paidOn?: boolean;
  resolution?: boolean;
  estimate?: boolean;
  promise?: boolean;
  correct?: boolean;
  /** Files may come with it. */
  files?: boolean;
};

/** In the order in which the buttons stand. An empty row is done by its button alone. */
export const STAFF_ACTS = {
  start: {},
  analyse: {},
  ask: { words: 'question', files: true },
  go_on: { words: 'note' },
  paid: { paidOn: true },
  hand_over: { words: 'what_was_done', files: true },
  confirm: {},
  not_fixed: { words: 'what_is_wrong', files: true },
  take_back: { words: 'word_to_client' },
  bill: { invoice: true, words: 'comment', wordsOptional: true },
  withdraw_invoice: { words: 'note' },
  estimate: { estimate: true, words: 'note', wordsOptional: true },
  promise: { promise: true, words: 'note', wordsOptional: true },
  reopen: { words: 'why' },
  close: { resolution: true, words: 'word_to_client', files: true },
} as const satisfies Partial<Record<Act, ActNeeds>>;

export type StaffAct = keyof typeof STAFF_ACTS;
/** `correct` is opened beside the facts it corrects. */
export type FormAct = StaffAct | 'correct';

export const needsOf = (act: FormAct): ActNeeds => (act === 'correct' ? { correct: true } : STAFF_ACTS[act]);

/** Closing by a word of the client ends the ticket: its button asks once more, in place. */
export const isDoneAtOnce = (act: StaffAct): boolean => act === 'start' || act === 'analyse';

export const staffActsIn = (allowed: readonly Act[]): StaffAct[] =>
  (Object.keys(STAFF_ACTS) as StaffAct[]).filter((act) => allowed.includes(act));
