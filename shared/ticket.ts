/** The field's words for a ticket (regulation §3, §4, §5), one spelling for the server and the browser. */

/** §3. */
export const TICKET_KINDS = ['consultation', 'bug', 'feature'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** §4, and `closed`, for which the text has no name. */
export const STATUSES = [
  'request',
  'info_required',
  'in_progress',
  'analysis',
  'payment',
  'verification',
  'closed',
] as const;
export type Status = (typeof STATUSES)[number];

/** §5, "depending on criticality": from the most to the least. */
export const CRITICALITIES = ['critical', 'high', 'normal', 'low'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** Why a ticket is closed. */
export const RESOLUTIONS = [
  'resolved',
  'unanswered',
  'answered',
  'declined',
  'duplicate',
  'no_answer',
  'withdrawn',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What staff may choose from when they close; the rest comes from other acts. */
export const CLOSING_RESOLUTIONS = [
  'answered',
  'declined',
  'duplicate',
  'no_answer',
] as const satisfies readonly Resolution[];
export type ClosingResolution = (typeof CLOSING_RESOLUTIONS)[number];

/** How the ticket reached the desk (§3: a form, or an employee of the licensor). */
export const CHANNELS = ['widget', 'feedback_form', 'telephone', 'letter', 'in_person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels through which staff register a ticket on a client's behalf. */
export const STAFF_CHANNELS = ['telephone', 'letter', 'in_person'] as const satisfies readonly Channel[];
export type StaffChannel = (typeof STAFF_CHANNELS)[number];

/** Acts that move a ticket from status to status: the rows of the workflow table. */
export const MOVING_ACTS = [
  'start',
  'analyse',
  'ask',
  'answer',
  'go_on',
  'bill',
  'paid',
  'withdraw_invoice',
  'hand_over',
  'confirm',
  'not_fixed',
  'take_back',
  'silence',
  'close',
  'withdraw',
  'reopen',
] as const;
export type MovingAct = (typeof MOVING_ACTS)[number];

/** Acts that move nothing. */
export const STANDING_ACTS = ['reply', 'note', 'assign', 'estimate', 'promise', 'correct', 'rate'] as const;
export type StandingAct = (typeof STANDING_ACTS)[number];

export type Act = MovingAct | StandingAct;

/** Whose move it is. */
export type Move = 'desk' | 'client' | 'none';
export const MOVE_OF = {
  request: 'desk',
  in_progress: 'desk',
  analysis: 'desk',
  info_required: 'client',
  payment: 'client',
  verification: 'client',
  closed: 'none',
} as const satisfies Record<Status, Move>;

/** Where the client has the move, and is reminded of it. */
export const REMINDED_STATUSES = ['info_required', 'payment', 'verification'] as const satisfies Status[];
export type RemindedStatus = (typeof REMINDED_STATUSES)[number];

/** Roles of staff, from the least to the most. */
export const STAFF_ROLES = ['agent', 'manager', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whether a member of staff takes new tickets now. */
export const PRESENCES = ['available', 'away', 'off'] as const;
export type Presence = (typeof PRESENCES)[number];

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
