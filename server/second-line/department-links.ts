/**
 * What opens a question for a department, without an account: a link to its page, or an address that answers by mail go to.
 * Whoever has it acts for whom it was sent to, on that question alone, until it is over.
 */
import { timingSafeEqual } from 'node:crypto';
import { DAY } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { DepartmentCaller } from '../auth/caller.ts';
import { livesAt } from '../auth/lifetime.ts';
import { hashOf, randomId, randomToken } from '../auth/secrets.ts';
import type { Deps } from '../deps.ts';
import { departmentKey, topicOf } from '../domain/second-line/escalation-clock.ts';
import type { Escalation } from '../domain/second-line/escalation.ts';
import type { LoadedTicket } from '../store/change.ts';
import type { DepartmentChannel, DepartmentMember } from '../store/second-line.ts';
import type { Store } from '../store/store.ts';

export const LINK_LIFE = 30 * DAY;

type Made = { store: Pick<Store, 'secondLine'>; baseUrl: URL; at: Instant };
type About = { ticketId: string; escalationId: string; holder: string };

export async function makePageLink(deps: Made, about: About): Promise<string> {
  const token = randomToken();
  await keep(deps, { ...about, purpose: 'page', token });
  return new URL(`/second-line/${token}`, deps.baseUrl).href;
}

/** For an address that answers by mail go to: letters of any size alike. */
export async function makeReplyToken(deps: Omit<Made, 'baseUrl'>, about: About): Promise<string> {
  const token = randomId();
  await keep(deps, { ...about, purpose: 'reply', token });
  return token;
}

async function keep(
  { store, at }: Omit<Made, 'baseUrl'>,
  { token, purpose, ...about }: About & { token: string; purpose: 'page' | 'reply' },
): Promise<void> {
  await store.secondLine.addLink({
    ...about,
    id: randomId(),
    tokenHash: hashOf(token),
    purpose,
    createdAt: at,
    expiresAt: at + LINK_LIFE,
    revokedAt: null,
  });
}

export type Opened = {
  caller: DepartmentCaller;
  loaded: LoadedTicket;
  escalation: Escalation;
  /** Who it was sent to: a person, or a place that many read. */
  holder: { member: DepartmentMember } | { channel: DepartmentChannel };
};

/**
 * Null for every reason alike: unknown, run out, revoked, the question over, the holder no longer of the department. Which
 * of them is nobody's business who has no right to it.
 */
export async function openLink(
  { store, ruleBook, now }: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  token: string,
  purpose: 'page' | 'reply',
): Promise<Opened | null> {
  const shape = purpose === 'page' ? /^[A-Za-z0-9_-]{43}$/ : /^[0-9a-f]{32}$/;
  if (!shape.test(token)) return null;
  const hash = hashOf(token);
  const link = await store.secondLine.linkByHash(hash);
  if (!link || !isSame(link.tokenHash, hash) || link.purpose !== purpose) return null;
  if (link.revokedAt !== null || !livesAt(link, now())) return null;
  const loaded = await store.tickets.load(link.ticketId);
  const escalation = loaded?.ticket.escalations.find(({ id }) => id === link.escalationId);
  if (!loaded || !escalation || escalation.ended) return null;
  const rules = ruleBook().of(escalation.regulationVersion);
  const departments = topicOf(rules, escalation.topic).departments.map(departmentKey);
  const holder = await holderOf(store, link.holder, departments);
  if (!holder) return null;
  const { ticketId, escalationId } = link;
  return {
    caller: { side: 'department', holder: link.holder, ticketId, escalationId },
    loaded,
    escalation,
    holder,
  };
}

async function holderOf(
  { secondLine }: Pick<Store, 'secondLine'>,
  id: string,
  departments: readonly string[],
): Promise<Opened['holder'] | null> {
  const member = (await secondLine.members()).find((each) => each.id === id);
  if (member) return !member.disabled && departments.includes(member.department) ? { member } : null;
  const channel = await secondLine.channel(id);
  return channel && departments.includes(channel.department) ? { channel } : null;
}

export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
