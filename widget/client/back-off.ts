const LONGEST_MS = 60_000;

/**
 * How long to wait before the next try: a random time, up to twice as long each time, so that those who were turned away
 * together do not come back together. Never sooner than the desk has asked for.
 */
export const backOff = (firstMs: number, tries: number, afterSeconds = 0): number =>
  Math.max(Math.random() * Math.min(LONGEST_MS, firstMs * 2 ** tries), afterSeconds * 1000);
