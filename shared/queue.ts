/** Tickets in a list are counted up to here; beyond, it is enough to know that there are more. */
export const COUNTED_UP_TO = 1000;
