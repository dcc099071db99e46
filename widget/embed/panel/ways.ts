import { html, type TemplateResult } from 'lit/html.js';
import { TICKET_KINDS, type TicketKind } from '../../../shared/ticket.ts';
import { icon, wayIcon } from '../../ui/icons.ts';
import type { WidgetWords } from '../../wording/widget.ru.ts';

/** The three ways in. They never move, so that they are found by hand. */
export const ways = (words: WidgetWords, go: (kind: TicketKind) => void): TemplateResult =>
  html`<ul class="ways">
    ${TICKET_KINDS.map(
      (kind) =>
        html`<li>
          <button @click=${() => go(kind)}>
            ${wayIcon(kind)}<span><b>${words.ways[kind][0]}</b><small>${words.ways[kind][1]}</small></span
            >${icon('next')}
          </button>
        </li>`,
    )}
  </ul>`;
