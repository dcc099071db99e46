/** Why a message has not gone, in one word: kept with it, and told to staff in their language. */

export const FAULTS = [
  'not_configured',
  'unreachable',
  'another_server',
  'sends_elsewhere',
  'timed_out',
  'sign_in_refused',
  'too_many',
  'server_error',
  'put_off',
  'refused',
  'no_channel',
  'not_allowed',
  'bad_address',
  'our_fault',
] as const;
/**
 * `unreachable`, `another_server`, `sends_elsewhere`, `timed_out`, `sign_in_refused`, `too_many`, `not_configured`: nothing
 * goes this way for now.
 * `server_error`, `put_off`: this message not now. `refused`: never. `no_channel`, `not_allowed`, `bad_address`: not tried, as
 * nothing of ours leads there. `our_fault`: its words could not be made, or sending broke.
 */
export type FaultCode = (typeof FAULTS)[number];
