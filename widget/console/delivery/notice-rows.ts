/** Tables of notices: what waits, what was given up, what has gone. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NoticeView } from '../../client/api.ts';
import { now } from '../now.ts';
import { besideCode } from '../parts/fault-words.ts';
import { address } from '../router.ts';
import { language, time } from '../words.ts';
import { deliveryWords } from './delivery-words.ts';

export type Shown = {
  zone: string;
  busy: boolean;
  /** Null: for whom may not. */
  again: ((id: string) => void) | null;
};

export const toWords = ({ to }: NoticeView): string => {
  const said = deliveryWords();
  if (to.department) return to.department[language()];
  if (to.side === 'managers') return said.managers;
  if (to.side === 'department') return said.department;
  return to.name ?? (to.side === 'client' ? said.client : said.someone);
};

export const faultWords = ({ fault }: Pick<NoticeView, 'fault'>): TemplateResult | typeof nothing =>
  fault
    ? html`<span class="fault"
        >${deliveryWords().fault[fault.code]}${besideCode(fault) ? html`<small>${besideCode(fault)}</small>` : nothing}</span
      >`
    : nothing;

const saidAt = (at: number, zone: string): string => time().saidAt(at, now(), zone);

const ticketLink = ({ ticket }: NoticeView) =>
  ticket ? html`<a href=${address.ticket(ticket.id)}>${deliveryWords().number(ticket.number)}</a>` : nothing;

const head = (...titles: string[]) =>
  html`<thead>
    <tr>
      ${titles.map((title) => html`<th scope="col">${title}</th>`)}
    </tr>
  </thead>`;

const what = (notice: NoticeView) =>
  html`<th scope="row">${deliveryWords().kind[notice.kind]}</th>
    <td data-label=${deliveryWords().to}>${toWords(notice)}</td>
    <td class="nums" data-label=${deliveryWords().ticket}>${ticketLink(notice)}</td>`;

const press = (notice: NoticeView, label: string, { busy, again }: Shown) =>
  again
    ? html`<button
        type="button"
        class="btn btn-text"
        aria-label="${label}: ${deliveryWords().kind[notice.kind]}, ${toWords(notice)}"
        ?disabled=${busy}
        @click=${() => again(notice.id)}
      >
        ${label}
      </button>`
    : nothing;

const table = (
  label: string,
  titles: string[],
  rows: readonly NoticeView[],
  row: (notice: NoticeView) => TemplateResult,
) =>
  html`<div class="table-in" tabindex="0" role="region" aria-label=${label}>
    <table class="t t-cards t-read">
      ${head(...titles)}
      <tbody>
        ${repeat(rows, (notice) => notice.id, row)}
      </tbody>
    </table>
  </div>`;

export const waitingTable = (rows: readonly NoticeView[], shown: Shown): TemplateResult => {
  const said = deliveryWords();
  const titles = [said.what, said.to, said.ticket, said.since, said.next, said.why, said.act];
  return table(said.waiting, titles, rows, (notice) => {
    const isItsTurn = notice.since <= now();
    return html`<tr>
      ${what(notice)}
      <td class="nums" data-label=${said.since}>${isItsTurn ? saidAt(notice.since, shown.zone) : nothing}</td>
      <td class="nums" data-label=${said.next}>
        ${notice.nextTryAt <= now() ? said.atOnce : saidAt(notice.nextTryAt, shown.zone)}
      </td>
      <td data-label=${said.why}>${faultWords(notice)}</td>
      <td data-label=${said.act}>${isItsTurn ? press(notice, said.now, shown) : nothing}</td>
    </tr>`;
  });
};

export const givenUpTable = (rows: readonly NoticeView[], shown: Shown): TemplateResult => {
  const said = deliveryWords();
  const titles = [said.what, said.to, said.ticket, said.when, said.tries, said.why, said.act];
  return table(
    said.givenUp,
    titles,
    rows,
    (notice) =>
      html`<tr>
        ${what(notice)}
        <td class="nums" data-label=${said.when}>${saidAt(notice.finishedAt ?? notice.since, shown.zone)}</td>
        <td class="nums" data-label=${said.tries}>${notice.attempts}</td>
        <td data-label=${said.why}>${faultWords(notice)}</td>
        <td data-label=${said.act}>${press(notice, said.again, shown)}</td>
      </tr>`,
  );
};

export const sentTable = (rows: readonly NoticeView[], zone: string): TemplateResult => {
  const said = deliveryWords();
  return table(
    said.sent,
    [said.what, said.to, said.ticket, said.when],
    rows,
    (notice) =>
      html`<tr>
        ${what(notice)}
        <td class="nums" data-label=${said.when}>${saidAt(notice.finishedAt ?? notice.since, zone)}</td>
      </tr>`,
  );
};
