/** Words inside a strip, where there is room for them. */
import type { Bar, Label, Line } from './rows.ts';

/**
 * The first of `texts` that finds room, at `at` or else at `orAt`; with `within` only to the right and no longer. Strong
 * ones may stand on solid colour, the others then stay away.
 */
export type Wish = { at: number; orAt?: number; texts: readonly string[]; strong?: boolean; within?: number };

/** How wide a strip is drawn, and words in it: what decides which of them have room. */
export type Room = { px: number; widthOf(text: string): number };
export type Strip = Room & { bars: readonly Bar[]; lines: readonly Line[] };

const shareOf = (text: string, { px, widthOf }: Room): number => (widthOf(text) + 9) / px;

/** Words for a strip as a whole: the first of `texts` that is no longer than it. */
export function named(texts: readonly string[], room: Room, ground: Label['ground']): Label[] {
  const text = texts.find((each) => shareOf(each, room) <= 1);
  return text ? [{ at: 0, end: false, text, strong: false, ground }] : [];
}

type Place = { text: string; at: number; end: boolean; from: number; to: number };

const isSolid = (is: Bar['is']): boolean =>
  is === 'counted' || is === 'over' || is === 'moved' || is === 'off';

/** In the order of their weight: what comes first has the room. */
export function placed(wishes: readonly Wish[], { bars, lines, ...room }: Strip): Label[] {
  const labels: (Place & Label)[] = [];
  const meets = (place: Place, from: number, to: number) => from < place.to - 0.02 && to > place.from + 0.02;
  for (const { at, orAt, texts, strong = false, within } of wishes) {
    const places = texts.flatMap((text): Place[] => {
      const width = shareOf(text, room);
      const right = (x: number): Place => ({ text, at: x, end: false, from: x, to: x + width });
      if (within !== undefined) return width <= within ? [right(at)] : [];
      const left: Place = { text, at, end: true, from: at - width, to: at };
      return orAt === undefined ? [right(at), left] : [right(at), left, right(orAt)];
    });
    const free = places.filter(
      (place) =>
        place.from >= -0.01 &&
        place.to <= 1.02 &&
        !lines.some((line) => meets(place, line.at, line.at)) &&
        !labels.some((other) => meets(place, other.from, other.to)),
    );
    const onSolid = (place: Place) => bars.some((bar) => isSolid(bar.is) && meets(place, bar.from, bar.to));
    const place =
      free.find((place) => within !== undefined || !onSolid(place)) ?? (strong ? free[0] : undefined);
    if (place) labels.push({ ...place, strong, ground: onSolid(place) ? groundOf(place, bars) : 'free' });
  }
  return labels.map(({ at, end, text, strong, ground }) => ({ at, end, text, strong, ground }));
}

/** Wholly on one colour the words take the paper's, else they bring some paper with them. */
function groundOf({ from, to }: Place, bars: readonly Bar[]): Label['ground'] {
  const whole = bars.some((bar) => bar.is === 'counted' && bar.from <= from + 0.01 && bar.to >= to - 0.01);
  return whole ? 'solid' : 'mixed';
}
