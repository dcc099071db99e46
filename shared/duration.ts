export type Milliseconds = number;

export const MINUTE: Milliseconds = 60_000;
export const HOUR: Milliseconds = 60 * MINUTE;
/** Twenty-four hours; a local day can be longer or shorter, so never step through a calendar with it. */
export const DAY: Milliseconds = 24 * HOUR;
