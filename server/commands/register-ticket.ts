/** Staff register a ticket on a client's behalf (§3): by telephone, by letter, in person, and when that was (R5). */
import { createHash } from 'node:crypto';
import type { Instant } from '../../shared/instant.ts';
import type { StaffChannel } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { repeatedAct, requestOf } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { commitNewTicket } from './new-ticket.ts';
import type { FormContent } from './new-ticket.ts';

export type RegisterTicket = FormContent & {
  requestId: string;
  licenseeId: string;
  channel: StaffChannel;
  /** When the client turned to us. */
  turnedAt: Instant;
  /** Either somebody we know, or a new person. */
  personId?: string | undefined;
  person?: { name: string; email?: string | undefined } | undefined;
};

export async function registerTicket(
  deps: Deps,
  caller: StaffCaller,
  input: RegisterTicket,
): Promise<Done | Refused> {
  const { requestId, ...content } = input;
  const request = requestOf(caller, { requestId, content: { register: content } });
  if (!request) throw new Error('a registration comes with an id of its own');
  const repeat = await repeatedAct(deps, request);
  if (repeat) return repeat;

  const at = deps.now();
  const { licenseeId, channel, turnedAt, personId, person, ...form } = content;
  if (turnedAt > at) return { refusal: { code: 'field_wrong', field: 'turnedAt', problem: 'not_valid' } };
  if (!(await deps.store.licensees.get(licenseeId))) return { refusal: { code: 'not_found' } };
  const known = personId === undefined ? null : await deps.store.people.getOf(licenseeId, personId);
  if (personId !== undefined && !known) return { refusal: { code: 'not_found' } };

  return commitNewTicket(deps, caller, form, {
    licenseeId,
    siteId: known?.siteId ?? null,
    personId: known?.id ?? (await newPerson(deps, licenseeId, person, request, at)),
    channel,
    turnedAt,
    at,
    request,
    consent: null,
  });
}

/** The id comes of the request: a second try finds the person of the first. */
async function newPerson(
  { store }: Deps,
  licenseeId: string,
  person: RegisterTicket['person'],
  request: { actor: string; id: string },
  at: Instant,
): Promise<string> {
  if (!person) throw new Error('a registration names a person, known or new');
  const id = createHash('sha256')
    .update(`${licenseeId} ${request.actor} ${request.id}`)
    .digest('base64url')
    .slice(0, 22);
  if (await store.people.get(id)) return id;
  await store.people.add({
    id,
    licenseeId,
    siteId: null,
    subject: null,
    name: person.name,
    email: person.email ?? null,
    emailVerified: false,
    verified: false,
    anonymous: false,
    createdAt: at,
  });
  return id;
}
