import { html, nothing, type TemplateResult } from 'lit';
import type { PartOfDay } from '../../../shared/roster.ts';
import type { RosterView, StaffMe } from '../../client/api.ts';
import { type Answer, api, type Failure, read, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { glyph, icon } from '../parts/icons.ts';
import { dateValue, sayDate } from '../parts/local-date.ts';
import { Reread } from '../reread.ts';
import { address, go } from '../router.ts';
import { LiveTicketEvent } from '../shell/live-ticket-event.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, words } from '../words.ts';
import type { AbsenceDialog, AbsenceRecorded } from './absence-dialog.ts';
import { absencesList } from './absences-list.ts';
import { type PeriodKind, dateAfter, periodOf, stepped, weekdayOf } from './period.ts';
import { rosterDays } from './roster-days.ts';
import type { Cell, CellsPainted } from './roster-grid.ts';
import { rosterWords } from './roster-words.ts';
import { sayShort } from './shortfall.ts';

const REREAD_GAP_MS = 3000;

/** Who works when, by week and month: managers change it, everybody else reads it. */
export class RosterPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    date: { attribute: false },
    period: { attribute: false },
    view: { state: true },
    failure: { state: true },
    said: { state: true },
    busy: { state: true },
    brush: { state: true },
    removing: { state: true },
  };
  declare me: StaffMe;
  declare date: string | null;
  declare period: PeriodKind;
  declare view: RosterView | null;
  declare failure: Failure | null;
  /** What has just been done. */
  declare said: string;
  declare busy: boolean;
  declare brush: PartOfDay | null;
  declare removing: string | null;

  /** Changes under way: what is read meanwhile may not have them yet. */
  #sending = 0;
  /** Tickets change all the time, and here only a count of them shows. */
  #reread = new Reread(() => this.#read(), REREAD_GAP_MS);

  constructor() {
    super();
    this.date = null;
    this.period = 'week';
    this.view = null;
    this.failure = null;
    this.said = '';
    this.busy = false;
    this.brush = null;
    this.removing = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(LiveTicketEvent.NAME, this.#maybeChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LiveTicketEvent.NAME, this.#maybeChanged);
    this.#reread.stop();
  }

  #maybeChanged = () => this.#reread.soon();

  get #edits(): boolean {
    return this.me.role !== 'agent';
  }

  get #day(): string {
    return this.date ?? dateValue(now(), this.me.desk.timeZone);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('date') || changed.has('period')) void this.#read();
  }

  async #read(): Promise<void> {
    const asked = periodOf(this.period, this.#day);
    const answer = await read(api.roster.view.query(asked));
    if (asked.from !== periodOf(this.period, this.#day).from || this.#sending > 0) return;
    if (answer.ok) this.view = answer.value;
    else this.failure = answer;
  }

  /** The change, then the roster as it is after it: what falls short is the server's to say. */
  async #change<T>(doing: Promise<T>, say: (done: T) => string): Promise<Answer<T>> {
    this.busy = true;
    this.#sending += 1;
    const answer = await send(doing);
    this.#sending -= 1;
    this.busy = this.#sending > 0;
    this.failure = answer.ok ? null : answer;
    this.said = answer.ok ? say(answer.value) : '';
    await this.#read();
    return answer;
  }

  #set = (cells: readonly Cell[]) =>
    void this.#change(api.roster.setShifts.mutate({ cells: [...cells] }), () => '');

  #copy = async () => {
    const { period } = this;
    const from = periodOf(period, this.#day);
    const answer = await this.#change(
      api.roster.copy.mutate({ period, date: from.from }),
      ({ filled, kept, empty }) => rosterWords().copied(filled.length, kept.length, empty.length),
    );
    if (answer.ok) go(address.roster(from.until, period));
  };

  #recorded = (event: Event) => {
    const { tickets } = event as AbsenceRecorded;
    const said = rosterWords();
    this.said = tickets === null ? said.recorded : `${said.recorded}. ${said.returned(tickets)}`;
    void this.#read();
  };

  #remove = (id: string) => {
    this.removing = null;
    void this.#change(api.roster.removeAbsence.mutate({ id }), () => rosterWords().removed);
  };

  #handBack = (id: string) =>
    void this.#change(api.roster.handBack.mutate({ id }), ({ tickets }) =>
      rosterWords().returned(tickets ?? 0),
    );

  #title(): string {
    const { from, until } = periodOf(this.period, this.#day);
    if (this.period === 'month') {
      const month = new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
      return month.format(Date.parse(`${from}T12:00Z`)).replace(/\s*г\.$/u, '');
    }
    const zone = this.me.desk.timeZone;
    return `${sayDate(from, zone)} – ${sayDate(dateAfter(until, -1), zone)}`;
  }

  #bar(): TemplateResult {
    const said = rosterWords();
    const { period } = this;
    const step = (by: 1 | -1) =>
      html`<a
        class="btn btn-icon"
        href=${address.roster(stepped(period, this.#day, by), period)}
        aria-label=${by === 1 ? said.next[period] : said.previous[period]}
        >${icon(by === 1 ? 'next' : 'back')}</a
      >`;
    const kind = (each: PeriodKind) =>
      html`<a
        href=${address.roster(this.date, each)}
        aria-current=${each === period ? 'true' : nothing}
        class="seg-link"
        >${said.period[each]}</a
      >`;
    return pageBar({
      title: said.title,
      tail: this.#title(),
      end: html`<nav class="seg" aria-label=${said.period.label}>${kind('week')}${kind('month')}</nav>
        ${step(-1)}<a class="btn" href=${address.roster(null, period)}>${said.toToday}</a>${step(1)}`,
    });
  }

  #ahead(view: RosterView): TemplateResult {
    const said = rosterWords();
    if (view.enteredAt === null) return html`<p class="soft">${said.noRoster}.</p>`;
    if (view.ahead.length === 0) {
      return html`<p><span class="state" data-is="met">${glyph('met')}${said.allGood}</span></p>`;
    }
    return html`<section class="alerts" aria-label=${said.ahead}>
      ${view.ahead.map((short) => {
        const mend = view.people.find(({ id }) => id === short.mend);
        return html`<div class="alert-line">
          ${glyph('alert')}
          <p>
            <b
              >${said.weekdays[weekdayOf(short.date)]},
              <a href=${address.roster(short.date, this.period)}>${sayDate(short.date, view.timeZone)}</a>:</b
            >
            ${sayShort(short, view.timeZone)}
          </p>
          ${
            mend && this.#edits
              ? html`<button
                  type="button"
                  class="btn"
                  ?disabled=${this.busy}
                  @click=${() => this.#set([{ staffId: mend.id, date: short.date, on: true }])}
                >
                  ${said.mend(mend.name)}
                </button>`
              : nothing
          }
        </div>`;
      })}
    </section>`;
  }

  #brushField(): TemplateResult {
    const { brush: said } = rosterWords();
    const [from, to] = this.#dayHours();
    const part = this.brush;
    const time = (name: 'from' | 'to') =>
      html`<label class="brush-time"
        >${said[name]}
        <input
          class="input"
          type="time"
          required
          .value=${part?.[name] ?? ''}
          @change=${(event: Event) => {
            const value = (event.target as HTMLInputElement).value;
            const next = { ...(part ?? { from, to }), [name]: value };
            if (value !== '' && next.from < next.to) this.brush = next;
          }}
      /></label>`;
    return html`<fieldset class="brush">
      <legend class="vh">${said.label}</legend>
      <span class="soft" aria-hidden="true">${said.label}</span>
      <label class="choice"
        ><input
          type="radio"
          name="brush"
          .checked=${part === null}
          @change=${() => (this.brush = null)}
        />${said.whole}</label
      >
      <label class="choice"
        ><input
          type="radio"
          name="brush"
          .checked=${part !== null}
          @change=${() => (this.brush = { from, to })}
        />${said.part}</label
      >
      ${part ? html`${time('from')} ${time('to')}` : nothing}
    </fieldset>`;
  }

  /** The first working day's that is shown: a part begins as the whole of it. */
  #dayHours(): [string, string] {
    const hours = this.view?.days.find(({ working }) => working)?.hours ?? [];
    return [hours[0]?.[0] ?? '10:00', hours.at(-1)?.[1] ?? '19:00'];
  }

  #tools(): TemplateResult {
    const said = rosterWords();
    if (!this.#edits) return html`<p class="quiet">${said.readOnly}</p>`;
    return html`<div class="roster-tools">
      ${this.#brushField()}
      <span class="grow"></span>
      <button type="button" class="btn" ?disabled=${this.busy} @click=${() => void this.#copy()}>
        ${this.period === 'week' ? said.copyWeek : said.copyMonth}
      </button>
      <button
        type="button"
        class="btn"
        @click=${() => this.querySelector<AbsenceDialog>('absence-dialog')?.open()}
      >
        ${said.absent}
      </button>
    </div>`;
  }

  #roster(view: RosterView): TemplateResult {
    const said = rosterWords();
    const named = view.days.filter((day) => day.why !== null && day.name !== null);
    return html`${this.#ahead(view)} ${this.#tools()}
      <roster-grid
        .view=${view}
        .brush=${this.brush}
        ?edits=${this.#edits}
        @cells-painted=${(event: Event) => this.#set((event as CellsPainted).cells)}
      ></roster-grid>
      ${rosterDays({ view, edits: this.#edits, onSet: (cell) => this.#set([cell]) })}
      <p class="legend roster-legend">
        <span><i class="on-shift">${glyph('met')}</i>${said.cell.on}</span>
        <span><i class="on-shift" data-tech>${said.technicalMark}</i>${said.cell.on}, ${said.technical}</span>
        ${named.map(
          (day) => html`<span>${sayDate(day.date, view.timeZone)}: ${day.name?.[language()]}</span>`,
        )}
      </p>
      <p class="quiet roster-help">
        ${said.rule(view.rule.minimum, view.rule.technicalSpecialists)}.
        ${this.#edits ? html`<span class="roster-keys">${said.gridHelp}.</span>` : nothing}
      </p>
      ${absencesList({
        view,
        edits: this.#edits,
        busy: this.busy,
        removing: this.removing,
        onAsk: (id) => (this.removing = id),
        onRemove: this.#remove,
        onHandBack: this.#handBack,
      })}
      ${
        this.#edits
          ? html`<absence-dialog .view=${view} @absence-recorded=${this.#recorded}></absence-dialog>`
          : nothing
      }`;
  }

  protected override render() {
    const said = rosterWords();
    return html`${this.#bar()}
      <div class="page-body roster-page" tabindex="0" role="region" aria-label=${said.title}>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        <p role="status" class="roster-said">${this.said}</p>
        ${this.view ? this.#roster(this.view) : this.failure ? nothing : html`<p class="quiet">${words().loading}</p>`}
      </div>`;
  }
}
