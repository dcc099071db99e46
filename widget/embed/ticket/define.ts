import { define } from '../../ui/drawn-element.ts';
import { TicketPicture } from './file-chip.ts';
import { TicketStars } from './stars.ts';
import { TicketScreen } from './ticket-screen.ts';
import { TicketWriteBox } from './write-box.ts';

/** Registers the parts of the ticket's screen. */
export function defineTicketScreen(): void {
  define('smart-support-ticket', TicketScreen);
  define('smart-support-write', TicketWriteBox);
  define('smart-support-stars', TicketStars);
  define('smart-support-picture', TicketPicture);
}
