import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CustomerTicketRow } from '../../client/api.ts';
import type { Frame } from '../panel/screen.ts';
import { mark } from '../ticket/mark.ts';
import type { Desk } from './desk.ts';

/** What waits for me, what the desk does, and what is over. */
export function homeLists(desk: Desk, panel: Frame): TemplateResult {
  const { rows, words, waiting, next } = desk;
  if (!rows) return html`${unsentLine(desk, panel)}`;
  const of = (move: CustomerTicketRow['move']) => rows.filter((row) => row.move === move);
  const group = (title: string, list: readonly CustomerTicketRow[]) =>
    list.length === 0
      ? nothing
      : html`<section>
          <h2 class="group-head">${title}</h2>
          <ul class="mine">
            ${list.map((row) => html`<li>${ticketLine(row, desk, panel)}</li>`)}
          </ul>
        </section>`;
  return html`${unsentLine(desk, panel)} ${group(words.waitsForYou, of('client'))}
  ${group(words.weDo, of('desk'))} ${group(words.closed, of('none'))}
  ${rows.length === 0 && waiting.length === 0 ? html`<p class="quiet">${words.none}</p>` : nothing}
  ${next === null ? nothing : html`<button class="btn btn-wide" @click=${() => desk.more()}>${words.more}</button>`}
  ${
    rows.length === 0
      ? nothing
      : html`<button class="btn btn-text btn-wide" @click=${() => panel.go({ is: 'telling' })}>
          ${words.telling}
        </button>`
  }`;
}

function unsentLine({ waiting, words }: Desk, panel: Frame): TemplateResult | typeof nothing {
  if (waiting.length === 0) return nothing;
  return html`<ul class="mine">
    <li>
      <button @click=${() => panel.go({ is: 'unsent' })}>
        ${mark('unsent')}<span class="title">${words.notSentCount(waiting.length)}</span><span></span
        ><span class="does cut">${words.goesItself}</span>
      </button>
    </li>
  </ul>`;
}

function ticketLine(row: CustomerTicketRow, desk: Desk, panel: Frame): TemplateResult {
  const { words, now, view } = desk;
  const { id, status, move, unread, updatedAt, invoiceSumKopecks } = row;
  // What was kept long enough has no words any more.
  const title = row.title || words.number(row.number);
  const zone = view?.timeZone ?? 'UTC';
  const at = words.time.agoOrAt(updatedAt, now, zone);
  const corner =
    invoiceSumKopecks !== null
      ? words.money(invoiceSumKopecks)
      : html`<time datetime=${new Date(updatedAt).toISOString()}>${at}</time>`;
  return html`<button data-move=${move} @click=${() => panel.go({ is: 'ticket', id })}>
    ${mark(status)}<span class="title cut" title=${title}>${title}</span
    ><span class="nums"
      >${unread ? html`<span class="new"><span class="vh">${words.isNew}, </span>${corner}</span>` : corner}</span
    ><span class="does">${does(row, desk, zone)}</span>
  </button>`;
}

function does({ status, move, due, canRate }: CustomerTicketRow, { words, now }: Desk, zone: string): string {
  const asked = words.asked[status];
  const said = words.status[status] + (asked ? `: ${asked}` : '');
  if (move === 'none') return canRate ? `${said}, ${words.canRate}` : said;
  if (move === 'client' || due.at === null) return said;
  const { time } = words;
  if (due.state === 'overdue')
    return `${said}: ${words.overdueSince(time.happenedAt(due.at, now, zone))}${time.place(due.at, zone)}`;
  const by = time.dueBy(due.at, now, zone) + time.place(due.at, zone);
  return `${said}: ${due.clock === 'reaction' ? words.willAnswer(by) : words.willSolve(by)}`;
}
