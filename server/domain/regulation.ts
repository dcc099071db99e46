/**
 * The regulation as data: every number and list of it stands here, each with its paragraph, and nowhere else.
 * A licensor's own file may replace it (`REGULATION_FILE`); `server/regulation-file.ts` checks such a file whole.
 */
import type { LocalDate } from '../../shared/instant.ts';
import type { Criticality, Status, TicketKind } from '../../shared/ticket.ts';
import { WORKFLOW } from './ticket/workflow.ts';
import type { WorkflowRow } from './ticket/workflow-row.ts';
import type { DayHours } from './working-time/calendar.ts';
import type { ImportedYear } from './working-time/imported-year.ts';

/** Under which paragraph each part of the regulation stands. */
export const PARAGRAPHS = {
  desk: '2',
  shift: '2',
  routing: '2',
  workflow: '4',
  reaction: '5',
  completion: '5',
  quality: '6',
  secondLine: '7',
} as const;

/** R3: no bug may be given more, whatever its criticality. */
export const BUG_CEILING_HOURS = 336;

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

export type CompletionTarget = { hours: number; clock: 'working' | 'elapsed' };

export type SecondLineChannel = 'mattermost' | 'email';

export type SecondLineTopic = {
  topic: Topic;
  name: { ru: string; en: string };
  /** The accountable one first. */
  departments: readonly { ru: string; en: string }[];
  reactionWorkingDays: number;
  channels: readonly SecondLineChannel[];
};

/**
 * Beyond R16, where a new ticket goes: all that `when` names must be so, the first rule that matches wins. Licensee and
 * product by id or by name; of `words` one must begin a word of what the client wrote.
 */
export type RoutingRule = {
  when: {
    licensee?: string | undefined;
    product?: string | undefined;
    kind?: TicketKind | undefined;
    criticality?: Criticality | undefined;
    words?: readonly string[] | undefined;
  };
  to: RoutingTarget;
};
export type RoutingTarget =
  /** By the address they sign in with. */
  | { person: string }
  | { skill: 'technical_specialist' }
  /** Goes by R16, with the proposal to ask the second line under this topic. */
  | { topic: Topic };

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
  /**
   * R12: years of the production calendar beyond those that ship, or instead of them. A part of the version, so that it
   * gives the same due times for ever. Not there while none was imported.
   */
  productionYears?: readonly ImportedYear[] | undefined;
  /** §2 */
  shift: { minimum: number; technicalSpecialists: number };
  /** R16, in order; none where it is not there, as in versions from before there were any. */
  routing?: readonly RoutingRule[] | undefined;
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
  /** How long a rating may be changed after it was first given; the first comes as long as the ticket can be reopened. */
  ratingChangeWithinDays: number;
  /** §7, §8 */
  secondLine: readonly SecondLineTopic[];
  /** R15: the text limits the department's reaction; unless this says that taking it is one, only an answer in substance is. */
  secondLineMetByTaking?: boolean | undefined;
  /** §6, in tenths, at least. */
  quality: { goodFrom: number; normalFrom: number; levelOver: 'rated' | 'all'; cutOffDay: number };
  /** §4 */
  workflow: readonly WorkflowRow[];
};

const LEGAL = { ru: 'Юридический департамент', en: 'Legal' };
const FINANCE = { ru: 'Финансовый департамент', en: 'Finance' };
const MARKETING = { ru: 'Департамент маркетинга', en: 'Marketing' };
const PRODUCT = { ru: 'Департамент продукта', en: 'Product' };
const IT = { ru: 'Департамент ИТ', en: 'IT' };

/** Version 2.0 as printed, with the product's own reading where the text is silent. */
export const REGULATION: Regulation = {
  version: '2.0',
  desk: {
    timeZone: 'Europe/Moscow',
    hours: [['10:00', '19:00']],
    hoursByWeekday: {},
    weekend: [6, 7],
    preHolidayShortenedMinutes: 0,
    exceptions: [],
  },
  shift: { minimum: 3, technicalSpecialists: 1 },
  reaction: { minutes: 60, clock: 'working' },
  completion: {
    consultation: { hours: 24, clock: 'elapsed' },
    bug: {
      critical: { hours: 24, clock: 'elapsed' },
      high: { hours: 168, clock: 'elapsed' },
      normal: { hours: BUG_CEILING_HOURS, clock: 'elapsed' },
      low: { hours: BUG_CEILING_HOURS, clock: 'elapsed' },
    },
    feature: { clock: 'working' },
    movesToWorkingDay: true,
    notBeforeReaction: true,
    pausedIn: ['info_required', 'payment', 'verification'],
  },
  reminders: { infoRequired: 2, payment: 5, verification: 2 },
  closeUnansweredVerificationAfter: 10,
  reopenWithinDays: 30,
  ratingChangeWithinDays: 7,
  secondLine: [
    {
      topic: 'legal',
      name: { ru: 'Правовые вопросы', en: 'Legal questions' },
      departments: [LEGAL],
      reactionWorkingDays: 3,
      channels: ['mattermost', 'email'],
    },
    {
      topic: 'settlements',
      name: { ru: 'Вопросы по взаиморасчетам', en: 'Settlements' },
      departments: [FINANCE],
      reactionWorkingDays: 5,
      channels: ['mattermost', 'email'],
    },
    {
      topic: 'promotion',
      name: { ru: 'Помощь в продвижении продуктов', en: 'Help with promoting products' },
      departments: [MARKETING],
      reactionWorkingDays: 3,
      channels: ['mattermost'],
    },
    {
      topic: 'development',
      name: { ru: 'Развитие продуктов, доработка', en: 'Product development' },
      departments: [PRODUCT, IT],
      reactionWorkingDays: 5,
      channels: ['mattermost'],
    },
    {
      topic: 'system_errors',
      name: { ru: 'Системные ошибки', en: 'System errors' },
      departments: [IT],
      reactionWorkingDays: 1,
      channels: ['mattermost'],
    },
    {
      topic: 'data_editing',
      name: { ru: 'Редактирование данных', en: 'Editing of data' },
      departments: [IT],
      reactionWorkingDays: 1,
      channels: ['mattermost'],
    },
    {
      topic: 'joint_events',
      name: { ru: 'Совместные мероприятия', en: 'Joint events' },
      departments: [MARKETING],
      reactionWorkingDays: 3,
      channels: ['mattermost'],
    },
    {
      topic: 'joint_pr',
      name: { ru: 'Совместный PR в СМИ', en: 'Joint PR in the media' },
      departments: [MARKETING],
      reactionWorkingDays: 3,
      channels: ['mattermost'],
    },
  ],
  quality: { goodFrom: 47, normalFrom: 40, levelOver: 'rated', cutOffDay: 8 },
  workflow: WORKFLOW,
};
