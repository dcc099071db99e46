/** A client sends a consultation, a bug or a feature request. */
import type { ConsentGiven } from '../../shared/consent.ts';
import type { Channel } from '../../shared/ticket.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { consentFor } from './consent.ts';
import { repeatedAct, requestOf } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { commitNewTicket } from './new-ticket.ts';
import type { FormContent } from './new-ticket.ts';

export type SubmitTicket = FormContent & {
  requestId: string;
  channel: Extract<Channel, 'widget' | 'feedback_form'>;
  consent?: ConsentGiven | undefined;
  /** Where it was sent from: noted with a consent, and with nothing else. */
  address?: string;
};

export async function submitTicket(
  deps: Deps,
  caller: ClientCaller,
  input: SubmitTicket,
): Promise<Done | Refused> {
  // What was consented to is no part of what was written: it may have to be asked again on the way.
  const { requestId, channel, consent: given, address = null, ...content } = input;
  const request = requestOf(caller, { requestId, content: { submit: content, channel } });
  if (!request) throw new Error('a submission comes with an id of its own');
  const repeat = await repeatedAct(deps, request);
  if (repeat) return repeat;
  const consent = await consentFor(deps, caller, given);
  if (consent && 'refusal' in consent) return consent;
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
    consent: consent && { ...consent, address },
  });
}
