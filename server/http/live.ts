/**
 * The live stream, read with fetch because an EventSource cannot send a session. It says which ticket has which version;
 * whoever reads it asks again for what they show. It ends within seconds of the session it was opened with.
 */
import type { ServerResponse } from 'node:http';
import { admit, type Doors } from '../auth/admit.ts';
import type { Caller } from '../auth/caller.ts';
import { heldBy, noMore, type Held } from '../auth/look-again.ts';
import type { Frame, Live } from '../live.ts';
import { EventStream } from './event-stream.ts';
import { rounds } from './rounds.ts';
import { refused } from './refusal-status.ts';

const HEARTBEAT_MS = 20_000;
const LOOK_AGAIN_MS = 4_000;
const MOST_STREAMS = 5;

const BEAT = ': still here\n\n';

type Asking = { request: Request; address: string; outgoing: ServerResponse | undefined };
/** Says its first words, with the headers that every answer has. */
export type Begin = (headers: Headers) => void;

export type Streams = {
  open(asking: Asking): Promise<Begin | Response>;
  /** How many are open. */
  count(): number;
  /** On the way out: readers come back to whoever serves next. */
  closeAll(): void;
};

type Deps = { doors: Doors; live: Live; lookAgainMs?: number };

/** There is one for each of ten thousand: what it holds on to is all that stays of the request. */
type Open = {
  whose: string;
  stream: EventStream;
  held: Held;
  stop(): void;
};

export function streams({ doors, live, lookAgainMs = LOOK_AGAIN_MS }: Deps): Streams {
  const opened = new Map<string, Set<Open>>();
  const beats = rounds<EventStream>(HEARTBEAT_MS, (those) => {
    for (const stream of those) stream.say(BEAT);
  });
  const looks = rounds<Open>(lookAgainMs, (those) => {
    const end = (isOver: (held: Held) => boolean) => {
      for (const { held, stream } of those) if (isOver(held)) stream.end();
    };
    const all = those.map(({ held }) => held);
    noMore(doors, all).then(
      (gone) => end((held) => gone.has(held)),
      // What cannot be asked is not allowed: the reader comes back and is told then.
      () => end(() => true),
    );
  });
  const textOf = inWords();

  const leave = (one: Open) => {
    one.stop();
    beats.leave(one.stream);
    looks.leave(one);
    const theirs = opened.get(one.whose);
    theirs?.delete(one);
    if (theirs?.size === 0) opened.delete(one.whose);
  };

  const listening = (caller: Caller, whose: string, held: Held, outgoing: ServerResponse): Begin => {
    const one: Open = { whose, held, stop() {}, stream: new EventStream(outgoing, () => leave(one)) };
    opened.set(whose, (opened.get(whose) ?? new Set()).add(one));
    return (headers) => {
      if (!one.stream.isOver) {
        one.stop = live.subscribe(caller, (frame) => one.stream.say(textOf(frame)));
        beats.join(one.stream);
        looks.join(one);
      }
      one.stream.begin(headers);
    };
  };

  return {
    async open({ request, address, outgoing }) {
      const { headers } = request;
      const access = headers.has('authorization') ? 'client' : 'staff';
      const caller = await admit(doors, { headers, address }, { access, calls: 'live' });
      if (!caller) throw new Error('a stream let in without a caller');
      if ('refusal' in caller) return refused(caller.refusal);

      const whose = caller.side === 'client' ? caller.sessionId : caller.staffId;
      const theirs = opened.get(whose)?.size ?? 0;
      if (theirs >= MOST_STREAMS) return refused({ code: 'too_many_requests', retryAfterSeconds: 5 });
      if (!outgoing) throw new Error('a stream needs a connection to be written to');
      // The reader has gone while it was looked at who it is: nothing will say so again.
      if (outgoing.destroyed) return new Response(null);
      return listening(caller, whose, heldBy(request), outgoing);
    },

    count: () => [...opened.values()].reduce((sum, theirs) => sum + theirs.size, 0),

    closeAll() {
      for (const theirs of opened.values()) for (const { stream } of [...theirs]) stream.end();
    },
  };
}

/** All who hear of a change hear the same, so it is written once. */
function inWords(): (frame: Frame) => string {
  let last: { frame: Frame; text: string } | null = null;
  return (frame) => {
    if (last?.frame !== frame) last = { frame, text: `event: ticket\ndata: ${JSON.stringify(frame)}\n\n` };
    return last.text;
  };
}
