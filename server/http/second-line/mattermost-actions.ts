/**
 * A click in Mattermost. Nothing authenticates it: so it has to bring a token that was made for this act, this question and
 * this post, is unused, and comes from somebody whom we know as a member of the department. Whatever is wrong, the answer
 * is the same, and nothing has changed.
 */
import { z } from 'zod';
import type { RateLimits } from '../../auth/rate-limits.ts';
import { livesAt } from '../../auth/lifetime.ts';
import { hashOf } from '../../auth/secrets.ts';
import { actForDepartment } from '../../commands/second-line/act-for-department.ts';
import type { Deps } from '../../deps.ts';
import { departmentKey, topicOf } from '../../domain/second-line/escalation-clock.ts';
import type { Escalation } from '../../domain/second-line/escalation.ts';
import { isSame, makePageLink } from '../../second-line/department-links.ts';
import { departmentPost, placeOfChannel, threadOf } from '../../second-line/department-post.ts';
import { DEPARTMENT_WORDS } from '../../second-line/department-words.ts';
import { holderNames } from '../../second-line/holders.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { DepartmentChannel, DepartmentMember, EscalationButton } from '../../store/second-line.ts';
import { bodyWithin, isJson } from '../body.ts';

type Doors = { deps: Deps; limits: RateLimits; baseUrl: URL };

const LARGEST_CLICK = 64 * 1024;
const mattermostId = z.string().regex(/^[a-z0-9]{26}$/);
/** There is more in it; none of it is believed. */
const click = z.object({
  user_id: mattermostId,
  channel_id: mattermostId,
  post_id: mattermostId,
  context: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
});
type Click = z.infer<typeof click>;

type Allowed = {
  button: EscalationButton;
  member: DepartmentMember;
  channel: DepartmentChannel;
  loaded: LoadedTicket;
  escalation: Escalation;
};

export async function takeClick(
  doors: Doors,
  { request, address }: { request: Request; address: string },
): Promise<Response> {
  const tooMany = await doors.limits.take('open', address);
  const given = tooMany ? null : await readClick(request);
  const allowed = given && (await allow(doors, given));
  if (!allowed) return say({ ephemeral_text: DEPARTMENT_WORDS.ru.notAllowed(given?.user_id ?? '?') });
  return allowed.button.act === 'take' ? take(doors, allowed) : openPage(doors, allowed);
}

async function readClick(request: Request): Promise<Click | null> {
  if (!isJson(request.headers)) return null;
  const body = await bodyWithin(request, LARGEST_CLICK);
  if (!body) return null;
  try {
    return click.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null;
  } catch {
    return null;
  }
}

async function allow(
  { deps }: Doors,
  { user_id, channel_id, post_id, context }: Click,
): Promise<Allowed | null> {
  const { store, now, ruleBook } = deps;
  const hash = hashOf(context.token);
  const button = await store.secondLine.buttonByHash(hash);
  if (!button || !isSame(button.tokenHash, hash)) return null;
  if (button.usedAt !== null || !livesAt(button, now())) return null;
  const post = await store.outbox.rootOf(
    'mattermost',
    threadOf(button.escalationId),
    placeOfChannel(button.channelId),
  );
  if (post === null || button.channelId !== channel_id || post !== post_id) return null;
  const loaded = await store.tickets.load(button.ticketId);
  const escalation = loaded?.ticket.escalations.find(({ id }) => id === button.escalationId);
  if (!loaded || !escalation || escalation.ended) return null;
  const { departments } = topicOf(ruleBook().of(escalation.regulationVersion), escalation.topic);
  const keys = departments.map(departmentKey);
  const member = (await store.secondLine.members()).find(
    (each) => each.mattermostUserId === user_id && !each.disabled && keys.includes(each.department),
  );
  const channel = (await store.secondLine.channels()).find(
    (each) =>
      each.kind === 'mattermost_channel' && each.target === channel_id && keys.includes(each.department),
  );
  return member && channel ? { button, member, channel, loaded, escalation } : null;
}

async function take({ deps, baseUrl }: Doors, allowed: Allowed): Promise<Response> {
  const { button, member, channel } = allowed;
  const words = DEPARTMENT_WORDS[channel.language];
  const done = await actForDepartment(deps, callerOf(allowed), {
    act: 'take',
    // Of the token: however often it comes, and in however many requests at once, it is one act.
    requestId: `click-${button.tokenHash.slice(0, 43)}`,
  });
  await deps.store.secondLine.useButton(button.tokenHash, deps.now());
  const loaded = await deps.store.tickets.load(button.ticketId);
  const escalation = loaded?.ticket.escalations.find(({ id }) => id === button.escalationId);
  if (!loaded || !escalation) throw new Error(`escalation ${button.escalationId} has gone`);
  const names = await holderNames(deps.store);
  const text =
    'refusal' in done
      ? escalation.taken
        ? words.already(names.get(escalation.taken.by) ?? '')
        : words.notAllowed(member.mattermostUserId ?? '?')
      : words.taken;
  const at = deps.now();
  const post = await departmentPost({ ...deps, baseUrl, at }, { loaded, escalation }, channel);
  return say({ update: updateOf(post), ephemeral_text: text });
}

/** What is written wants room and files: the page has them. The link is the member's own. */
async function openPage({ deps, baseUrl }: Doors, allowed: Allowed): Promise<Response> {
  const { button, member, channel, loaded, escalation } = allowed;
  const at = deps.now();
  if (!(await deps.store.secondLine.useButton(button.tokenHash, at)))
    return say({ ephemeral_text: DEPARTMENT_WORDS.ru.notAllowed(member.mattermostUserId ?? '?') });
  const made = { ...deps, baseUrl, at };
  const { ticketId, escalationId } = button;
  const link = await makePageLink(made, { ticketId, escalationId, holder: member.id });
  const post = await departmentPost(made, { loaded, escalation }, channel);
  return say({
    update: updateOf(post),
    ephemeral_text: DEPARTMENT_WORDS[channel.language].yourLink(
      button.act === 'hand_back' ? `${link}#hand-back` : link,
    ),
  });
}

const callerOf = ({ button, member }: Allowed) =>
  ({
    side: 'department',
    holder: member.id,
    ticketId: button.ticketId,
    escalationId: button.escalationId,
  }) as const;

const updateOf = ({ message, attachments }: Awaited<ReturnType<typeof departmentPost>>) => ({
  message,
  props: attachments.length > 0 ? { attachments } : {},
});

/** Always 200: any other status shows the person a failure of ours. Nothing of it is read as Slack's markup. */
const say = (answer: { update?: object; ephemeral_text: string }): Response =>
  Response.json({ ...answer, skip_slack_parsing: true });
