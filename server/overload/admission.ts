/**
 * Who may come in while there is more to do than the process can: staff before signed-in clients, those before visitors,
 * and streams last. Numbers in, a word out; what is counted, and where, is gate.ts.
 */

/** `knocking`: says that it is staff and has not shown it here yet, as at the sign-in. */
export type CallerClass = 'staff' | 'knocking' | 'identified' | 'anonymous' | 'stream';

/** A call is let in while fewer than so many, of whichever class, are under way. */
export const ROOM = {
  /**
   * On one core some hundreds of calls a second are answered, so that 128 under way are a wait of a fifth of a second:
   * more of them would be answered no sooner, and each holds memory.
   */
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

/** An event loop this late is slower than counted on: there is room for fewer. */
const LATE_MS = 100;
const VERY_LATE_MS = 250;

export type Load = {
  /** Calls in all, whatever their class. */
  underWay: number;
  knocking: number;
  streams: number;
  loopDelayMs: number;
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
  if (load.underWay >= roomFor(caller, load.loopDelayMs)) return 'busy';
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

function ofOneOfMany(caller: CallerClass, { ofSession, site }: Load): Word {
  if (ofSession >= MOST_OF_ONE_SESSION) return 'noisy';
  if (!site.hasNeighbours) return 'in';
  return site.left < 1 || site.underWay >= ROOM[caller] / 2 ? 'noisy' : 'in';
}

function roomFor(caller: CallerClass, loopDelayMs: number): number {
  const room = ROOM[caller];
  if (caller === 'staff' || caller === 'knocking' || loopDelayMs < LATE_MS) return room;
  return loopDelayMs < VERY_LATE_MS ? room / 2 : room / 4;
}

export const LONGEST_WAIT_S = 60;
const SHORTEST_SPREAD_S = 4;

/** The longer it has lasted, the wider the refused are spread; `dice` is from 0 up to 1. */
export function comeAgainAfter(refusingForMs: number, dice: number): number {
  const spread = Math.min(LONGEST_WAIT_S, Math.max(SHORTEST_SPREAD_S, Math.ceil(refusingForMs / 1000)));
  return 1 + Math.floor(dice * spread);
}
