/**
 * Every expected "no" is one of these codes with its data; the words are in `widget/wording/`, once for each language.
 * Anything else that goes wrong is a fault and throws.
 */
import type { Status } from './ticket.ts';

export type Refusal =
  /** Nobody is signed in, or the session has ended. */
  | { code: 'not_signed_in' }
  /** Unknown, or not the caller's: the two are told apart by nobody. */
  | { code: 'not_found' }
  /** The caller's role does not allow this. */
  | { code: 'not_allowed' }
  /** The site asks its people to be identified, and this caller is anonymous. */
  | { code: 'identity_required' }
  /** The identity token was refused; `why` is for the licensee's developers. */
  | { code: 'identity_refused'; why: IdentityFault }
  | { code: 'origin_refused' }
  /** The workflow has no such act here. */
  | { code: 'act_not_allowed'; act: string; status: Status }
  /** An act came without what it needs. */
  | { code: 'act_needs'; act: string; needs: string }
  /** The ticket has moved on since the caller read it. */
  | { code: 'ticket_moved_on'; version: number; status: Status }
  /** The same submission or message id came with other content. */
  | { code: 'id_reused' }
  | {
      code: 'field_wrong';
      field: string;
      problem: 'missing' | 'too_long' | 'too_short' | 'not_valid';
      max?: number;
    }
  | { code: 'file_too_large'; name: string; bytes: number; maxBytes: number }
  | { code: 'file_empty'; name: string }
  | { code: 'file_infected'; name: string }
  | { code: 'too_many_files'; max: number }
  | { code: 'too_many_requests'; retryAfterSeconds: number }
  | { code: 'reopening_over'; untilAt: number }
  | { code: 'rating_over'; untilAt: number }
  | { code: 'rating_not_open' }
  | { code: 'product_not_licensed' }
  /** The site asks for consent to the processing of personal data, and none came with it. */
  | { code: 'consent_needed'; version: number }
  /** It was given to another text than the one that is asked now, which is this version. */
  | { code: 'consent_outdated'; version: number }
  /** Somebody else has written or ended a consent's text since the caller read it; this version is the newest now. */
  | { code: 'consent_moved_on'; by: string | null; version: number }
  | { code: 'link_used_up' }
  | { code: 'password_too_short'; min: number }
  /** One of those that are tried first. */
  | { code: 'password_known' }
  /** Whoever sits before an open console may be somebody else. */
  | { code: 'password_needed' }
  | { code: 'email_taken' }
  | { code: 'last_administrator' }
  /** Somebody else has saved, dropped or applied the draft of the rules since the caller read it. */
  | { code: 'draft_moved_on'; by: string | null }
  /** It cannot come into force as it stands. */
  | { code: 'draft_wrong'; problems: number }
  /** Their words may be wanted for what is under way. */
  | { code: 'person_has_open_tickets'; numbers: readonly number[] }
  | { code: 'version_taken'; version: string }
  /** One version at a time: the one before is still being carried out, or waits for its day. */
  | { code: 'rules_under_way' }
  /** No year of a production calendar could be read from the file. */
  | { code: 'calendar_unreadable'; why: CalendarFault; detail: string };

/**
 * `not_a_calendar`: neither of the two forms; `day_wrong`: a day that cannot be what it is said to be; `count_wrong`: the
 * file counts its working days otherwise than they are.
 */
export type CalendarFault = 'not_a_calendar' | 'no_year' | 'day_wrong' | 'count_wrong';

export type RefusalCode = Refusal['code'];

/** Why an identity token was refused. */
export const IDENTITY_FAULTS = [
  'malformed',
  'unknown_key',
  'wrong_algorithm',
  'bad_signature',
  'wrong_type',
  'wrong_issuer',
  'wrong_audience',
  'wrong_subject',
  'no_issued_at',
  'no_expiry',
  'expired',
  'lives_too_long',
  'issued_in_future',
  'no_token_id',
  'used_before',
  'wrong_claim',
] as const;
export type IdentityFault = (typeof IDENTITY_FAULTS)[number];
