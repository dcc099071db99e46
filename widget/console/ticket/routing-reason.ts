/** Why a ticket went where it did, in words; what the regulation's own rules said to it comes after. */
import type { StaffTicketView } from '../../client/api.ts';
import { words } from '../words.ts';

type Reason = NonNullable<StaffTicketView['assignedBecause']>;

export function sayReason(reason: Reason): string {
  const { rules } = words().ticket;
  const said = reason.rules;
  const byRule =
    said?.followed && reason.code.startsWith('rule_')
      ? ` (${rules.followed(said.followed, said.version)})`
      : '';
  return [
    `${because(reason)}${byRule}`,
    ...(said?.passedOver ?? []).map(({ rule, why }) => rules.passedOver[why](rule)),
  ].join('. ');
}

function because(reason: Reason): string {
  const say = words().ticket.because;
  switch (reason.code) {
    case 'technical_fewest_open':
    case 'fewest_open':
      return say[reason.code](reason.open, reason.onShift === true);
    case 'rule_technical':
      return say.rule_technical(reason.open);
    case 'no_one_on_shift':
      return say.no_one_on_shift(reason.present);
    default:
      return say[reason.code];
  }
}
