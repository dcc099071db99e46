/** Lists of the board: tickets with their clock, and promises that were broken today. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ClockName, Outputs, StaffTicketRow } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { avatar, statusMark } from '../parts/marks.ts';
import { timeLeft, timeLeftCell } from '../queue/time-left.ts';
import { address } from '../router.ts';
import { time } from '../words.ts';
import { boardWords } from './board-words.ts';

type Board = Outputs['board']['now'];
type Breach = Board['breachesToday'][number];

export type Showing = { at: number; zone: string; why(ticketId: string, clock: ClockName): void };

type Shown = { id: string; number: number; title: string; assignee: StaffTicketRow['assignee'] };

const whyButton = ({ id, number }: Shown, clock: ClockName, { why }: Showing): TemplateResult => {
  const said = boardWords();
  return html`<button
    type="button"
    class="btn btn-text board-why"
    aria-label=${said.whyOf(number)}
    @click=${() => why(id, clock)}
  >
    ${said.why}
  </button>`;
};

const titleOf = ({ id, number, title }: Shown): TemplateResult =>
  html`<a class="board-title" href=${address.ticket(id)} title=${title}
    ><span class="nums">${boardWords().number(number)}</span> ${title}</a
  >`;

const ticketRow = (row: StaffTicketRow, showing: Showing): TemplateResult => {
  const left = timeLeft(row, showing.at, showing.zone);
  return html`<li class="board-row">
    <span class="board-left">${timeLeftCell(left)}</span>
    <div class="grow">
      ${titleOf(row)}
      <p class="board-small cut"><span class="nums">${left.what}</span> · ${row.licensee.name}</p>
    </div>
    ${row.due.at === null ? nothing : whyButton(row, row.due.clock, showing)} ${avatar(row.assignee)}
  </li>`;
};

export const ticketSection = (
  { rows, total, orMore }: Board['overdue'],
  { title, none, queue, showing }: { title: string; none: string; queue: string; showing: Showing },
): TemplateResult => {
  const said = boardWords();
  const hidden = total - rows.length;
  return html`<section>
    <h2>${title} <span class="board-n nums">${total}${orMore ? '+' : ''}</span></h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">${none}</p>`
        : html`<ul class="board-list">
            ${repeat(
              rows,
              ({ id }) => id,
              (row) => ticketRow(row, showing),
            )}
          </ul>`
    }
    ${
      hidden > 0
        ? html`<p class="board-small">
            ${said.more(hidden)}. <a href=${address.queue(queue)}>${said.whole}</a>
          </p>`
        : nothing
    }
  </section>`;
};

const MOST_BREACHES = 12;

const breachRow = (breach: Breach, showing: Showing): TemplateResult => {
  const row = { ...breach, id: breach.ticketId };
  const due = boardWords().wasDue[breach.clock](time().time(breach.dueAt, showing.zone));
  return html`<li class="board-row">
    <span class="board-left"><span class="state" data-is="missed">${glyph('alert')}</span></span>
    <div class="grow">
      ${titleOf(row)}
      <p class="board-small"><span class="nums">${due}</span> · ${statusMark(breach.status)}</p>
    </div>
    ${whyButton(row, breach.clock, showing)} ${avatar(breach.assignee)}
  </li>`;
};

export const breachSection = (breaches: readonly Breach[], showing: Showing): TemplateResult => {
  const said = boardWords();
  const hidden = breaches.length - MOST_BREACHES;
  return html`<section>
    <h2>${said.breaches} <span class="board-n nums">${breaches.length}</span></h2>
    ${
      breaches.length === 0
        ? html`<p class="quiet">${said.breachesNone}</p>`
        : html`<ul class="board-list">
            ${repeat(
              breaches.slice(0, MOST_BREACHES),
              ({ ticketId, clock, dueAt }) => `${ticketId} ${clock} ${dueAt}`,
              (breach) => breachRow(breach, showing),
            )}
          </ul>`
    }
    ${hidden > 0 ? html`<p class="board-small">${said.more(hidden)}</p>` : nothing}
  </section>`;
};
