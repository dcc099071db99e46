/** UTC milliseconds since 1970. The only form in which time is stored, compared and sent. */
export type Instant = number;

/** A day of the calendar without a zone: '2026-11-04'. */
export type LocalDate = string;
