import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarDay, CalendarYearView, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { glyph, icon } from '../parts/icons.ts';
import { dateValue } from '../parts/local-date.ts';
import { address } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, words } from '../words.ts';
import { adminWords } from './admin-words.ts';
import { daysTogether, monthsOf, weeksOf } from './month.ts';

const LEGEND = ['holiday', 'transferred', 'working_weekend', 'exception', 'weekend'] as const;

/** The year as a picture: which days the desk works, and why not on the others. */
export class CalendarPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    year: { attribute: false },
    view: { state: true },
    failure: { state: true },
  };
  declare me: StaffMe;
  declare year: number | null;
  declare view: CalendarYearView | null;
  declare failure: Failure | null;

  constructor() {
    super();
    this.year = null;
    this.view = null;
    this.failure = null;
  }

  get #shown(): number {
    return this.year ?? Number(dateValue(now(), this.me.desk.timeZone).slice(0, 4));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('year')) void this.#read(this.#shown);
  }

  async #read(year: number): Promise<void> {
    const answer = await read(api.staff.calendar.query({ year }));
    if (year !== this.#shown) return;
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.view = answer.value;
  }

  #label(day: CalendarDay): string {
    const { calendar: said } = adminWords();
    const name = day.name?.[language()];
    const why = day.why ? said.why[day.why] : said.working;
    const hours = day.hours.map(([from, to]) => `${from}–${to}`).join(', ');
    return [Number(day.date.slice(8)), name ?? why, hours].filter(Boolean).join(', ');
  }

  #day(day: CalendarDay | null, today: string): TemplateResult {
    if (!day) return html`<td></td>`;
    const isToday = day.date === today;
    const label = this.#label(day);
    return html`<td
      data-why=${day.why ?? 'working'}
      ?data-today=${isToday}
      aria-current=${isToday ? 'date' : nothing}
      title=${label}
    >
      <span aria-hidden="true">${Number(day.date.slice(8))}</span><span class="vh">${label}</span>
    </td>`;
  }

  #month(days: readonly CalendarDay[], index: number, today: string): TemplateResult {
    const { calendar: said } = adminWords();
    const named = daysTogether(days.filter((day) => day.why && day.why !== 'weekend'));
    return html`<section class="month">
      <table>
        <caption>
          <div class="month-head">
            <span>${said.months[index]}</span>
            <span class="quiet nums">${said.workingDays(days.filter((day) => day.working).length)}</span>
          </div>
        </caption>
        <thead>
          <tr>
            ${said.weekdays.map((day) => html`<th scope="col">${day}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(days).map(
            (week) =>
              html`<tr>
                ${week.map((day) => this.#day(day, today))}
              </tr>`,
          )}
        </tbody>
      </table>
      <ul>
        ${named.map(
          ({ from, to, day }) =>
            html`<li>
              <span class="day-mark" data-why=${day.why ?? ''}></span>
              <span
                ><b class="nums">${from === to ? from : `${from}–${to}`}</b> ${
                  day.name?.[language()] ?? (day.why ? said.why[day.why] : '')
                }</span
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #months(view: CalendarYearView) {
    const { calendar: said } = adminWords();
    const today = dateValue(now(), this.me.desk.timeZone);
    const last = view.officialYears.at(-1) ?? view.year;
    return html`
      ${
        view.official
          ? html`<p class="official">
              <span class="state" data-is="met">${glyph('met')}${said.official}</span>
            </p>`
          : html`<p class="unofficial" role="status">
              ${glyph('alert')}<span>${said.unofficial(view.year, last)}</span>
            </p>`
      }
      <p class="soft">
        ${said.workingDays(view.workingDays)}, ${said.zone(view.timeZone)}.
        ${said.officialYears(view.officialYears.join(', '))}.
        ${view.source ? html`${said.source(view.source)}.` : nothing}
      </p>
      <ul class="legend" aria-label=${said.legend}>
        ${LEGEND.map((why) => html`<li><span class="day-mark" data-why=${why}></span>${said.why[why]}</li>`)}
      </ul>
      <div class="months">${monthsOf(view.days).map((days, index) => this.#month(days, index, today))}</div>
    `;
  }

  protected override render() {
    const { calendar: said } = adminWords();
    const year = this.#shown;
    const step = (to: number, name: 'back' | 'next', label: string) =>
      html`<a class="btn btn-icon" href=${address.calendar(to)} aria-label=${label}>${icon(name)}</a>`;
    return html`${pageBar({
        title: `${said.title} ${year}`,
        end: html`${step(year - 1, 'back', said.previous(year - 1))}
        ${step(year + 1, 'next', said.next(year + 1))}`,
      })}
      <div class="page-body calendar" tabindex="0" role="region" aria-label=${said.title}>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          this.view?.year === year
            ? this.#months(this.view)
            : this.failure
              ? nothing
              : html`<p class="quiet">${words().loading}</p>`
        }
      </div>`;
  }
}
