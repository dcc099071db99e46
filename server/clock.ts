/** The only caller of `Date.now`: everything else is given the instant, or a way to ask for it. */
import type { Instant } from '../shared/instant.ts';

export const now = (): Instant => Date.now();

/** Since the process began, whatever the clock is set to: for how long things take. */
export const elapsedMs = (): number => performance.now();
