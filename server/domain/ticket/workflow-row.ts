/** The shape of a row of the workflow table; the default rows stand in `workflow.ts`, a licensor's own in its file. */
import type { MovingAct, Status, TicketKind } from '../../../shared/ticket.ts';

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
