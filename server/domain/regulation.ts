/**
 * The regulation as data: every number and list of it stands here, each with its paragraph, and nowhere else.
 * A licensor's own file may replace it (`REGULATION_FILE`); `server/regulation-file.ts` checks such a file whole.
 */
import type { LocalDate } from '../../shared/instant.ts';
import type { Criticality, MovingAct, Status, TicketKind } from '../../shared/ticket.ts';
import type { DayHours } from './working-time/calendar.ts';

/** Second-line topics (§7, §8). */
export const TOPICS = [
  'legal',
  'settlements',
  'promotion',
  'development',
  'system_errors',
  'data_editing',
  'joint_events',
  'joint_pr',
] as const;
export type Topic = (typeof TOPICS)[number];

export type Need =
  | 'question'
  | 'answer_or_file'
  | 'note'
  | 'invoice'
  | 'paid_on'
  | 'what_was_done'
  | 'what_is_wrong'
  | 'word_to_client'
  | 'why'
  | 'resolution';

/** A row of the workflow table. `asked_from`: where the question was asked from; from `request` that is `in_progress`. */
export type WorkflowRow = {
  act: MovingAct;
  who: readonly ('client' | 'staff' | 'desk')[];
  from: readonly Status[];
  to: Status | 'asked_from';
  needs: readonly Need[];
  /** Kinds that may do it; all when absent. */
  kinds?: readonly TicketKind[];
};

export type CompletionTarget = { hours: number; clock: 'working' | 'elapsed' };

export type SecondLineTopic = {
  topic: Topic;
  department: { ru: string; en: string };
  /** The accountable one first. */
  departments: readonly { ru: string; en: string }[];
  reactionWorkingDays: number;
  channels: readonly ('mattermost' | 'email')[];
};

export type Regulation = {
  /** As printed on its title page; with the licensor's own changes it must be another. */
  version: string;
  /** §2 */
  desk: {
    timeZone: string;
    hours: DayHours;
    hoursByWeekday: Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, DayHours>>;
    /** ISO weekdays. */
    weekend: readonly number[];
    /** R12: whether a pre-holiday day is an hour shorter for the desk; 0 leaves it whole. */
    preHolidayShortenedMinutes: number;
    exceptions: readonly { date: LocalDate; hours: DayHours; name: { ru: string; en: string } }[];
  };
  /** §2 */
  shift: { minimum: number; technicalSpecialists: number };
  /** §5, every kind */
  reaction: { minutes: number; clock: 'working' | 'elapsed' };
  /** §5 */
  completion: {
    consultation: CompletionTarget;
    bug: Record<Criticality, CompletionTarget>;
    /** By the estimate, on this clock (R4). */
    feature: { clock: 'working' | 'elapsed' };
    /** R2 */
    movesToWorkingDay: boolean;
    notBeforeReaction: boolean;
    /** R6 */
    pausedIn: readonly Status[];
  };
  /** Working days; null turns it off. */
  reminders: { infoRequired: number | null; payment: number | null; verification: number | null };
  /** R7, working days; null turns it off. */
  closeUnansweredVerificationAfter: number | null;
  /** R8 */
  reopenWithinDays: number;
  /** How long a rating may be given or changed after the closing's first rating. */
  ratingChangeWithinDays: number;
  /** §7, §8 */
  secondLine: readonly SecondLineTopic[];
  /** §6, in tenths, at least. */
  quality: { goodFrom: number; normalFrom: number; levelOver: 'rated' | 'all'; cutOffDay: number };
  /** §4 */
  workflow: readonly WorkflowRow[];
};
