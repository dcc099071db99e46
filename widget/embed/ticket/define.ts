/** Registers the parts of the ticket's screen; a second time does nothing. */
import { TicketPicture } from './file-chip.ts';
import { TicketStars } from './stars.ts';
import { TicketScreen } from './ticket-screen.ts';
import { TicketWriteBox } from './write-box.ts';

export function defineTicketScreen(): void {
  const parts: [string, CustomElementConstructor][] = [
    ['smart-support-ticket', TicketScreen],
    ['smart-support-write', TicketWriteBox],
    ['smart-support-stars', TicketStars],
    ['smart-support-picture', TicketPicture],
  ];
  for (const [name, part] of parts) if (!customElements.get(name)) customElements.define(name, part);
}
