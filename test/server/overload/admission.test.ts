import { describe, expect, it } from 'vitest';
import {
  comeAgainAfter,
  LONGEST_WAIT_S,
  mayCome,
  MOST_KNOCKING,
  MOST_OF_ONE_SESSION,
  MOST_STREAMS,
  ROOM,
  SITE_BURST,
  type CallerClass,
  type Load,
  type Word,
} from '../../../server/overload/admission.ts';

type Changes = Partial<Omit<Load, 'site'>> & { site?: Partial<Load['site']> };

const aLoad = ({ site, ...more }: Changes): Load => ({
  underWay: 0,
  knocking: 0,
  streams: 0,
  loopDelayMs: 0,
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
  // A late event loop has room for fewer clients, and for as many staff as before.
  ['anonymous', { underWay: ROOM.anonymous / 2, loopDelayMs: 150 }, 'busy'],
  ['anonymous', { underWay: ROOM.anonymous / 4, loopDelayMs: 150 }, 'in'],
  ['anonymous', { underWay: ROOM.anonymous / 4, loopDelayMs: 400 }, 'busy'],
  ['anonymous', { loopDelayMs: 10_000 }, 'in'],
  ['staff', { underWay: ROOM.identified, loopDelayMs: 10_000 }, 'in'],
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
  for (const loopDelayMs of [0, 150, 1000]) {
    const turnedAwayAt = order.map((caller) => {
      let underWay = 0;
      while (mayCome(caller, aLoad({ underWay, loopDelayMs })) === 'in') underWay += 1;
      return underWay;
    });
    expect(turnedAwayAt).toEqual(turnedAwayAt.toSorted((a, b) => a - b));
    expect(new Set(turnedAwayAt).size).toBe(order.length);
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
