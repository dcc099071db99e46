/**
 * Who may come in while there is more to do than the process can: staff before signed-in clients, those before visitors,
 * and streams last. Numbers in, a word out; what is counted, and where, is gate.ts.
 */

/** `knocking`: says that it is staff and has not shown it here yet, as at the sign-in. */
export type CallerClass = 'staff' | 'knocking' | 'identified' | 'anonymous' | 'stream';

/** A call is let in while fewer than so many, of whichever class, are under way. */
export const ROOM = {
  /** Where work is waiting for a database elsewhere. A core does some hundreds a second: more would be answered no sooner. */
  anonymous: 128,
  /** Half as many again is kept for who is known to their licensee. */
  identified: 192,
  /** Beyond all that clients can take; a console has a few calls under way, so this is hundreds of people at work. */
  staff: 512,
  knocking: 512,
  /** A page without its stream asks by itself now and then: it is the first that can do without. */
  stream: 64,
} as const satisfies Record<CallerClass, number>;

/** Of those who knock. Passwords are slow to check on purpose, and the door is open to everybody. */
export const MOST_KNOCKING = 16;
/** Each holds some 20 kB; with so many of them the process stays under half of what a small machine has. */
export const MOST_STREAMS = 12_000;
/** More than a browser asks at once, uploads included. */
export const MOST_OF_ONE_SESSION = 16;
/**
 * Calls of one site, while others are there. It is an eighth of what the process does, and an hour of a large desk in a
 * minute; the burst is everybody of a firm coming back at once.
 */
export const SITE_CALLS_PER_SECOND = 100;
export const SITE_BURST = 400;

/**
 * With SQLite all work is the event loop's own: a call is done before the next is looked at, and everybody whose turn it is
 * not yet, staff and refusals too, waits for the whole turn and the commit behind it. When so many calls of one turn have
 * taken so long, it is full, and the rest of it is for those above. The count is there because one slow call is no overload.
 */
export const TURN = {
  stream: { ms: 6, calls: 4 },
  anonymous: { ms: 12, calls: 8 },
  identified: { ms: 18, calls: 16 },
} as const;
/** Sixteen who press at one moment are no overload either: until turns have followed each other full for so long, all are let in. */
export const BURST_MS = 100;

/** `forMs`: since the first of the full ones that it follows on, or its own beginning. */
export type Turn = { ms: number; calls: number; forMs: number };

export const isFull = (turn: Pick<Turn, 'ms' | 'calls'>, caller: keyof typeof TURN): boolean =>
  turn.calls >= TURN[caller].calls && turn.ms >= TURN[caller].ms;

export type Load = {
  /** Calls in all, whatever their class. */
  underWay: number;
  knocking: number;
  streams: number;
  /** This turn of the event loop: how long it has lasted, and the calls let in since it began. */
  turn: Turn;
  /** Of the caller's own session; 0 where it has none. */
  ofSession: number;
  site: {
    underWay: number;
    /** What its bucket holds. */
    left: number;
    /** Whether anybody else has come lately: alone, it takes from nobody. */
    hasNeighbours: boolean;
  };
};

/** `busy`: the process has enough to do. `noisy`: this caller has, and others go on. */
export type Word = 'in' | 'busy' | 'noisy';

export function mayCome(caller: CallerClass, load: Load): Word {
  if (load.underWay >= ROOM[caller]) return 'busy';
  switch (caller) {
    case 'staff':
      return 'in';
    case 'knocking':
      return load.knocking < MOST_KNOCKING ? 'in' : 'busy';
    case 'stream':
      return load.streams < MOST_STREAMS ? ofOneOfMany(caller, load) : 'busy';
    case 'identified':
    case 'anonymous':
      return ofOneOfMany(caller, load);
  }
}

function ofOneOfMany(caller: keyof typeof TURN, { turn, ofSession, site }: Load): Word {
  if (turn.forMs >= BURST_MS && isFull(turn, caller)) return 'busy';
  if (ofSession >= MOST_OF_ONE_SESSION) return 'noisy';
  if (!site.hasNeighbours) return 'in';
  return site.left < 1 || site.underWay >= ROOM[caller] / 2 ? 'noisy' : 'in';
}

export const LONGEST_WAIT_S = 60;
const SHORTEST_SPREAD_S = 4;

/** The longer it has lasted, the wider the refused are spread; `dice` is from 0 up to 1. */
export function comeAgainAfter(refusingForMs: number, dice: number): number {
  const spread = Math.min(LONGEST_WAIT_S, Math.max(SHORTEST_SPREAD_S, Math.ceil(refusingForMs / 1000)));
  return 1 + Math.floor(dice * spread);
}
