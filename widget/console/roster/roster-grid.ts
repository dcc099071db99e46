import { html, nothing, type TemplateResult } from 'lit';
import type { PartOfDay, Shift } from '../../../shared/roster.ts';
import type { Inputs, RosterDay, RosterPerson, RosterView } from '../../client/api.ts';
import { PageElement } from '../page-element.ts';
import { glyph } from '../parts/icons.ts';
import { language } from '../words.ts';
import { weekdayOf } from './period.ts';
import { rosterWords } from './roster-words.ts';
import { sayShort } from './shortfall.ts';

export type Cell = Inputs['roster']['setShifts']['cells'][number];

/** On the user's act: these days of these people are to be as they are painted. */
export class CellsPainted extends Event {
  static readonly NAME = 'cells-painted';
  readonly cells: readonly Cell[];

  constructor(cells: readonly Cell[]) {
    super(CellsPainted.NAME, { bubbles: true });
    this.cells = cells;
  }
}

const keyOf = (staffId: string, date: string): string => `${staffId} ${date}`;
const sameHours = (a: PartOfDay | null | undefined, b: PartOfDay | null): boolean =>
  a?.from === b?.from && a?.to === b?.to;

/** People by days. Whoever may edit presses a cell, draws over several, or moves by arrows and presses the space bar. */
export class RosterGrid extends PageElement {
  static override properties = {
    view: { attribute: false },
    brush: { attribute: false },
    edits: { type: Boolean },
    row: { state: true },
    column: { state: true },
    painted: { state: true },
  };
  declare view: RosterView;
  /** What is put where somebody presses: a part of the day, or null for all of it. */
  declare brush: PartOfDay | null;
  declare edits: boolean;
  declare row: number;
  declare column: number;
  declare painted: ReadonlyMap<string, Cell>;

  /** While the pointer is down: what its first cell became. */
  #drawing: boolean | null = null;

  constructor() {
    super();
    this.brush = null;
    this.edits = false;
    this.row = 0;
    this.column = 0;
    this.painted = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pointerup', this.#lift);
    addEventListener('pointercancel', this.#lift);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pointerup', this.#lift);
    removeEventListener('pointercancel', this.#lift);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('view')) return;
    if (this.#drawing === null) this.painted = new Map();
    this.row = Math.min(this.row, Math.max(0, this.view.people.length - 1));
    const before = changed.get('view') as RosterView | undefined;
    if (before?.from === this.view.from && before.until === this.view.until) return;
    const today = this.view.days.findIndex(({ date }) => date === this.view.today);
    this.column = today === -1 ? 0 : today;
  }

  #mayEdit = (day: RosterDay): boolean => this.edits && day.working && day.date >= this.view.today;

  #shiftOf(person: RosterPerson, day: RosterDay): Shift | null {
    const painted = this.painted.get(keyOf(person.id, day.date));
    if (painted)
      return painted.on ? { staffId: person.id, date: day.date, part: painted.part ?? null } : null;
    return this.view.shifts.find((each) => each.staffId === person.id && each.date === day.date) ?? null;
  }

  /** What a press makes of a cell: it is put as the brush has it, and cleared where it is so already. */
  #wouldBeOn(person: RosterPerson, day: RosterDay): boolean {
    const shift = this.#shiftOf(person, day);
    return !shift || !sameHours(shift.part, this.brush);
  }

  #paint(row: number, column: number, on: boolean): void {
    const [person, day] = [this.view.people[row], this.view.days[column]];
    if (!person || !day || !this.#mayEdit(day)) return;
    const part = on && this.brush ? { part: this.brush } : {};
    const cell = { staffId: person.id, date: day.date, on, ...part };
    this.painted = new Map(this.painted).set(keyOf(person.id, day.date), cell);
  }

  #press(row: number, column: number): void {
    const [person, day] = [this.view.people[row], this.view.days[column]];
    if (person && day) this.#paint(row, column, this.#wouldBeOn(person, day));
  }

  #send(): void {
    if (this.painted.size > 0) this.dispatchEvent(new CellsPainted([...this.painted.values()]));
  }

  static #placeOf(event: Event): { row: number; column: number } | null {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('td[data-row]');
    return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null;
  }

  #down = (event: PointerEvent) => {
    const place = RosterGrid.#placeOf(event);
    // A finger scrolls; it presses by `click`.
    if (!place || event.pointerType === 'touch' || event.button !== 0) return;
    const [person, day] = [this.view.people[place.row], this.view.days[place.column]];
    if (!person || !day || !this.#mayEdit(day)) return;
    this.row = place.row;
    this.column = place.column;
    this.#drawing = this.#wouldBeOn(person, day);
    this.#paint(place.row, place.column, this.#drawing);
  };

  #over = (event: PointerEvent) => {
    const place = RosterGrid.#placeOf(event);
    if (place && this.#drawing !== null) this.#paint(place.row, place.column, this.#drawing);
  };

  #lift = () => {
    if (this.#drawing === null) return;
    this.#drawing = null;
    this.#send();
  };

  #click = (event: MouseEvent) => {
    const place = RosterGrid.#placeOf(event);
    // What a mouse does has been done by its pointer events; this is a finger, or a program that reads the screen.
    if (!place || (event as PointerEvent).pointerType === 'mouse') return;
    this.#press(place.row, place.column);
    this.#send();
  };

  #keydown = async (event: KeyboardEvent) => {
    const place = RosterGrid.#placeOf(event);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const { people, days } = this.view;
    const to = { row: place.row, column: place.column };
    if (event.key === 'ArrowLeft') to.column -= 1;
    else if (event.key === 'ArrowRight') to.column += 1;
    else if (event.key === 'ArrowUp') to.row -= 1;
    else if (event.key === 'ArrowDown') to.row += 1;
    else if (event.key === 'Home') to.column = 0;
    else if (event.key === 'End') to.column = days.length - 1;
    else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      this.#press(place.row, place.column);
      return this.#send();
    } else return;
    event.preventDefault();
    this.row = Math.max(0, Math.min(people.length - 1, to.row));
    this.column = Math.max(0, Math.min(days.length - 1, to.column));
    await this.updateComplete;
    this.focusCell();
  };

  focusCell(): void {
    this.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }

  #cell(person: RosterPerson, day: RosterDay, at: { row: number; column: number }): TemplateResult {
    const said = rosterWords();
    const shift = this.#shiftOf(person, day);
    const absence = this.view.absences.find(
      (each) => each.staffId === person.id && each.from <= day.date && day.date < each.until,
    );
    const closed = day.name?.[language()] ?? said.cell.closed;
    const hours = shift?.part ? said.cell.part(shift.part.from, shift.part.to) : said.cell.on;
    const state = !day.working ? closed : absence ? said.kind[absence.kind] : shift ? hours : said.cell.off;
    const isHere = this.edits && at.row === this.row && at.column === this.column;
    return html`<td
      class=${classesOf(day, this.view)}
      role=${this.edits ? 'gridcell' : nothing}
      data-row=${at.row}
      data-column=${at.column}
      tabindex=${this.edits ? (isHere ? 0 : -1) : nothing}
      aria-selected=${this.edits && this.#mayEdit(day) ? String(shift !== null) : nothing}
      aria-readonly=${this.edits && !this.#mayEdit(day) ? 'true' : nothing}
      ?data-edit=${this.#mayEdit(day)}
      title=${state}
    >
      <span class="vh">${state}</span>
      <span aria-hidden="true"
        >${day.working ? markOf({ person, shift, absence: absence?.kind, wide: this.view.days.length <= 7 }) : nothing}</span
      >
    </td>`;
  }

  #count(day: RosterDay, what: 'people' | 'technical'): TemplateResult {
    const { shortfall } = day;
    const technical = what === 'technical';
    const there = this.view.people.filter(
      (person) =>
        (!technical || person.technicalSpecialist) &&
        this.#shiftOf(person, day) &&
        !this.view.absences.some(
          (each) => each.staffId === person.id && each.from <= day.date && day.date < each.until,
        ),
    ).length;
    const planned = technical ? shortfall?.technicalPlanned : shortfall?.planned;
    const required = technical ? shortfall?.technicalRequired : shortfall?.required;
    const isShort = planned !== undefined && required !== undefined && planned < required;
    const { short } = rosterWords();
    return html`<td class="${classesOf(day, this.view)} nums">
      ${
        !day.working
          ? nothing
          : isShort
            ? html`<span class="state" data-is="missed"
                >${glyph('alert')}${short.people(planned, required)}</span
              >`
            : there
      }
    </td>`;
  }

  #head(day: RosterDay): TemplateResult {
    const said = rosterWords();
    const isToday = day.date === this.view.today;
    const why = day.shortfall ? sayShort(day.shortfall, this.view.timeZone) : (day.name?.[language()] ?? '');
    return html`<th
      scope="col"
      class=${classesOf(day, this.view)}
      aria-current=${isToday ? 'date' : nothing}
      title=${why}
    >
      ${said.weekdays[weekdayOf(day.date)]}<b class="nums">${Number(day.date.slice(8))}</b>
      <span class="vh">${[isToday ? said.today : '', why].filter(Boolean).join(', ')}</span>
    </th>`;
  }

  protected override render() {
    const said = rosterWords();
    const { people, days } = this.view;
    return html`<div
      class="table-in"
      tabindex=${this.edits ? nothing : 0}
      role="region"
      aria-label=${said.grid}
    >
      <table
        class="roster"
        role=${this.edits ? 'grid' : nothing}
        aria-label=${said.grid}
        data-days=${days.length > 7 ? 'month' : 'week'}
        ?data-edits=${this.edits}
        @pointerdown=${this.#down}
        @pointerover=${this.#over}
        @click=${this.#click}
        @keydown=${this.#keydown}
      >
        <thead>
          <tr>
            <th scope="col"><span class="vh">${said.person}</span></th>
            ${days.map((day) => this.#head(day))}
          </tr>
        </thead>
        <tbody>
          ${people.map(
            (person, row) =>
              html`<tr>
                <th scope="row">
                  ${person.name}${person.technicalSpecialist ? html`<small>${said.technical}</small>` : nothing}
                </th>
                ${days.map((day, column) => this.#cell(person, day, { row, column }))}
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${said.counts}</th>
            ${days.map((day) => this.#count(day, 'people'))}
          </tr>
          <tr>
            <th scope="row">${said.technicalRow}</th>
            ${days.map((day) => this.#count(day, 'technical'))}
          </tr>
        </tfoot>
      </table>
    </div>`;
  }
}

const classesOf = (day: RosterDay, { from }: RosterView): string =>
  [
    day.working ? '' : 'free',
    day.shortfall ? 'broken' : '',
    weekdayOf(day.date) === 0 && day.date !== from ? 'week' : '',
  ]
    .filter(Boolean)
    .join(' ');

type Marked = {
  person: RosterPerson;
  shift: Shift | null;
  absence: RosterView['absences'][number]['kind'] | undefined;
  /** There is room for whole words. */
  wide: boolean;
};

function markOf({ person, shift, absence, wide }: Marked): TemplateResult | typeof nothing {
  const said = rosterWords();
  if (absence) return html`<span class="away">${(wide ? said.kind : said.kindShort)[absence]}</span>`;
  if (!shift) return nothing;
  const { part } = shift;
  const short = (time: string) => time.replace(/^0/, '').replace(/:00$/, '');
  return html`<span class="on-shift" ?data-tech=${person.technicalSpecialist}
    >${part ? html`<span class="nums">${short(part.from)}–${short(part.to)}</span>` : person.technicalSpecialist ? said.technicalMark : glyph('met')}</span
  >`;
}
