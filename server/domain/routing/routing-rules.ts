/** Whether a rule of the regulation's own speaks of a ticket. */
import type { Criticality, TicketKind } from '../../../shared/ticket.ts';
import type { RoutingRule } from '../regulation.ts';

/** Of a ticket, what rules look at. */
export type RoutedTicket = {
  kind: TicketKind;
  criticality: Criticality | null;
  licensee: { id: string; name: string };
  product: { id: string | null; name: string } | null;
  /** All that the client wrote in the form. */
  text: string;
};

export function matches({ when }: RoutingRule, ticket: RoutedTicket): boolean {
  const { licensee, product, text } = ticket;
  return (
    (when.licensee === undefined || isNamed(licensee, when.licensee)) &&
    (when.product === undefined || (product !== null && isNamed(product, when.product))) &&
    (when.kind === undefined || when.kind === ticket.kind) &&
    (when.criticality === undefined || when.criticality === ticket.criticality) &&
    (when.words === undefined || when.words.some((word) => hasWord(text, word)))
  );
}

const isNamed = ({ id, name }: { id: string | null; name: string }, by: string): boolean =>
  id === by || folded(name) === folded(by);

/** At the beginning of a word, so that «счёт» finds «счета» and not «расчёт»; spaces and letter case are all one. */
function hasWord(text: string, word: string): boolean {
  return ` ${folded(text)}`.includes(` ${folded(word)}`);
}

/** Letters and digits, a space between words, ё as е. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
