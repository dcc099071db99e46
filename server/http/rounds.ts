/**
 * One timer for all that is open, in place of two for each of ten thousand: everybody has a place in the round and is come by
 * at it once a round, with those who have the same place, so that the work is spread and never all at once.
 */
export type Rounds<Member> = {
  join(member: Member): void;
  /** Also for whoever has never joined. */
  leave(member: Member): void;
};

const MOST_STOPS = 64;
const SHORTEST_STOP_MS = 10;

export function rounds<Member>(roundMs: number, comeBy: (those: Member[]) => void): Rounds<Member> {
  const count = Math.max(1, Math.min(MOST_STOPS, Math.floor(roundMs / SHORTEST_STOP_MS)));
  const stops = Array.from({ length: count }, () => new Set<Member>());
  let at = 0;
  let joining = 0;
  let members = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  return {
    join(member) {
      stops[joining++ % count]!.add(member);
      members += 1;
      timer ??= setInterval(() => {
        const stop = stops[at++ % count]!;
        if (stop.size > 0) comeBy([...stop]);
      }, roundMs / count);
    },

    leave(member) {
      if (!stops.some((stop) => stop.delete(member))) return;
      members -= 1;
      if (members > 0 || !timer) return;
      clearInterval(timer);
      timer = null;
    },
  };
}
