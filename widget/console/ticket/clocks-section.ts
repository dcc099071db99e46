import { html, type TemplateResult } from 'lit';
import type { StaffMe, StaffTicketView } from '../../client/api.ts';
import { words } from '../words.ts';
import { promises } from './facts.ts';

/** The clocks stand top right because they are asked about most. */
export const clocksSection = (ticket: StaffTicketView, desk: StaffMe['desk']): TemplateResult => {
  const { ticket: said } = words();
  return html`<section aria-labelledby="facts-clocks">
    <h2 id="facts-clocks">${said.clocks}</h2>
    ${promises(ticket.reaction, ticket.completion, desk.timeZone)}
  </section>`;
};
