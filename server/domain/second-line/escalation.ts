/** A question to the second line, as its events have made it. Never written by hand: `evolveEscalations` alone makes one. */
import type { Instant } from '../../../shared/instant.ts';
import type { SecondLineChannel, Topic } from '../regulation.ts';
import type { FileId, StaffId, WordsId } from '../ticket/event.ts';
import type { EscalationId, ReminderStage } from './event.ts';

export type Taken = { at: Instant; by: string; name: WordsId | null };

export type Answer = { seq: number; at: Instant; inSubstance: boolean };

export type Escalation = {
  id: EscalationId;
  /** The event that asked it. */
  seq: number;
  topic: Topic;
  channels: readonly SecondLineChannel[];
  regulationVersion: string;
  askedAt: Instant;
  askedBy: StaffId;
  question: WordsId;
  /** Uploaded with the question and with later ones. */
  files: readonly FileId[];
  shown: { entries: readonly number[]; files: readonly FileId[] };
  /** Later questions, in their order. */
  askedAgain: readonly { seq: number; at: Instant }[];
  taken: Taken | null;
  answers: readonly Answer[];
  reminded: Readonly<Partial<Record<ReminderStage, Instant>>>;
  /** Nothing is expected of the department any more. */
  ended: { at: Instant; by: 'handed_back' | 'closed' | 'ticket_closed' } | null;
};

/** `waiting`: nobody took it; `asked_again`: answered, and asked anew since. */
export type EscalationState =
  'waiting' | 'taken' | 'answered' | 'asked_again' | 'handed_back' | 'closed' | 'ticket_closed';

export function stateOf(escalation: Escalation): EscalationState {
  const { ended, taken, askedAgain } = escalation;
  if (ended) return ended.by;
  const answer = escalation.answers.findLast(({ inSubstance }) => inSubstance);
  if (answer) return (askedAgain.at(-1)?.seq ?? 0) > answer.seq ? 'asked_again' : 'answered';
  return taken ? 'taken' : 'waiting';
}

/** The department has the move. */
export function awaitsDepartment(escalation: Escalation): boolean {
  const state = stateOf(escalation);
  return state === 'waiting' || state === 'taken' || state === 'asked_again';
}

export const firstAnswer = ({ answers }: Escalation): Answer | null =>
  answers.find(({ inSubstance }) => inSubstance) ?? null;

/** When the department had the move, half open, as far as `until`. */
export function spansWithDepartment(
  escalation: Escalation,
  until: Instant,
): { from: Instant; to: Instant }[] {
  const turns = [
    { at: escalation.askedAt, seq: escalation.seq, theirs: true },
    ...escalation.askedAgain.map(({ at, seq }) => ({ at, seq, theirs: true })),
    ...escalation.answers
      .filter(({ inSubstance }) => inSubstance)
      .map(({ at, seq }) => ({ at, seq, theirs: false })),
  ].sort((a, b) => a.seq - b.seq);
  const end = Math.min(until, escalation.ended?.at ?? until);
  return turns.flatMap(({ at, theirs }, i) => {
    const to = Math.min(turns[i + 1]?.at ?? end, end);
    return theirs && at < to ? [{ from: at, to }] : [];
  });
}
