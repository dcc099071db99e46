import type { CustomerTicketView } from '../../client/api.ts';
import type { WidgetDeskWords } from '../../wording/widget-desk.ru.ts';

/** What somebody else has done since: for who does not see it come. */
export function newsIn(
  { entries, version }: CustomerTicketView,
  before: CustomerTicketView,
  words: WidgetDeskWords,
): string {
  const last = before.entries.at(-1)?.seq ?? 0;
  const theirs = entries.filter(({ seq, by }) => seq > last && !by.me);
  const said = theirs.findLast((entry) => entry.is === 'message');
  if (said) return words.newAnswer(said.by.name);
  return version > before.version && theirs.length > 0 ? words.somethingNew : '';
}
