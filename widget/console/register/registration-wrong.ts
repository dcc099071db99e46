import { FORM_FIELDS } from '../../../shared/form-fields.ts';
import { FIELDS } from '../../../shared/submission.ts';
import type { TicketKind } from '../../../shared/ticket.ts';
import { now } from '../now.ts';
import { fieldValue } from '../parts/field.ts';
import { words } from '../words.ts';

/** By the field it is about. */
export type Wrong = Record<string, string>;
type Known = { kind: TicketKind; hasLicensee: boolean; hasPerson: boolean; turnedAt: number | null };

/** What keeps a ticket from being registered, said before the server is asked. */
export const registrationWrong = (
  form: HTMLFormElement,
  { kind, hasLicensee, hasPerson, turnedAt }: Known,
): Wrong => {
  const { register, missing, compose } = words().ticket;
  const wrong: Wrong = {};
  if (!hasLicensee) wrong['licensee'] = register.wrong.licensee;
  if (!hasPerson) wrong['person'] = register.wrong.person;
  const email = fieldValue(form, 'personEmail');
  if (email && !/^\S+@\S+\.\S+$/.test(email)) wrong['email'] = register.wrong.email;
  if (turnedAt === null || turnedAt > now()) wrong['turnedAt'] = register.wrong.turnedAt;
  for (const name of FORM_FIELDS[kind]) {
    const text = fieldValue(form, name);
    if (text.length < FIELDS[name].min) wrong[name] = missing.text;
    if (text.length > FIELDS[name].max) wrong[name] = compose.tooLong(FIELDS[name].max);
  }
  if (kind === 'bug' && !fieldValue(form, 'impact')) wrong['impact'] = register.wrong.impact;
  return wrong;
};
