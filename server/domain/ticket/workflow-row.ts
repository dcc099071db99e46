/** The shape of a row of the workflow table; the default rows stand in `workflow.ts`, a licensor's own in its file. */
import type { MovingAct, Status, TicketKind } from '../../../shared/ticket.ts';

/** What an act can ask for. */
export const NEEDS = [
  'question',
  'answer_or_file',
  'note',
  'invoice',
  'paid_on',
  'what_was_done',
  'what_is_wrong',
  'word_to_client',
  'why',
  'resolution',
] as const;
export type Need = (typeof NEEDS)[number];

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
