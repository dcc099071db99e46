import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarRead, ImportedYear, KnownYear, StaffMe } from '../../client/api.ts';
import { api, type Failure, read, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field } from '../parts/field.ts';
import { glyph } from '../parts/icons.ts';
import { dateValue, sayDate } from '../parts/local-date.ts';
import { language } from '../words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { replayWords, rulesWords } from './rules-words.ts';

type Read = CalendarRead['years'][number];

/** Next year's production calendar: from a file, compared with what is known, into the draft. */
export class RulesCalendar extends PageElement {
  static override properties = {
    me: { attribute: false },
    keeper: { attribute: false },
    onBegin: { attribute: false },
    known: { state: true },
    found: { state: true },
    added: { state: true },
    failure: { state: true },
    reading: { state: true },
  };
  declare me: StaffMe;
  declare keeper: DraftKeeper;
  /** Begins a draft where there is none. */
  declare onBegin: () => Promise<void>;
  declare known: readonly KnownYear[];
  declare found: readonly Read[];
  declare added: number | null;
  declare failure: Failure | null;
  declare reading: boolean;

  constructor() {
    super();
    this.known = [];
    this.found = [];
    this.added = null;
    this.failure = null;
    this.reading = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    await this.keeper.settled();
    const answer = await read(api.rules.years.query());
    if (answer.ok) this.known = answer.value;
    else this.failure = answer;
  }

  #file = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    const asked = this.querySelector<HTMLInputElement>('#calendar-year')?.valueAsNumber ?? this.#nextYear;
    this.reading = true;
    const text = await file.text();
    const answer = await send(api.rules.readCalendar.mutate({ text, name: file.name, year: asked }));
    this.reading = false;
    this.failure = answer.ok ? null : answer;
    this.found = answer.ok ? answer.value.years : [];
    this.added = null;
  };

  get #nextYear(): number {
    return Number(dateValue(now(), this.me.desk.timeZone).slice(0, 4)) + 1;
  }

  #drafted(): readonly ImportedYear[] {
    return (this.keeper.content?.regulation['productionYears'] as readonly ImportedYear[] | undefined) ?? [];
  }

  async #put(years: readonly ImportedYear[]): Promise<void> {
    const sorted = years.toSorted((a, b) => a.year - b.year);
    this.keeper.set(['productionYears'], sorted.length > 0 ? sorted : undefined);
    await this.#read();
  }

  #add = async (event: SubmitEvent, { year }: Read) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    if (!this.keeper.content) await this.onBegin();
    if (!this.keeper.content) return;
    const source = String(form.get('source') ?? '').trim() || year.source;
    const taken = { ...year, official: form.get('official') !== null, source };
    await this.#put([...this.#drafted().filter((each) => each.year !== year.year), taken]);
    this.added = year.year;
  };

  #state(official: boolean): TemplateResult {
    const { calendar: said } = replayWords();
    return official
      ? html`<span class="state" data-is="met">${glyph('met')}${said.official}</span>`
      : html`<span class="state" data-is="soon">${glyph('alert')}${said.unofficial}</span>`;
  }

  #knownYears(): TemplateResult {
    const { calendar: said } = replayWords();
    const may = this.me.role === 'administrator';
    return html`<section class="rules-part">
      <h2>${said.known}</h2>
      <div class="table-in" tabindex="0" role="region" aria-label=${said.known}>
        <table class="t t-read">
          <thead>
            <tr>
              <th scope="col">${said.year}</th>
              <th scope="col">${said.state}</th>
              <th scope="col">${said.source}</th>
            </tr>
          </thead>
          <tbody>
            ${this.known.map(
              ({ year, official, source, from }) =>
                html`<tr>
                  <th scope="row" class="nums">${year}</th>
                  <td>${this.#state(official)}<br /><span class="quiet">${said.from[from]}</span></td>
                  <td>
                    ${source}
                    ${
                      may && this.#drafted().some((each) => each.year === year)
                        ? html`<button
                            type="button"
                            class="btn btn-text"
                            @click=${() => void this.#put(this.#drafted().filter((each) => each.year !== year))}
                          >
                            ${said.remove(year)}
                          </button>`
                        : nothing
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #found(one: Read): TemplateResult {
    const { calendar: said } = replayWords();
    const { effect: effectSaid } = rulesWords();
    const { year, compared, effect } = one;
    const id = `source-${year.year}`;
    return html`<section class="rules-part">
      <h2>${year.year}</h2>
      <p>
        ${said.workingDays(compared.workingDays.was, compared.workingDays.is)}.
        ${effectSaid.moves(effect.touched, effect.open)}.
      </p>
      ${
        compared.days.length === 0
          ? html`<p class="quiet">${said.same}</p>`
          : html`<div class="table-in" tabindex="0" role="region" aria-label=${String(year.year)}>
              <table class="t t-read">
                <thead>
                  <tr>
                    <th scope="col">${said.day}</th>
                    <th scope="col">${said.was}</th>
                    <th scope="col">${said.is}</th>
                  </tr>
                </thead>
                <tbody>
                  ${compared.days.map(
                    (day) =>
                      html`<tr>
                        <th scope="row">
                          ${sayDate(day.date, this.me.desk.timeZone)}<small
                            >${day.name?.[language()] ?? ''}</small
                          >
                        </th>
                        <td>${said.dayIs[day.was]}</td>
                        <td>${said.dayIs[day.is]}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${
        this.me.role === 'administrator'
          ? html`<form class="line-form" @submit=${(event: SubmitEvent) => void this.#add(event, one)}>
              ${field({ id, label: said.source }, () => html`<input class="input" id=${id} name="source" maxlength="500" value=${year.source} />`)}
              <label class="choice"
                ><input
                  type="checkbox"
                  name="official"
                  .checked=${year.official}
                />${said.markOfficial}</label
              >
              <button class="btn btn-main">${said.add(year.year)}</button>
            </form>`
          : html`<p class="quiet">${said.readOnly}</p>`
      }
      <p role="status">${this.added === year.year ? said.added(year.year) : ''}</p>
    </section>`;
  }

  protected override render() {
    const { calendar: said } = replayWords();
    return html`${this.#knownYears()}
      <section class="rules-part">
        <h2>${said.import} <span class="hint">${said.hint}</span></h2>
        <div class="line-form">
          ${field(
            { id: 'calendar-year', label: said.recurring },
            ({ id }) =>
              html`<input
                class="input nums"
                type="number"
                id=${id}
                min="2000"
                max="2200"
                value=${this.#nextYear}
              />`,
          )}
          <label class="btn rules-file"
            >${said.choose}<input
              class="vh"
              type="file"
              accept=".json,.ics,application/json,text/calendar"
              @change=${this.#file}
          /></label>
        </div>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${this.reading ? html`<p class="quiet" aria-busy="true">${said.reading}</p>` : nothing}
      </section>
      ${this.found.map((each) => this.#found(each))}`;
  }
}
