import type { Instant } from '../../shared/instant.ts';

let ahead = 0;

/** A desk's computer may be minutes off; the promise is kept by the server's clock, so the screen reads that one. */
export const setServerNow = (serverNow: Instant): void => {
  ahead = serverNow - Date.now();
};

export const now = (): Instant => Date.now() + ahead;
