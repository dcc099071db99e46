import { html, nothing, type TemplateResult } from 'lit';
import type { RosterDay, RosterView } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { sayDate } from '../parts/local-date.ts';
import { language } from '../words.ts';
import { weekdayOf } from './period.ts';
import type { Cell } from './roster-grid.ts';
import { rosterWords } from './roster-words.ts';
import { sayShort } from './shortfall.ts';

type Days = { view: RosterView; edits: boolean; onSet(cell: Cell): void };

/** The same roster on a narrow screen: day under day, who is there and what is missing. */
export const rosterDays = ({ view, edits, onSet }: Days): TemplateResult =>
  html`<ol class="days-list">
    ${view.days.map((day) => dayItem({ view, edits, onSet }, day))}
  </ol>`;

function dayItem({ view, edits, onSet }: Days, day: RosterDay): TemplateResult {
  const said = rosterWords();
  const absent = (id: string) =>
    view.absences.find((each) => each.staffId === id && each.from <= day.date && day.date < each.until);
  const shiftOf = (id: string) =>
    view.shifts.find((each) => each.staffId === id && each.date === day.date) ?? null;
  const there = view.people.filter(({ id }) => shiftOf(id) && !absent(id));
  const away = view.absences.filter(({ from, until }) => from <= day.date && day.date < until);
  const isToday = day.date === view.today;
  const mayEdit = edits && day.working && day.date >= view.today;
  const hours = (id: string) => {
    const part = shiftOf(id)?.part;
    return part ? ` ${part.from}–${part.to}` : '';
  };
  return html`<li
    ?data-free=${!day.working}
    ?data-broken=${day.shortfall !== null}
    aria-current=${isToday ? 'date' : nothing}
  >
    <h3>
      <span class="quiet">${said.weekdays[weekdayOf(day.date)]}</span> ${sayDate(day.date, view.timeZone)}${
        isToday ? html`, ${said.today}` : nothing
      }
    </h3>
    ${
      day.shortfall
        ? html`<p class="state" data-is="missed">
            ${glyph('alert')}${sayShort(day.shortfall, view.timeZone)}
          </p>`
        : nothing
    }
    ${
      !day.working
        ? html`<p class="quiet">${day.name?.[language()] ?? said.cell.closed}</p>`
        : html`<p>
            ${
              there.length === 0
                ? html`<span class="quiet">${said.nobody}</span>`
                : there.map(
                    (person, i) =>
                      html`${i > 0 ? ', ' : ''}${person.name}${hours(person.id)}${
                        person.technicalSpecialist
                          ? html` <span class="quiet">${said.technicalMark}</span>`
                          : nothing
                      }`,
                  )
            }
          </p>`
    }
    ${
      day.working && away.length > 0
        ? html`<p class="soft">
            ${said.absences}:
            ${away.map(
              ({ staffId, kind }, i) =>
                html`${i > 0 ? ', ' : ''}${view.people.find(({ id }) => id === staffId)?.name}
                  <span class="quiet">${said.kind[kind]}</span>`,
            )}
          </p>`
        : nothing
    }
    ${
      mayEdit
        ? html`<details>
            <summary>${said.edit}</summary>
            ${view.people.map((person) => {
              const away = absent(person.id);
              return html`<label class="choice"
                ><input
                  type="checkbox"
                  .checked=${shiftOf(person.id) !== null}
                  @change=${(event: Event) =>
                    onSet({
                      staffId: person.id,
                      date: day.date,
                      on: (event.target as HTMLInputElement).checked,
                    })}
                />${person.name}${
                  away ? html` <span class="quiet">${said.kind[away.kind]}</span>` : nothing
                }</label
              >`;
            })}
          </details>`
        : nothing
    }
  </li>`;
}
