import type { FaultCode } from '../../shared/delivery-fault.ts';

export const faultsEn: Record<FaultCode, string> = {
  not_configured: 'the channel is not set up',
  unreachable: 'the server cannot be reached',
  another_server: 'whoever answers at this address is not Mattermost',
  sends_elsewhere: 'the server sends us to another address: set that one',
  timed_out: 'no answer in time',
  sign_in_refused: 'the password or token was refused',
  too_many: 'asks us to wait',
  server_error: 'an error on that server',
  put_off: 'asks to send it later',
  refused: 'refused',
  no_channel: 'the department has no such channel: add it under Departments',
  not_allowed: 'WEBHOOK_ORIGINS does not name this server',
  bad_address: 'the address is wrong',
  our_fault: 'an error of ours, the log has it',
};
