import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { neighboursOf, seenQueue } from '../queue/seen-queue.ts';
import { address } from '../router.ts';
import { menuButton } from '../shell/page-bar.ts';
import { words } from '../words.ts';

const step = (id: string | null, label: string, name: 'up' | 'down'): TemplateResult =>
  id === null
    ? html`<span class="btn btn-icon" aria-hidden="true" data-off>${icon(name)}</span>`
    : html`<a class="btn btn-icon" href=${address.ticket(id)} aria-label=${label}>${icon(name)}</a>`;

/** Back to the list somebody came from, and to its neighbours; over the facts of a narrow screen, back to the story. */
export const ticketBar = (
  id: string,
  number: number | null,
  onCloseFacts: (() => void) | null,
): TemplateResult => {
  const { ticket: said, queue, close } = words();
  const near = neighboursOf(seenQueue(), id);
  return html`<div class="bar ticket-bar">
    ${menuButton()}
    ${
      onCloseFacts
        ? html`<button type="button" class="btn btn-text" @click=${onCloseFacts}>
            ${icon('back')}${close}
          </button>`
        : html`<nav class="soft nums crumbs" aria-label=${queue.title}>
            <a href=${address.queue(seenQueue().search)}>${queue.title}</a
            >${number === null ? nothing : html` / ${said.number(number)}`}
          </nav>`
    }
    <span class="grow"></span>
    ${
      near
        ? html`<span class="quiet nums">${said.of(near.place, near.total, near.orMore)}</span>
            ${step(near.previous, said.previous, 'up')} ${step(near.next, said.next, 'down')}`
        : nothing
    }
  </div>`;
};
