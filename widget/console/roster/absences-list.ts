import { html, nothing, type TemplateResult } from 'lit';
import type { RosterView } from '../../client/api.ts';
import { sayDate } from '../parts/local-date.ts';
import { words } from '../words.ts';
import { dateAfter } from './period.ts';
import { rosterWords } from './roster-words.ts';

type Absences = {
  view: RosterView;
  edits: boolean;
  busy: boolean;
  /** Whose removal was pressed once: it is asked again. */
  removing: string | null;
  onAsk(id: string | null): void;
  onRemove(id: string): void;
  onHandBack(id: string): void;
};

/** Who is absent in the days that are shown. */
export const absencesList = (list: Absences): TemplateResult => {
  const said = rosterWords();
  const { view } = list;
  return html`<section class="absences" aria-labelledby="absences-title">
    <h2 id="absences-title">${said.absences}</h2>
    ${
      view.absences.length === 0
        ? html`<p class="quiet">${said.noAbsences}</p>`
        : html`<ul>
            ${view.absences.map((absence) => item(list, absence))}
          </ul>`
    }
  </section>`;
};

function item(list: Absences, absence: RosterView['absences'][number]): TemplateResult {
  const said = rosterWords();
  const { view, busy } = list;
  const person = view.people.find(({ id }) => id === absence.staffId);
  const last = dateAfter(absence.until, -1);
  const day = (date: string) => sayDate(date, view.timeZone);
  const isNow = absence.from <= view.today && view.today < absence.until;
  const tickets = person?.openTickets ?? 0;
  return html`<li>
    <span class="grow"
      ><b>${person?.name ?? ''}</b>, ${said.kind[absence.kind]}
      <span class="soft nums"
        >${absence.from === last ? day(last) : `${day(absence.from)} – ${day(last)}`}</span
      ></span
    >
    ${
      !list.edits
        ? nothing
        : list.removing === absence.id
          ? html`<span>${said.reallyRemove}</span>
              <button type="button" class="btn" ?disabled=${busy} @click=${() => list.onRemove(absence.id)}>
                ${said.remove}
              </button>
              <button type="button" class="btn btn-text" @click=${() => list.onAsk(null)}>
                ${words().cancel}
              </button>`
          : html`${
                isNow && tickets > 0
                  ? html`<button
                      type="button"
                      class="btn"
                      ?disabled=${busy}
                      @click=${() => list.onHandBack(absence.id)}
                    >
                      ${said.handBack(tickets)}
                    </button>`
                  : nothing
              }
              <button
                type="button"
                class="btn btn-text"
                aria-label="${said.remove}: ${person?.name ?? ''}"
                @click=${() => list.onAsk(absence.id)}
              >
                ${said.remove}
              </button>`
    }
  </li>`;
}
