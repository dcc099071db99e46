import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MOVE_OF } from '../../../shared/ticket.ts';
import type { StaffTicketRow } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { avatar, bars } from '../parts/marks.ts';
import { address } from '../router.ts';
import { words } from '../words.ts';
import type { Group } from './groups.ts';
import { timeLeft, timeLeftCell } from './time-left.ts';

type Showing = { at: number; zone: string; current: string | null };

const rowOf = (row: StaffTicketRow, { at, zone, current }: Showing): TemplateResult => {
  const said = words();
  const left = timeLeft(row, at, zone);
  const { unofficialYear } = row.due;
  const year = unofficialYear === null ? null : said.queue.unofficialYear(unofficialYear);
  const isNew = !row.reacted && row.status !== 'closed';
  return html`<div
    class="q"
    role="row"
    id="row-${row.id}"
    data-id=${row.id}
    tabindex=${row.id === current ? 0 : -1}
    ?data-new=${isNew}
  >
    <span class="left" role="gridcell">${timeLeftCell(left)}</span>
    <span class="what nums" role="gridcell" title=${year ?? nothing}
      >${left.what}${year ? html`<span class="speaks">${glyph('alert')}<span class="vh">, ${year}</span></span>` : nothing}</span
    >
    <span class="num nums" role="gridcell">${row.number}</span>
    <span class="title" role="gridcell"
      ><a href=${address.ticket(row.id)} tabindex="-1" title=${row.title}
        >${row.title || words().ticket.erasedTitle}</a
      >${isNew ? html`<span class="vh">, ${said.queue.unanswered}</span>` : nothing}${
        row.clientWaits && row.reacted
          ? html`<span class="speaks" title=${said.queue.clientWaits}
              >${glyph('info_required')}<span class="vh">, ${said.queue.clientWaits}</span></span
            >`
          : nothing
      }</span
    >
    <span class="org" role="gridcell" title=${row.person}>${row.licensee.name}</span>
    <span class="status" role="gridcell" data-is=${row.status} data-move=${MOVE_OF[row.status]}
      >${glyph(row.status)}<span class="cut">${said.status[row.status]}</span></span
    >
    <span class="kind" role="gridcell"
      ><span>${said.kind[row.kind]}</span>${row.criticality ? bars(row.criticality) : nothing}</span
    >
    <span class="whose" role="gridcell">${avatar(row.assignee)}</span>
  </div>`;
};

/** Heads of groups are rows too: whoever walks the grid by ear hears where one begins. */
export const groupsTemplate = (groups: readonly Group[], showing: Showing): TemplateResult => {
  const { queue } = words();
  return html`${repeat(
    groups,
    (group) => group.name,
    ({ name, rows, whole }) =>
      html`<div role="rowgroup">
        <div class="qh" role="row">
          <span role="rowheader">${queue.group[name]}</span
          ><span class="n nums" role="gridcell"
            >${whole ? html`<span aria-hidden="true">${rows.length}</span><span class="vh">${queue.inGroup(rows.length)}</span>` : nothing}</span
          >
        </div>
        ${repeat(
          rows,
          (row) => row.id,
          (row) => rowOf(row, showing),
        )}
      </div>`,
  )}`;
};
