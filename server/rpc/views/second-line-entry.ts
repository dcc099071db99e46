/** What an entry of the story says of a question to the second line. */
import type { Topic } from '../../domain/regulation.ts';
import type { EscalationBody, ReminderStage } from '../../domain/second-line/event.ts';
import type { WordsId } from '../../domain/ticket/event.ts';

export type EscalationDetail =
  | { of: 'escalate'; escalationId: string; topic: Topic; shown: { entries: number; files: number } }
  | {
      of: 'ask_department' | 'take' | 'hand_back' | 'close_escalation';
      escalationId: string;
      name: string | null;
    }
  | {
      of: 'answer_desk';
      escalationId: string;
      inSubstance: boolean;
      unverified: boolean;
      /** As a reader of a shared link has called themselves. */
      name: string | null;
    }
  | { of: 'remind_department'; escalationId: string; stage: ReminderStage };

export function escalationDetail(
  body: EscalationBody,
  { words }: { words: ReadonlyMap<WordsId, string> },
): EscalationDetail {
  const { escalationId } = body;
  const name = 'name' in body && body.name !== null ? (words.get(body.name) ?? null) : null;
  switch (body.type) {
    case 'escalated':
      return {
        of: 'escalate',
        escalationId,
        topic: body.topic,
        shown: { entries: body.shown.entries.length, files: body.shown.files.length },
      };
    case 'escalation_answered':
      return {
        of: 'answer_desk',
        escalationId,
        inSubstance: body.inSubstance,
        unverified: body.unverified ?? false,
        name,
      };
    case 'escalation_reminded':
      return { of: 'remind_department', escalationId, stage: body.stage };
    case 'escalation_asked':
      return { of: 'ask_department', escalationId, name };
    case 'escalation_taken':
      return { of: 'take', escalationId, name };
    case 'escalation_handed_back':
      return { of: 'hand_back', escalationId, name };
    case 'escalation_closed':
      return { of: 'close_escalation', escalationId, name };
  }
}
