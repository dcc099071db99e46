/** A client sends a consultation, a bug or a feature request. */
import type { Channel } from '../../shared/ticket.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { repeatedAct, requestOf } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { commitNewTicket } from './new-ticket.ts';
import type { FormContent } from './new-ticket.ts';

export type SubmitTicket = FormContent & {
  requestId: string;
  channel: Extract<Channel, 'widget' | 'feedback_form'>;
};

export async function submitTicket(
  deps: Deps,
  caller: ClientCaller,
  input: SubmitTicket,
): Promise<Done | Refused> {
  const { requestId, channel, ...content } = input;
  const request = requestOf(caller, { requestId, content: { submit: content, channel } });
  if (!request) throw new Error('a submission comes with an id of its own');
  const repeat = await repeatedAct(deps, request);
  if (repeat) return repeat;
  const at = deps.now();
  const { licenseeId, siteId, personId } = caller;
  return commitNewTicket(deps, caller, content, {
    licenseeId,
    siteId,
    personId,
    channel,
    turnedAt: at,
    at,
    request,
  });
}
