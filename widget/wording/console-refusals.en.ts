import type { CalendarFault, Refusal } from '../../shared/refusal.ts';
import type { Status } from '../../shared/ticket.ts';

export const statusEn: Record<Status, string> = {
  request: 'Request',
  info_required: 'Information required',
  in_progress: 'In progress',
  analysis: 'Analysis',
  payment: 'Payment',
  verification: 'Verification',
  closed: 'Closed',
};

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)}\u00a0MB`;

const fieldProblem = (refusal: Extract<Refusal, { code: 'field_wrong' }>): string => {
  if (refusal.problem === 'missing') return 'Fill in this field';
  if (refusal.problem === 'too_long') return `Too long, ${refusal.max ?? 0}\u00a0characters at most`;
  if (refusal.problem === 'too_short') return 'Too short';
  return 'Something is wrong here, check it';
};

export const refusalEn = (refusal: Refusal): string => {
  switch (refusal.code) {
    case 'not_signed_in':
      return 'Your session has ended. Sign in again, what you wrote is kept';
    case 'not_found':
      return 'There is no such thing, or it is not open to you';
    case 'not_allowed':
      return 'This needs another role, ask an administrator';
    case 'identity_required':
    case 'identity_refused':
      return 'The site did not confirm who is asking';
    case 'origin_refused':
      return 'The console does not accept this address';
    case 'act_not_allowed':
      return `Not possible in “${statusEn[refusal.status]}”. The ticket has been read again`;
    case 'act_needs':
      return 'Something this act needs is missing';
    case 'ticket_moved_on':
      return 'The ticket changed while you were writing. Your text is here';
    case 'id_reused':
      return 'This was sent before with other text. Reload the page and try again';
    case 'field_wrong':
      return fieldProblem(refusal);
    case 'file_too_large':
      return `“${refusal.name}” is ${megabytes(refusal.bytes)}, the limit is ${megabytes(refusal.maxBytes)}`;
    case 'file_empty':
      return `“${refusal.name}” is empty, choose another file`;
    case 'file_infected':
      return `“${refusal.name}”: a virus was found in it`;
    case 'too_many_files':
      return `${refusal.max}\u00a0files at a time at most`;
    case 'too_many_requests':
      return `Too often. Try again in ${refusal.retryAfterSeconds}\u00a0s`;
    case 'reopening_over':
      return 'The time for reopening is over. Register a new ticket';
    case 'rating_over':
    case 'rating_not_open':
      return 'It can no longer be rated';
    case 'product_not_licensed':
      return 'The licensee has no licence for this product';
    case 'consent_needed':
      return 'Consent to the processing of personal data is needed';
    case 'consent_outdated':
      return 'The text of the consent has changed';
    case 'link_used_up':
      return 'The link was used or has expired. Ask for a new one';
    case 'password_too_short':
      return `The password is shorter than ${refusal.min}\u00a0characters`;
    case 'password_known':
      return 'This password is on the lists of those that are tried first. Choose another, a few words in a row will do';
    case 'email_taken':
      return 'There is a member of staff with this address';
    case 'last_administrator':
      return 'This is the last administrator, nobody else could run the console';
    case 'draft_moved_on':
      return refusal.by === null
        ? 'The draft is gone: it was applied or deleted'
        : `Somebody has saved the draft meanwhile: ${refusal.by}. Your change is still here`;
    case 'consent_moved_on':
      return `${refusal.by ?? 'Somebody'} has changed the consent’s text meanwhile. Yours is still here: compare them and save again`;
    case 'draft_wrong':
      return `The draft still has ${refusal.problems} problem${refusal.problems === 1 ? '' : 's'}: mend them and try again`;
    case 'version_taken':
      return `There was a version “${refusal.version}” already, choose another name`;
    case 'rules_under_way':
      return 'The version before it is still being applied, or waits for its day';
    case 'password_needed':
      return 'Give your password, so that it is certain that it is you';
    case 'person_has_open_tickets':
      return `Close their open tickets first: ${refusal.numbers.map((number) => `#${number}`).join(', ')}`;
    case 'calendar_unreadable':
      return `${CALENDAR[refusal.why]}${refusal.detail ? `: ${refusal.detail}` : ''}`;
  }
};

const CALENDAR: Record<CalendarFault, string> = {
  not_a_calendar: 'The file could not be read: it takes a calendar in JSON or iCalendar',
  no_year: 'The file has no day in it',
  day_wrong: 'A day cannot be what it is called',
  count_wrong: 'The file has not as many working days as it says',
};
