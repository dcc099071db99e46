import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { CustomerTicketView } from '../../client/api.ts';
import { drawn } from '../../ui/icons.ts';
import type { Frame } from '../panel/screen.ts';
import type { Desk } from './desk.ts';
import type { FarWords } from './far-words.ts';

type Around = { desk: Desk; panel: Frame; words: FarWords };

/** The number small, the due time big, then why then: the ledger's first use. */
export function sentRoom(view: CustomerTicketView, { desk, panel, words }: Around): TemplateResult {
  return html`<div class="body">${sentTold(view, desk, words)}</div>
    <div class="foot">
      <button
        class="btn btn-main btn-wide"
        @click=${() => {
          panel.home();
          panel.go({ is: 'ticket', id: view.id });
        }}
      >
        ${desk.words.openTicket}
      </button>
      <button class="btn btn-text btn-wide" @click=${() => panel.home()}>${desk.words.toList}</button>
    </div>`;
}

/** The same in a page, after its form. */
export function sentTold(view: CustomerTicketView, desk: Desk, far: FarWords): TemplateResult {
  const { words, person, now, view: hours } = desk;
  const { completion, kind, number } = view;
  const zone = hours?.timeZone ?? 'UTC';
  const due = completion.dueAt;
  const solve =
    kind === 'feature'
      ? words.afterEstimate
      : due === null
        ? ''
        : words.alsoSolve(words.time.dueBy(due, now, zone) + words.time.place(due, zone));
  return html`<span class="sent-mark">${drawn(svg`<path d="m3.5 8.5 3 3 6-7"/>`)}</span>
    <p class="soft">${words.accepted(number)}</p>
    <smart-support-ledger
      .compact=${true}
      data-focus
      .ledger=${view.reaction.ledger}
      .desk=${hours}
      .words=${far.ledger}
    ></smart-support-ledger>
    <p class="soft">
      ${solve ? `${solve} ` : nothing}${person?.verified ? words.answerComes : words.answerHere}
    </p>`;
}
