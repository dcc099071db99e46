/**
 * One timer for all that is open, in place of two for each of ten thousand: everybody has a place in the round and is come by
 * at it once a round, so that the work is spread and never all at once.
 */
export type Rounds = {
  /** Gives the way to leave. */
  join(each: () => void): () => void;
};

const MOST_STOPS = 64;
const SHORTEST_STOP_MS = 10;

export function rounds(roundMs: number): Rounds {
  const count = Math.max(1, Math.min(MOST_STOPS, Math.floor(roundMs / SHORTEST_STOP_MS)));
  const stops = Array.from({ length: count }, () => new Set<() => void>());
  let at = 0;
  let joining = 0;
  let members = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  return {
    join(each) {
      const stop = stops[joining++ % count]!;
      stop.add(each);
      members += 1;
      timer ??= setInterval(() => {
        for (const one of [...stops[at++ % count]!]) one();
      }, roundMs / count);
      return () => {
        if (!stop.delete(each)) return;
        members -= 1;
        if (members > 0 || !timer) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}
