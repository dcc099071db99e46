/** What waits to be sent, what was given up and why, as staff see it. */
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { Ways } from '../../delivery/ways.ts';
import type { FaultCode } from '../../../shared/delivery-fault.ts';
import type { NoticeChannel, NoticeKind, Recipient } from '../../domain/notices/notice.ts';
import type { OutboxRow } from '../../store/outbox-board.ts';
import type { Deps } from '../../deps.ts';

export type NoticeView = {
  id: string;
  kind: NoticeKind;
  channel: NoticeChannel;
  to: { side: Recipient['side']; name: string | null; department: Record<Language, string> | null };
  ticket: { id: string; number: number } | null;
  /** From here on it could have gone. */
  since: Instant;
  attempts: number;
  nextTryAt: Instant;
  finishedAt: Instant | null;
  fault: { code: FaultCode; text: string } | null;
};

export type WayView = {
  /** `email`, `mattermost`, or `webhook` with its server. */
  name: string;
  /** `unknown`: nothing has gone this way since the start. */
  state: 'works' | 'down' | 'unknown' | 'not_configured';
  lastSentAt: Instant | null;
  down: { since: Instant; nextTryAt: Instant; code: FaultCode; text: string } | null;
};

export type DeliveryBoard = {
  at: Instant;
  ways: WayView[];
  waiting: { count: number; later: number; oldestSince: Instant | null; rows: NoticeView[] };
  givenUp: { count: number; byFault: { code: FaultCode; count: number }[]; rows: NoticeView[] };
  sent: NoticeView[];
};

/** What came of a test message. */
export type TestResult = { sent: true } | { sent: false; fault: { code: FaultCode; text: string } };

const MOST_ROWS = 100;
const LAST_SENT = 20;

type ViewDeps = Pick<Deps, 'store' | 'ruleBook'>;
type Delivering = { ways: Pick<Ways, 'all'>; configured: { email: boolean; mattermost: boolean } };

export async function deliveryBoard(
  deps: ViewDeps,
  { ways, configured }: Delivering,
  at: Instant,
): Promise<DeliveryBoard> {
  const { outbox } = deps.store;
  const { turn, later, oldestSince } = await outbox.waiting(at);
  const byFault = await outbox.givenUp();
  return {
    at,
    ways: waysView(ways, configured),
    waiting: {
      count: turn,
      later,
      oldestSince,
      rows: (await noticeViews(deps, await outbox.rows('waiting', MOST_ROWS))).map(behindItsWay(ways)),
    },
    givenUp: {
      count: byFault.reduce((sum, { count }) => sum + count, 0),
      byFault,
      rows: await noticeViews(deps, await outbox.rows('given_up', MOST_ROWS)),
    },
    sent: await noticeViews(deps, await outbox.rows('sent', LAST_SENT)),
  };
}

/** A way that is closed is waited for, whenever the notice itself would be due. */
const behindItsWay =
  (ways: Delivering['ways']) =>
  (notice: NoticeView): NoticeView => {
    const down = ways.all().get(notice.channel)?.down;
    return down ? { ...notice, nextTryAt: Math.max(notice.nextTryAt, down.nextTryAt) } : notice;
  };

function waysView(ways: Delivering['ways'], configured: Delivering['configured']): WayView[] {
  const known = ways.all();
  const names = new Set(['email', 'mattermost', ...known.keys()]);
  return [...names].map((name): WayView => {
    const way = known.get(name);
    const { lastSentAt = null, down = null } = way ?? {};
    if ((name === 'email' && !configured.email) || (name === 'mattermost' && !configured.mattermost))
      return { name, state: 'not_configured', lastSentAt: null, down: null };
    if (!down) return { name, state: lastSentAt === null ? 'unknown' : 'works', lastSentAt, down: null };
    const { since, nextTryAt, code, fault } = down;
    return { name, state: 'down', lastSentAt, down: { since, nextTryAt, code, text: fault } };
  });
}

export async function noticeViews(
  { store, ruleBook }: ViewDeps,
  rows: readonly OutboxRow[],
): Promise<NoticeView[]> {
  const staff = new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
  const people = await store.people.of(
    rows.flatMap(({ notice: { to } }) => (to.side === 'client' ? [to.personId] : [])),
  );
  const { secondLine } = ruleBook().current.regulation;
  const readerOf = (to: Recipient): NoticeView['to'] => {
    const nobody = { side: to.side, name: null, department: null };
    if (to.side === 'staff') return { ...nobody, name: staff.get(to.staffId) ?? null };
    if (to.side === 'client') return { ...nobody, name: people.get(to.personId)?.name ?? null };
    if (to.side === 'managers') return nobody;
    return { ...nobody, department: secondLine.find(({ topic }) => topic === to.topic)?.name ?? null };
  };
  return rows.map(({ notice, ticketNumber, attempts, dueAt, finishedAt, fault }) => ({
    id: notice.id,
    kind: notice.kind,
    channel: notice.channel,
    to: readerOf(notice.to),
    ticket:
      notice.ticketId !== null && ticketNumber !== null
        ? { id: notice.ticketId, number: ticketNumber }
        : null,
    since: notice.notBefore,
    attempts,
    nextTryAt: dueAt,
    finishedAt,
    fault,
  }));
}
