/** What can have happened to a question to the second line (§7, §8, R15). Part of the ticket's own log; a client sees none of it. */
import type { SecondLineChannel, Topic } from '../regulation.ts';
import type { EventBody, FileId, WordsId } from '../ticket/event.ts';

export type EscalationId = string;

/** What reminders a department or the managers get, and when (R15). */
export type ReminderStage = 'half' | 'end' | 'managers';

export type EscalationBody =
  | {
      type: 'escalated';
      escalationId: EscalationId;
      topic: Topic;
      /** The question. */
      words: WordsId;
      /** Uploaded for the department; the client never had them. */
      files: readonly FileId[];
      /** Of the conversation so far: entries by their number in the story, and files of the ticket. Nothing else leaves. */
      shown: { entries: readonly number[]; files: readonly FileId[] };
      /** Every one of them is used (§8). */
      channels: readonly SecondLineChannel[];
      /** Its term and its channels are of this version, for good. */
      regulationVersion: string;
    }
  /** A later question, in the same thread. */
  | { type: 'escalation_asked'; escalationId: EscalationId; words: WordsId; files: readonly FileId[] }
  | { type: 'escalation_taken'; escalationId: EscalationId; name: WordsId | null }
  | {
      type: 'escalation_answered';
      escalationId: EscalationId;
      words: WordsId | null;
      files: readonly FileId[];
      /** An interim word answers nobody. */
      inSubstance: boolean;
      /** By mail from somebody whom nothing proves: kept for staff to read, and it meets nothing. */
      unverified?: boolean;
      /** What a reader of a shared link has called themselves. */
      name: WordsId | null;
    }
  /** As not theirs; the reason. */
  | { type: 'escalation_handed_back'; escalationId: EscalationId; words: WordsId; name: WordsId | null }
  /** By staff: it has been answered, or is no longer wanted. */
  | { type: 'escalation_closed'; escalationId: EscalationId; words: WordsId | null }
  | { type: 'escalation_reminded'; escalationId: EscalationId; stage: ReminderStage };

const TYPES: ReadonlySet<string> = new Set<EscalationBody['type']>([
  'escalated',
  'escalation_asked',
  'escalation_taken',
  'escalation_answered',
  'escalation_handed_back',
  'escalation_closed',
  'escalation_reminded',
]);

export const isOfEscalation = (body: EventBody): body is EscalationBody => TYPES.has(body.type);
