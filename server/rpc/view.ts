/**
 * What leaves the server about a ticket, and nothing else does. Times are instants, rules are already applied: the
 * browser shows `dueAt`, the ledger and `allowedActs`, and computes none of them.
 */
import type { RetentionView } from './views/privacy.ts';
import type { LocalDate, Instant } from '../../shared/instant.ts';
import type { Stars } from '../../shared/rating.ts';
import type { AbsenceKind } from '../../shared/roster.ts';
import type {
  Act,
  Channel,
  Criticality,
  Move,
  Presence,
  RemindedStatus,
  Resolution,
  StaffRole,
  Status,
  TicketKind,
} from '../../shared/ticket.ts';
import type { SecondLineAct } from '../../shared/second-line.ts';
import type { EscalationDetail } from './views/second-line-entry.ts';
import type { PARAGRAPHS, Regulation, Topic } from '../domain/regulation.ts';
import type { RoutingReason } from '../domain/ticket/event.ts';
import type { DueClock } from '../domain/sla/due-clock.ts';
import type { Ledger } from '../domain/sla/ledger.ts';

export type FileView = {
  id: string;
  name: string;
  bytes: number;
  type: string;
  picture: boolean;
  /** Nobody has looked through it for viruses. */
  unscanned?: true;
};

export type PersonView = {
  side: 'client' | 'staff' | 'department' | 'desk';
  name: string;
  initials: string;
  me: boolean;
};

/** One line of a ticket's story. */
export type EntryView = {
  seq: number;
  at: Instant;
  by: PersonView;
  /** `message`: words for the other side; `note`: for staff only; `event`: something happened. */
  is: 'message' | 'note' | 'event';
  /** For `event`, and for a message that is part of an act. */
  act: Act | SecondLineAct | 'submit' | null;
  from: Status | null;
  to: Status | null;
  text: string | null;
  files: readonly FileView[];
  /** What the act carried, where the entry needs it. */
  detail: EntryDetail | null;
};

export type EntryDetail =
  | { of: 'assign'; to: string | null; reason: RoutingReason }
  | { of: 'estimate'; hours: number; oldDueAt: Instant | null; newDueAt: Instant | null }
  | { of: 'promise'; dueAt: Instant; oldDueAt: Instant | null; newDueAt: Instant | null }
  | {
      of: 'correct';
      kind: TicketKind;
      oldKind: TicketKind;
      criticality: Criticality | null;
      oldCriticality: Criticality | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
    }
  | { of: 'bill'; invoice: InvoiceView }
  | { of: 'paid'; paidOn: LocalDate }
  | { of: 'close'; resolution: Resolution; onBehalf: boolean }
  | EscalationDetail
  | { of: 'rate'; stars: Stars; cycle: number }
  | {
      of: 'rules';
      from: string;
      to: string;
      orderedBy: string | null;
      oldReactionDueAt: Instant | null;
      newReactionDueAt: Instant | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
    }
  | { of: 'remind'; what: RemindedStatus }
  | { of: 'warned' | 'breached'; clock: DueClock['clock']; dueAt: Instant | null }
  | {
      of: 'submit';
      fields: readonly { field: string; text: string }[];
      channel: Channel;
      registeredBy: string | null;
    };

export type InvoiceView = {
  number: string;
  sumKopecks: number;
  currency: 'RUB';
  file: FileView | null;
  payBy: LocalDate | null;
  issuedAt: Instant;
};

export type ClockView = DueClock & { ledger: Ledger };

export type CustomerTicketRow = {
  id: string;
  number: number;
  version: number;
  kind: TicketKind;
  status: Status;
  move: Move;
  resolution: Resolution | null;
  title: string;
  updatedAt: Instant;
  unread: boolean;
  /** The next promise to the client: reaction until it was met, then completion; null while it stands still. */
  due: { clock: 'reaction' | 'completion'; at: Instant | null; state: DueClock['state'] };
  /** In `payment`. */
  invoiceSumKopecks: number | null;
  canRate: boolean;
};

export type CustomerTicketView = {
  id: string;
  number: number;
  version: number;
  kind: TicketKind;
  status: Status;
  statusSince: Instant;
  move: Move;
  title: string;
  criticality: Criticality | null;
  statedCriticality: Criticality | null;
  product: string | null;
  part: string | null;
  resolution: Resolution | null;
  closedAt: Instant | null;
  submittedAt: Instant;
  cycle: number;
  reaction: ClockView;
  completion: ClockView;
  entries: readonly EntryView[];
  /** In `info_required`: who asks what. */
  question: EntryView | null;
  /** In `payment`. */
  invoice: InvoiceView | null;
  /** In `verification`: what was done. */
  handedOver: EntryView | null;
  /** In `verification`, when the desk will remind and then close by itself; null where turned off. */
  silence: { remindAt: Instant | null; closeAt: Instant | null } | null;
  rating: { stars: Stars; word: string | null; changeUntil: Instant } | null;
  /** Closed and may be rated. */
  rateUntil: Instant | null;
  reopenUntil: Instant | null;
  allowedActs: readonly Act[];
};

export type DeskView = {
  now: Instant;
  timeZone: string;
  open: boolean;
  /** Next closing while open, next opening while closed. */
  changesAt: Instant;
  /** Of a usual day, for the axis of a picture: minutes from midnight. */
  dayFrom: number;
  dayTo: number;
  regulationVersion: string;
  /** By when a ticket sent now is answered, and by when it would be completed, with the ledger behind it. */
  ifSentNow: {
    reaction: ClockView;
    consultation: ClockView;
    bug: Record<Criticality, ClockView>;
  };
  files: { maxBytes: number; perMessage: number };
  /** The version of the text that this person has to consent to before sending; absent where nothing is asked of them. */
  asksConsent?: number;
};

export type SiteConfig = {
  siteKey: string;
  name: string;
  identityRequired: boolean;
  anonymousAllowed: boolean;
  /** For a form that asks which product. */
  products: readonly { id: string; name: string; parts: readonly string[] }[];
  /** What people have to consent to before they send, word for word; null where nothing is asked. */
  consent: { version: number; ru: string; en: string } | null;
};

export type SessionOpened = {
  session: string;
  /** Renew by this instant. */
  expiresAt: Instant;
  person: { name: string | null; email: string | null; verified: boolean };
  /** Opaque and stable for this person at this site: keys what the browser keeps for them. */
  personKey: string;
  /** Given once to a new anonymous visitor. */
  deviceSecret: string | null;
  /** Null where there is no address that we may write to. */
  wantsMail: boolean | null;
  hasTickets: boolean;
};

export type Unread = {
  count: number;
  latest: { ticketId: string; number: number; title: string; by: string; text: string } | null;
};

// ---- staff ------------------------------------------------------------------------------------------------------

export type StaffView = {
  id: string;
  name: string;
  initials: string;
  role: StaffRole;
  technicalSpecialist: boolean;
  presence: Presence;
};

export type StaffMe = StaffView & { email: string; desk: Omit<DeskView, 'ifSentNow'> };

/** Of one's own account. */
export type AccountView = { secondFactor: boolean; passwordMin: number };

export type StaffTicketRow = {
  id: string;
  number: number;
  version: number;
  title: string;
  kind: TicketKind;
  criticality: Criticality | null;
  status: Status;
  statusSince: Instant;
  licensee: { id: string; name: string };
  person: string;
  assignee: StaffView | null;
  reacted: boolean;
  /** A client spoke after the desk did. */
  clientWaits: boolean;
  /** What is due next, and which group of the queue it stands in. */
  due: {
    clock: 'reaction' | 'completion';
    at: Instant | null;
    state: DueClock['state'];
    left: number | null;
    promised: boolean;
    pausedSince: Instant | null;
    /** R12: it falls into a year whose production calendar is not published yet. */
    unofficialYear: number | null;
  };
  group: 'overdue' | 'hour' | 'today' | 'later' | 'no_target' | 'paused' | 'closed';
  updatedAt: Instant;
};

export type QueueCounts = {
  open: number;
  mine: number;
  nobody: number;
  dueWithinHour: number;
  overdue: number;
  waitingForClient: number;
};

export type StaffTicketView = Omit<CustomerTicketView, 'entries' | 'allowedActs'> & {
  entries: readonly EntryView[];
  allowedActs: readonly Act[];
  licensee: { id: string; name: string; openTickets: number };
  person: { id: string; name: string; email: string | null; verified: boolean; anonymous: boolean };
  channel: Channel;
  registeredBy: string | null;
  page: string | null;
  environment: string | null;
  /** What was written here is gone: on the person's demand, or as it was kept long enough. */
  erased: boolean;
  site: string | null;
  assignee: StaffView | null;
  assignedBecause: RoutingReason | null;
  /** The regulation's rules propose to ask the second line, and nobody has yet. */
  suggestion: { topic: Topic; name: { ru: string; en: string }; rule: number } | null;
  regulationVersion: string;
  /** Every cycle's outcome, the open one last (R8). */
  cycles: readonly {
    number: number;
    startedAt: Instant;
    closedAt: Instant | null;
    resolution: Resolution | null;
    reaction: DueClock;
    completion: DueClock;
    stars: Stars | null;
    creditedTo: string | null;
  }[];
  estimateHours: number | null;
  promisedDueAt: Instant | null;
};

export type DueEffect = {
  old: { reactionDueAt: Instant | null; completionDueAt: Instant | null };
  new: { reactionDueAt: Instant | null; completionDueAt: Instant | null };
};

export type Colleague = StaffView & {
  openTickets: number;
  /** By the roster; null at a desk without one. */
  onShift: boolean | null;
  absent: AbsenceKind | null;
};

export type CalendarDay = {
  date: LocalDate;
  working: boolean;
  hours: readonly (readonly [string, string])[];
  why: 'weekend' | 'holiday' | 'transferred' | 'exception' | 'working_weekend' | null;
  name: { ru: string; en: string } | null;
};
export type CalendarYearView = {
  year: number;
  official: boolean;
  officialYears: readonly number[];
  workingDays: number;
  timeZone: string;
  days: readonly CalendarDay[];
  source: string | null;
};

// ---- administration ----------------------------------------------------------------------------------------------

export type LicenseeRow = {
  id: string;
  name: string;
  sites: number;
  products: readonly string[];
  openTickets: number;
};
export type LicenseeView = {
  id: string;
  name: string;
  products: readonly { id: string; name: string; parts: readonly string[]; licensed: boolean }[];
  sites: readonly SiteView[];
  /** How long what its people write is kept. */
  retention: RetentionView;
};
export type SiteView = {
  id: string;
  key: string;
  name: string;
  origins: readonly string[];
  anonymousAllowed: boolean;
  identityRequired: boolean;
  identityKeys: readonly {
    id: string;
    kid: string;
    algorithm: 'EdDSA' | 'ES256' | 'HS256';
    state: 'active' | 'retired' | 'revoked';
    createdAt: Instant;
  }[];
  snippet: string;
};
export type StaffRow = StaffView & {
  email: string;
  state: 'invited' | 'active' | 'disabled';
  openTickets: number;
};

export type ProductView = { id: string; name: string; parts: readonly string[] };

/** What a new identity key shows once and never again; null where there is nothing of the kind. */
export type IdentityKeyMade = {
  site: SiteView;
  kid: string;
  /** HS256: base64url of 32 bytes. */
  secret: string | null;
  /** EdDSA, when the pair was made here. */
  privateKeyPem: string | null;
  privateKeyJwk: string | null;
};

/** To copy and send by hand; used once, within 24 hours. */
export type InvitationMade = { link: string; expiresAt: Instant; staff: StaffRow };

/** What stands behind a one-time link; reading it uses nothing up. */
export type InvitationView = {
  purpose: 'first_administrator' | 'invitation' | 'sign_in' | 'new_password';
  name: string | null;
  email: string | null;
  role: StaffRole | null;
  expiresAt: Instant;
  passwordMin: number;
};

/** Somebody a ticket can be registered for. */
export type PersonChoice = { id: string; name: string; email: string | null; verified: boolean };

export type LicenseeName = { id: string; name: string; products: readonly ProductView[] };

export type RegulationView = {
  regulation: Regulation;
  /** Under which paragraph each part stands. */
  paragraphs: typeof PARAGRAPHS;
  /** When this version came into force here. */
  recordedAt: Instant;
  /** Open tickets, by the version they stand under. */
  openTickets: readonly { version: string; count: number }[];
};
