/**
 * The tables as Kysely knows them. Instants are UTC milliseconds, yes and no are 1 and 0, lists and folded values are JSON
 * text: nothing here that only one database would take.
 */
import type { Kysely } from 'kysely';
import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { AbsenceKind } from '../../shared/roster.ts';
import type {
  Channel,
  Criticality,
  Language,
  Presence,
  Resolution,
  StaffRole,
  Status,
  TicketKind,
} from '../../shared/ticket.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import type { NoticeChannel, NoticeKind } from '../domain/notices/notice.ts';
import type { Topic } from '../domain/regulation.ts';
import type { ClockName } from '../domain/sla/due-clock.ts';

export type YesNo = 0 | 1;

export type LicenseeTable = {
  id: string;
  name: string;
  created_at: Instant;
  /** How long what its people wrote is kept; null as the desk keeps it. */
  files_days: number | null;
  tickets_months: number | null;
};
export type ProductTable = { id: string; name: string; parts: string; created_at: Instant };
export type LicenseeProductTable = { licensee_id: string; product_id: string };

export type SiteTable = {
  id: string;
  /** Public: it stands in the page. */
  key: string;
  licensee_id: string;
  name: string;
  anonymous_allowed: YesNo;
  identity_required: YesNo;
  created_at: Instant;
};
export type SiteOriginTable = { site_id: string; origin: string };

export type IdentityKeyTable = {
  id: string;
  site_id: string;
  kid: string;
  algorithm: 'EdDSA' | 'ES256' | 'HS256';
  /** A JWK as JSON; for EdDSA and ES256. */
  public_key: string | null;
  /** Sealed before it comes here; for HS256. */
  sealed_secret: string | null;
  state: 'active' | 'retired' | 'revoked';
  created_at: Instant;
  retired_at: Instant | null;
};

export type PersonTable = {
  id: string;
  licensee_id: string;
  site_id: string | null;
  /** The licensee's own name for this person; one per site. */
  subject: string | null;
  name: string | null;
  email: string | null;
  email_verified: YesNo;
  verified: YesNo;
  anonymous: YesNo;
  created_at: Instant;
  /** On their demand: nothing of who they were is left. */
  erased_at: Instant | null;
};

/** What is not said here is as usual: mail is wanted, in the desk's first language. */
export type PersonMailTable = { person_id: string; wants_mail: YesNo; language: Language | null };

/** What stands in a mail and opens one thing for one person; only the hash of it is kept. */
export type MailLinkTable = {
  token_hash: string;
  purpose: 'rate' | 'unsubscribe';
  person_id: string;
  /** Of `rate`. */
  ticket_id: string | null;
  cycle: number | null;
  created_at: Instant;
  expires_at: Instant;
};

/** Mails to clients, to count them by. */
export type ClientMailTable = { notice_id: string; person_id: string; site_id: string | null; at: Instant };

export type MailAlarmTable = { about: string; at: Instant };

export type StaffNoticesTable = {
  staff_id: string;
  language: Language;
  /** Mattermost's own id of theirs. */
  mattermost_user: string | null;
  /** Kind of notice → way, as JSON; what is not there goes by the usual way. */
  ways: string;
};

export type ClientSessionTable = {
  id: string;
  token_hash: string;
  licensee_id: string;
  site_id: string;
  person_id: string;
  verified: YesNo;
  /** Which identity key it was born from: revoking the key ends it. */
  identity_key_id: string | null;
  created_at: Instant;
  last_used_at: Instant;
  /** Absolute, whatever the use. */
  expires_at: Instant;
};

export type DeviceTable = { secret_hash: string; site_id: string; person_id: string; created_at: Instant };
export type UsedTokenTable = { site_id: string; jti: string; expires_at: Instant };

export type StaffTable = {
  /** better-auth's id of the same person. */
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  technical_specialist: YesNo;
  presence: Presence;
  disabled: YesNo;
  last_assigned_at: Instant | null;
  created_at: Instant;
};

export type OneTimeLinkTable = {
  id: string;
  token_hash: string;
  purpose: 'first_administrator' | 'invitation' | 'sign_in' | 'new_password';
  /** Whose account it opens; for `sign_in` and `new_password`. */
  staff_id: string | null;
  name: string | null;
  email: string | null;
  role: StaffRole | null;
  technical_specialist: YesNo;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
};

/**
 * A ticket folded from its events. `ticket` is the whole of it; the other columns are what queries sort and choose by, and
 * are made from it and its clocks by `rowOf` alone, but for the last two.
 */
export type TicketTable = {
  id: string;
  number: number;
  version: number;
  licensee_id: string;
  site_id: string | null;
  person_id: string;
  product_id: string | null;
  title: string;
  kind: TicketKind;
  channel: Channel;
  criticality: Criticality | null;
  status: Status;
  status_since: Instant;
  resolution: Resolution | null;
  assignee: string | null;
  /** 0 once it is closed. */
  open: YesNo;
  reacted: YesNo;
  /** A client spoke after the desk did. */
  client_waits: YesNo;
  submitted_at: Instant;
  updated_at: Instant;
  closed_at: Instant | null;
  reaction_due_at: Instant | null;
  completion_due_at: Instant | null;
  /** What is due next: the reaction until it was met, then the completion. */
  due_clock: ClockName;
  due_at: Instant | null;
  due_promised: YesNo;
  /** On its own clock, while it stands still. */
  due_left: number | null;
  paused_since: Instant | null;
  /** 0 has a due time, 1 has no target, 2 stands still, 3 is closed. */
  queue_group: 0 | 1 | 2 | 3;
  /** Ascending within the group. */
  queue_key: number;
  /** When the desk next warns, notes a breach or reminds by itself; null when there is nothing to come. */
  signal_at: Instant | null;
  ticket: string;
  /** When retention took its files, then its words; of this the log says nothing. */
  files_forgotten_at: Instant | null;
  words_forgotten_at: Instant | null;
};
/** What is made from the ticket. */
export type FoldedTicketRow = Omit<TicketTable, 'files_forgotten_at' | 'words_forgotten_at'>;

export type EventTable = {
  ticket_id: string;
  seq: number;
  at: Instant;
  actor_side: 'client' | 'staff' | 'department' | 'desk';
  actor_id: string | null;
  type: string;
  body: string;
};

/** Null text: erased on the person's demand, at `erased_at`. */
export type WordsTable = { id: string; ticket_id: string; text: string | null; erased_at: Instant | null };

export type FileTable = {
  id: string;
  /** `client:<person>`, `staff:<id>` or `department:<id>`: until it is attached, nobody else may name it. */
  uploader: string;
  ticket_id: string | null;
  name: string;
  bytes: number;
  type: string;
  picture: YesNo;
  sha256: string;
  uploaded_at: Instant;
  /** Its name and its bytes are gone. */
  erased_at: Instant | null;
  /** Looked through for viruses. */
  scanned_at: Instant | null;
};

/** Whoever was erased, for a database that was restored from before. */
export type ErasureTable = { person_id: string; at: Instant; ordered_by: string };
/** Who did and who read what. Ids and names of procedures only; positions have no holes. */
export type AuditTable = {
  position: number;
  at: Instant;
  /** Null: whoever was not let in. */
  staff_id: string | null;
  act: string;
  about: string | null;
  outcome: 'done' | 'refused';
  /** Where from; forgotten after a while. */
  address: string | null;
};

export type SeenTable = { person_id: string; ticket_id: string; version: number };
export type RequestTable = {
  actor: string;
  id: string;
  fingerprint: string;
  ticket_id: string;
  version: number;
};
/** A notice: sent, or waiting for it. */
export type OutboxTable = {
  id: string;
  /** In the order in which they were caused. */
  position: number;
  /** What must arrive one after another. */
  lane: string;
  kind: NoticeKind;
  channel: NoticeChannel;
  recipient: string;
  ticket_id: string | null;
  seq: number | null;
  detail: string;
  /** `skipped`: nobody wants it, or it says what is no longer so. */
  state: 'waiting' | 'sent' | 'skipped' | 'given_up';
  /** From here on it takes its turn; before, what came later goes first. */
  not_before: Instant;
  /** Of this message itself, not those that found nobody there. */
  attempts: number;
  /** Of the next try. */
  due_at: Instant;
  /** Somebody is sending it; whoever has not come back by then is gone. */
  taken_until: Instant | null;
  taken_by: string | null;
  /** A try had no clear outcome. */
  perhaps_sent: YesNo;
  created_at: Instant;
  finished_at: Instant | null;
  /** The first try that failed. */
  failing_since: Instant | null;
  fault_code: FaultCode | null;
  /** Of the last try, for staff. */
  fault: string | null;
};
/** What has gone out of a notice: one row for each message, kept before the whole of it is done. */
export type OutboxReceiptTable = {
  notice_id: string;
  mark: string;
  place: string;
  /** What the other side calls it. */
  receipt: string | null;
  sent_at: Instant;
};
/** Outlives the notices. */
export type ThreadRootTable = {
  channel: 'email' | 'mattermost';
  thread: string;
  place: string;
  root: string;
  at: Instant;
};

export type DepartmentChannelTable = {
  id: string;
  department: string;
  kind: 'mattermost_channel' | 'mattermost_webhook' | 'email';
  target: string;
  sealed: string | null;
  language: Language;
  created_at: Instant;
};
export type DepartmentMemberTable = {
  id: string;
  department: string;
  name: string;
  mattermost_user_id: string | null;
  email: string | null;
  disabled: YesNo;
  created_at: Instant;
};
/** Which questions to the second line are open: made from the folded ticket in every commit. */
export type EscalationTable = {
  id: string;
  ticket_id: string;
  topic: Topic;
  asked_at: Instant;
  ended: YesNo;
  awaits: YesNo;
};
export type EscalationLinkTable = {
  id: string;
  token_hash: string;
  purpose: 'page' | 'reply';
  ticket_id: string;
  escalation_id: string;
  holder: string;
  created_at: Instant;
  expires_at: Instant;
  revoked_at: Instant | null;
};
export type EscalationButtonTable = {
  token_hash: string;
  ticket_id: string;
  escalation_id: string;
  act: 'take' | 'answer' | 'hand_back';
  channel_id: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
};

export type RosterShiftTable = {
  staff_id: string;
  date: LocalDate;
  /** Wall times; both null for all of the day's hours. */
  from_time: string | null;
  to_time: string | null;
};
export type RosterAbsenceTable = {
  id: string;
  staff_id: string;
  from_date: LocalDate;
  until_date: LocalDate;
  kind: AbsenceKind;
  hand_back: YesNo;
  handed_back_at: Instant | null;
  removed_at: Instant | null;
};
export type RosterChangeTable = { id: string; at: Instant; staff_id: string; act: string; detail: string };
/** One for each working day and stage, whether the shift fell short or not: what was checked is not checked again. */
export type ShiftCheckTable = {
  date: LocalDate;
  stage: 'before' | 'after';
  required: number;
  technical_required: number;
  planned: number;
  technical_planned: number;
  between_from: Instant | null;
  between_to: Instant | null;
  recorded_at: Instant;
};

export type SequenceTable = { name: string; next: number };
export type RegulationVersionTable = { version: string; regulation: string; recorded_at: Instant };
export type RulesDraftTable = {
  name: string;
  revision: number;
  content: string;
  based_on: string;
  started_by: string;
  started_at: Instant;
  saved_by: string;
  saved_at: Instant;
};
export type RulesApplicationTable = {
  position: number;
  version: string;
  from_version: string | null;
  ordered_by: string | null;
  reason: string | null;
  scope: 'open_and_new' | 'new_only';
  from_at: Instant;
  recorded_at: Instant;
  state: 'waiting' | 'running' | 'done' | 'taken_back';
  moved: number;
  finished_at: Instant | null;
};
export type MigrationTable = { number: number; name: string };

/** A report of a month that is over; `bytes` in base64, which every database takes. */
export type ReportFileTable = { month: string; name: string; bytes: string; kept_at: Instant };

export type ReportMailTable = { month: string; stage: string; put_out_at: Instant };

export type ConsentTextTable = {
  site_id: string;
  version: number;
  ru: string;
  en: string;
  created_at: Instant;
  created_by: string;
  ended_at: Instant | null;
  ended_by: string | null;
};

export type ConsentTable = {
  id: string;
  site_id: string;
  version: number;
  person_id: string;
  ticket_id: string;
  language: Language;
  text_hash: string;
  address: string | null;
  at: Instant;
};

export type Tables = {
  licensee: LicenseeTable;
  product: ProductTable;
  licensee_product: LicenseeProductTable;
  site: SiteTable;
  site_origin: SiteOriginTable;
  identity_key: IdentityKeyTable;
  person: PersonTable;
  person_mail: PersonMailTable;
  mail_link: MailLinkTable;
  client_mail: ClientMailTable;
  mail_alarm: MailAlarmTable;
  staff_notices: StaffNoticesTable;
  client_session: ClientSessionTable;
  device: DeviceTable;
  used_token: UsedTokenTable;
  staff: StaffTable;
  one_time_link: OneTimeLinkTable;
  ticket: TicketTable;
  event: EventTable;
  words: WordsTable;
  file: FileTable;
  erasure: ErasureTable;
  audit: AuditTable;
  seen: SeenTable;
  request: RequestTable;
  outbox: OutboxTable;
  department_channel: DepartmentChannelTable;
  department_member: DepartmentMemberTable;
  escalation: EscalationTable;
  escalation_link: EscalationLinkTable;
  escalation_button: EscalationButtonTable;
  outbox_receipt: OutboxReceiptTable;
  thread_root: ThreadRootTable;
  roster_shift: RosterShiftTable;
  roster_absence: RosterAbsenceTable;
  roster_change: RosterChangeTable;
  shift_check: ShiftCheckTable;
  sequence: SequenceTable;
  regulation_version: RegulationVersionTable;
  report_file: ReportFileTable;
  report_mail: ReportMailTable;
  rules_draft: RulesDraftTable;
  rules_application: RulesApplicationTable;
  consent_text: ConsentTextTable;
  consent: ConsentTable;
  migration: MigrationTable;
};

export type Db = Kysely<Tables>;

export const yesNo = (value: boolean): YesNo => (value ? 1 : 0);
