/** Words inside a strip, where there is room for them. */
import type { Bar, Label, Line } from './rows.ts';

/**
 * The first of `texts` that finds room, at `at` or else at `orAt`; with `within` only to the right and no longer. Strong
 * ones may stand on solid colour, the others then stay away.
 */
export type Wish = { at: number; orAt?: number; texts: readonly string[]; strong?: boolean; within?: number };

export type Strip = {
  bars: readonly Bar[];
  lines: readonly Line[];
  px: number;
  widthOf(text: string): number;
};

type Place = { text: string; at: number; end: boolean; from: number; to: number };

const isSolid = (is: Bar['is']): boolean =>
  is === 'counted' || is === 'over' || is === 'moved' || is === 'off';

/** In the order of their weight: what comes first has the room. */
export function placed(wishes: readonly Wish[], { bars, lines, px, widthOf }: Strip): Label[] {
  const labels: (Place & Label)[] = [];
  const meets = (place: Place, from: number, to: number) => from < place.to - 0.02 && to > place.from + 0.02;
  for (const { at, orAt, texts, strong = false, within } of wishes) {
    const places = texts.flatMap((text): Place[] => {
      const width = (widthOf(text) + 9) / px;
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
