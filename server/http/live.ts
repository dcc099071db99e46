/**
 * The live stream, read with fetch because an EventSource cannot send a session. It says which ticket has which version;
 * whoever reads it asks again for what they show. It ends within seconds of the session it was opened with.
 */
import { admit, clientOf, staffOf, type Doors } from '../auth/admit.ts';
import type { Caller } from '../auth/caller.ts';
import type { Live } from '../live.ts';
import { rounds, type Rounds } from './rounds.ts';
import { refused } from './refusal-status.ts';

const HEARTBEAT_MS = 20_000;
const LOOK_AGAIN_MS = 4_000;
const MOST_STREAMS = 5;

const encoder = new TextEncoder();
const BEAT = encoder.encode(': still here\n\n');

export type Streams = {
  open(asking: { request: Request; address: string }): Promise<Response>;
  /** How many are open. */
  count(): number;
  /** On the way out: readers come back to whoever serves next. */
  closeAll(): void;
};

type Deps = { doors: Doors; live: Live; lookAgainMs?: number };

export function streams({ doors, live, lookAgainMs = LOOK_AGAIN_MS }: Deps): Streams {
  const opened = new Map<string, Set<() => void>>();
  const looks = rounds(lookAgainMs);
  const beats = rounds(HEARTBEAT_MS);

  return {
    async open({ request, address }) {
      const { headers } = request;
      const access = headers.has('authorization') ? 'client' : 'staff';
      const caller = await admit(doors, { headers, address }, { access, calls: 'live' });
      if (!caller) throw new Error('a stream let in without a caller');
      if ('refusal' in caller) return refused(caller.refusal);

      const whose = caller.side === 'client' ? caller.sessionId : caller.staffId;
      const theirs = opened.get(whose) ?? new Set();
      if (theirs.size >= MOST_STREAMS) return refused({ code: 'too_many_requests', retryAfterSeconds: 5 });
      opened.set(whose, theirs);

      const still = () =>
        caller.side === 'client'
          ? clientOf(doors, { headers, address }, 'look')
          : staffOf(doors, { headers, address });
      let end = () => {};
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          end = listening({ controller, caller, live, still, looks, beats }, () => {
            theirs.delete(end);
            if (theirs.size === 0) opened.delete(whose);
          });
          theirs.add(end);
        },
        cancel: () => end(),
      });
      request.signal.addEventListener('abort', () => end(), { once: true });
      return new Response(body, {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      });
    },

    count: () => [...opened.values()].reduce((sum, theirs) => sum + theirs.size, 0),

    closeAll() {
      for (const theirs of opened.values()) for (const end of [...theirs]) end();
    },
  };
}

type Listening = {
  controller: ReadableStreamDefaultController<Uint8Array>;
  caller: Caller;
  live: Live;
  still(): Promise<Caller | { refusal: unknown }>;
  looks: Rounds;
  beats: Rounds;
};

function listening(
  { controller, caller, live, still, looks, beats }: Listening,
  onEnd: () => void,
): () => void {
  const say = (text: string) => controller.enqueue(encoder.encode(text));
  const stop = live.subscribe(caller, (frame) => say(`event: ticket\ndata: ${JSON.stringify(frame)}\n\n`));
  const stopBeats = beats.join(() => controller.enqueue(BEAT));
  const stopLooks = looks.join(() => {
    still().then(
      (now) => 'refusal' in now && end(),
      // What cannot be asked is not allowed: the reader comes back and is told then.
      () => end(),
    );
  });
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    stop();
    stopBeats();
    stopLooks();
    onEnd();
    try {
      controller.close();
    } catch {
      // The reader has gone first: there is nothing left to close.
    }
  };
  say(': hello\n\n');
  return end;
}
