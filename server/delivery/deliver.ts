/**
 * Takes what is due, finds its words, sends it, says what became of it. Strictly one after another within a lane, lanes
 * beside each other. Each message has a mark that is the same at every try: this process may end between sending and
 * noting it, and then the receiver can tell the repeat.
 */
import { createHash } from 'node:crypto';
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { NoticeKind } from '../domain/notices/notice.ts';
import type { Log } from '../log.ts';
import type { StoredNotice, Taken } from '../store/outbox.ts';
import { isGivenUp, isOfTheWay, messageGap } from './backoff.ts';
import { placeOf, type Outgoing, type Worded, type WordingDeps } from './outgoing.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import { NotDelivered, type Transport } from './transport.ts';
import { createWays, type Ways } from './ways.ts';

/** Longer than any one message may take; whoever has not come back by then is gone. */
export const LEASE = MINUTE;
const AT_ONCE = 8;
/** What nobody can send is looked at again this often: only a restart sets a channel up. */
const NOT_CONFIGURED_GAP = 60 * MINUTE;

export type Transports = { [C in Outgoing['channel']]: Transport<Extract<Outgoing, { channel: C }>> };

export type DeliveryDeps = Omit<WordingDeps, 'at' | 'replyAddress'> & {
  replyAddress?: WordingDeps['replyAddress'];
  now(): Instant;
  newId(): string;
  log: Log;
  transports: Transports;
  wording: Readonly<Partial<Record<NoticeKind, Worded>>>;
  /** From 0 to 1. */
  dice(): number;
};

export type Delivery = {
  /** All that is due, and what becomes due behind it; ends when nothing is left that could go now. */
  deliver(): Promise<void>;
  /** After a commit; nobody waits for it. */
  nudge(): void;
  /** Takes nothing any more; ends when what is under way has ended. */
  stop(): Promise<void>;
  ways: Pick<Ways, 'all' | 'of' | 'closedChannels'>;
  configured: WordingDeps['configured'];
  /** Whatever is down is tried at once. */
  tryNow(): void;
  /** Straight to the other side, past everything that waits; null when it has got there. */
  sendTest(message: Outgoing): Promise<{ code: FaultCode; text: string } | null>;
};

export function openDelivery(deps: DeliveryDeps): Delivery {
  const ways = createWays(deps.dice);
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;

  const round = async (): Promise<void> => {
    const under = new Set<Promise<void>>();
    const failed: unknown[] = [];
    while (!stopped && failed.length === 0) {
      again = false;
      const at = deps.now();
      const free = AT_ONCE - under.size;
      const taken = await deps.store.outbox.take(deps.newId(), {
        at,
        until: at + LEASE,
        most: free,
        not: ways.closedChannels(at),
      });
      for (const each of taken) {
        const sending: Promise<void> = deliverOne(deps, ways, each)
          .catch((cause) => void failed.push(cause))
          .finally(() => {
            under.delete(sending);
            // What waited behind it in its lane may not have been seen by a look that had begun.
            again = true;
          });
        under.add(sending);
      }
      if (under.size > 0) await Promise.race(under);
      else if (!again) break;
    }
    await Promise.all(under);
    // The store itself does not answer: its lease runs out, and what was taken is taken again.
    if (failed.length > 0) throw failed[0];
  };

  const deliver = (): Promise<void> => {
    again = true;
    running ??= round().finally(() => (running = null));
    return running;
  };

  const nudge = () => void deliver().catch((cause) => deps.log.fault('delivery failed', cause));

  return {
    deliver,
    ways,
    nudge,
    configured: deps.configured,
    tryNow() {
      ways.openAll();
      nudge();
    },
    async sendTest(message) {
      const transport = deps.transports[message.channel] as Transport;
      const at = deps.now();
      const mark = `test.${deps.newId()}`;
      try {
        const way = transport.wayOf(message);
        if (way === null) return { code: 'not_configured', text: '' };
        await transport.send({ message, mark, since: at, perhapsSent: false, root: null });
        ways.worked(way, deps.now());
        return null;
      } catch (error) {
        if (!(error instanceof NotDelivered)) throw error;
        return { code: error.code, text: error.message };
      }
    },
    async stop() {
      stopped = true;
      await running?.catch(() => {});
    },
  };
}

async function deliverOne(deps: DeliveryDeps, ways: Ways, taken: Taken): Promise<void> {
  const { store, now } = deps;
  const { notice } = taken;
  let way: string | null = null;
  try {
    const messages = await ours(() => worded(deps, notice), 'its words could not be made');
    if (messages === 'skip') return await store.outbox.finish(notice.id, 'skipped', now());
    const sent = await store.outbox.sentOf(notice.id);
    let begun = false;
    for (const { message, mark, place } of messages) {
      if (sent.has(mark)) continue;
      const transport = deps.transports[message.channel] as Transport;
      way = transport.wayOf(message);
      if (way === null) throw new NotDelivered('not_configured', message.channel);
      ways.assertOpen(way, now());
      // Of a long list each message has its time.
      if (begun && !(await store.outbox.keep(taken, now() + LEASE))) return;
      begun = true;
      await sendOne(deps, taken, { message, mark, place, transport });
      ways.worked(way, now());
    }
    await store.outbox.finish(notice.id, 'sent', now());
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error;
    const at = now();
    const until = way === null ? null : ways.failed(way, error, { noticeId: notice.id, at });
    await notSent(deps, taken, { error, at, until });
  }
}

type Failure = {
  error: NotDelivered;
  at: Instant;
  /** Until when its way is closed. */
  until: Instant | null;
};

async function notSent(
  { store, log, dice }: DeliveryDeps,
  taken: Taken,
  { error, at, until }: Failure,
): Promise<void> {
  const { notice, attempts } = taken;
  const { code } = error;
  const failingSince = taken.failingSince ?? at;
  const perhapsSent = error.unclear || taken.perhapsSent;
  const fault = { code, text: error.message, perhapsSent, failingSince };
  if (code === 'our_fault') log.fault('a notice could not be sent', error.cause, { notice: notice.id });
  if (isGivenUp(code, attempts, at - failingSince)) {
    log.warn('notice given up', { notice: notice.id, kind: notice.kind, code, attempts });
    return store.outbox.giveUp(taken, at, fault);
  }
  const dueAt =
    code === 'not_configured' ? at + NOT_CONFIGURED_GAP : (until ?? at + messageGap(attempts, dice()));
  return store.outbox.putOff(taken, dueAt, { ...fault, counts: !isOfTheWay(code) });
}

/** What breaks here is a fault of ours, which the next notice need not have. */
async function ours<T>(run: () => T | Promise<T>, what: string): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof NotDelivered) throw cause;
    throw new NotDelivered('our_fault', `${what}; the log says why`, { cause });
  }
}

type Marked = { message: Outgoing; mark: string; place: string };

async function worded(deps: DeliveryDeps, notice: StoredNotice): Promise<Marked[] | 'skip'> {
  const { store, ruleBook, keys, baseUrl, reports, configured, wording, replyAddress = null } = deps;
  const about = { store, ruleBook, keys, baseUrl, reports, configured, replyAddress, at: deps.now() };
  const words = wording[notice.kind];
  if (!words) throw new Error(`a notice of kind ${notice.kind} has no words`);
  const messages = await words(about, notice);
  return messages === 'skip' ? 'skip' : marked(notice.id, messages);
}

/** A second message of the same notice to the same place has a mark of its own. */
function marked(noticeId: string, messages: readonly Outgoing[]): Marked[] {
  const before = new Map<string, number>();
  return messages.map((message) => {
    const place = placeOf(message);
    const what = message.channel === 'mattermost' && message.edit ? `${place} edit ${message.edit}` : place;
    const nth = before.get(what) ?? 0;
    before.set(what, nth + 1);
    const hash = createHash('sha256').update(`${what} ${nth}`).digest('hex').slice(0, 12);
    return { message, place, mark: `${noticeId}.${hash}` };
  });
}

async function sendOne(
  deps: DeliveryDeps,
  { notice, perhapsSent }: Taken,
  { message, mark, place, transport }: Marked & { transport: Transport },
): Promise<void> {
  const { outbox } = deps.store;
  const thread = message.thread === undefined ? null : { channel: message.channel, thread: message.thread };
  const root = thread && (await outbox.rootOf(thread.channel, thread.thread, place));
  const receipt = await ours(
    () => transport.send({ message, mark, since: notice.createdAt, perhapsSent, root }),
    'sending broke',
  );
  const begins = thread && receipt.root !== null && receipt.root !== root;
  await outbox.noteSent(notice.id, {
    mark,
    place,
    receipt: receipt.id,
    at: deps.now(),
    root: begins && receipt.root ? { ...thread, root: receipt.root } : null,
  });
}
