/** For Retry-After: not all of them at the same moment. */
export const comeAgainAfterSeconds = (): number => 1 + Math.floor(Math.random() * 4);
