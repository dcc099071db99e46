import { describe, expect, it } from 'vitest';
import {
  BURST_MS,
  comeAgainAfter,
  LONGEST_WAIT_S,
  mayCome,
  MOST_KNOCKING,
  MOST_OF_ONE_SESSION,
  MOST_STREAMS,
  ROOM,
  SITE_BURST,
  TURN,
  type CallerClass,
  type Load,
  type Word,
} from '../../../server/overload/admission.ts';

type Changes = Partial<Omit<Load, 'site'>> & { site?: Partial<Load['site']> };

const aLoad = ({ site, ...more }: Changes): Load => ({
  underWay: 0,
  knocking: 0,
  streams: 0,
  turn: { ms: 0, calls: 0, forMs: 0 },
  ofSession: 0,
  ...more,
  site: { underWay: 0, left: SITE_BURST, hasNeighbours: false, ...site },
});

const noisySite = { left: 0.5, hasNeighbours: true };

it.each<[CallerClass, Changes, Word]>([
  ['anonymous', {}, 'in'],
  ['anonymous', { underWay: ROOM.anonymous - 1 }, 'in'],
  ['anonymous', { underWay: ROOM.anonymous }, 'busy'],
  ['identified', { underWay: ROOM.anonymous }, 'in'],
  ['identified', { underWay: ROOM.identified }, 'busy'],
  ['staff', { underWay: ROOM.identified }, 'in'],
  ['staff', { underWay: ROOM.staff }, 'busy'],
  ['stream', { underWay: ROOM.stream }, 'busy'],
  ['anonymous', { underWay: ROOM.stream }, 'in'],
  ['stream', { streams: MOST_STREAMS }, 'busy'],
  ['anonymous', { streams: MOST_STREAMS }, 'in'],
  // A turn of the event loop that has lasted long is for staff alone, once the turns before it have too.
  ['anonymous', { turn: { ms: TURN.anonymous.ms - 1, calls: 100, forMs: BURST_MS } }, 'in'],
  ['anonymous', { turn: { ...TURN.anonymous, forMs: BURST_MS } }, 'busy'],
  ['anonymous', { turn: { ...TURN.anonymous, forMs: BURST_MS - 1 } }, 'in'],
  ['anonymous', { turn: { ms: BURST_MS, calls: 100, forMs: BURST_MS } }, 'busy'],
  ['anonymous', { turn: { ms: 10_000, calls: TURN.anonymous.calls - 1, forMs: 10_000 } }, 'in'],
  ['identified', { turn: { ms: TURN.anonymous.ms, calls: 100, forMs: BURST_MS } }, 'in'],
  ['identified', { turn: { ms: 10_000, calls: TURN.anonymous.calls, forMs: 10_000 } }, 'in'],
  ['identified', { turn: { ...TURN.identified, forMs: BURST_MS } }, 'busy'],
  ['identified', { turn: { ...TURN.identified, forMs: BURST_MS - 1 } }, 'in'],
  ['stream', { turn: { ...TURN.stream, forMs: BURST_MS } }, 'busy'],
  ['anonymous', { turn: { ...TURN.stream, forMs: BURST_MS } }, 'in'],
  ['staff', { turn: { ms: 10_000, calls: 100, forMs: 10_000 } }, 'in'],
  ['knocking', { turn: { ms: 10_000, calls: 100, forMs: 10_000 } }, 'in'],
  // Whoever only says that they are staff.
  ['knocking', { underWay: ROOM.identified, knocking: MOST_KNOCKING - 1 }, 'in'],
  ['knocking', { knocking: MOST_KNOCKING }, 'busy'],
  // One noisy session, one noisy site.
  ['identified', { ofSession: MOST_OF_ONE_SESSION }, 'noisy'],
  ['anonymous', { site: noisySite }, 'noisy'],
  ['identified', { site: noisySite }, 'noisy'],
  ['stream', { site: noisySite }, 'noisy'],
  ['staff', { site: noisySite }, 'in'],
  ['anonymous', { site: { left: 0, hasNeighbours: false } }, 'in'],
  ['anonymous', { site: { underWay: ROOM.anonymous / 2, hasNeighbours: true } }, 'noisy'],
  ['anonymous', { site: { underWay: ROOM.anonymous / 2, hasNeighbours: false } }, 'in'],
  ['anonymous', { underWay: ROOM.anonymous, site: noisySite }, 'busy'],
])('of %s at %o says %s', (caller, changes, word) => {
  expect(mayCome(caller, aLoad(changes))).toBe(word);
});

it('turns streams away first, then visitors, then clients, and staff last', () => {
  const order: CallerClass[] = ['stream', 'anonymous', 'identified', 'staff'];
  const turnedAwayAt = (load: (n: number) => Changes) =>
    order.map((caller) => {
      let n = 0;
      while (n < 1000 && mayCome(caller, aLoad(load(n))) === 'in') n += 1;
      return n;
    });
  for (const load of [
    (underWay: number) => ({ underWay }),
    (ms: number) => ({ turn: { ms, calls: 100, forMs: 1000 } }),
  ]) {
    const those = turnedAwayAt(load);
    expect(those).toEqual(those.toSorted((a, b) => a - b));
    expect(new Set(those).size).toBe(order.length);
  }
});

describe('the time to come again', () => {
  it('is from a second to a minute, and wider the longer it lasts', () => {
    for (const ms of [0, 900, 5000, 30_000, 3_600_000]) {
      expect(comeAgainAfter(ms, 0)).toBe(1);
      expect(comeAgainAfter(ms, 0.999_999)).toBeLessThanOrEqual(LONGEST_WAIT_S);
    }
    expect(comeAgainAfter(0, 0.999)).toBe(4);
    expect(comeAgainAfter(20_000, 0.999)).toBe(20);
    expect(comeAgainAfter(3_600_000, 0.999)).toBe(LONGEST_WAIT_S);
  });
});
