/** What of a ticket's story is for staff alone. Everything that shows a ticket to a client asks here. */
import type { MovingAct } from '../../../shared/ticket.ts';
import { isOfEscalation } from '../second-line/event.ts';
import type { EventBody } from './event.ts';

/** Their words are the note that the workflow asks for (§4); the client sees only that it happened. */
const MOVES_WITH_A_NOTE: readonly MovingAct[] = ['go_on', 'withdraw_invoice'];

/** The whole event: a client never learns of it. */
export const isForStaff = (body: EventBody): boolean =>
  STAFF_ONLY.includes(body.type) ||
  isOfEscalation(body) ||
  (body.type === 'rules_changed' && !movesDueTimes(body));

const STAFF_ONLY: readonly EventBody['type'][] = ['noted', 'assigned', 'warned', 'breached'];

/** A new version that leaves both due times where they were is nothing to a client. */
const movesDueTimes = (body: EventBody & { type: 'rules_changed' }): boolean =>
  body.oldDueAt !== body.newDueAt || body.oldReactionDueAt !== body.newReactionDueAt;

/** Its words and files. */
export function wordsAreForStaff(body: EventBody): boolean {
  switch (body.type) {
    case 'moved':
      return MOVES_WITH_A_NOTE.includes(body.act);
    case 'estimated':
    case 'promised':
    case 'corrected':
      return true;
    default:
      return isForStaff(body);
  }
}
