import { html, nothing, type TemplateResult } from 'lit';
import type { Outputs, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { address } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, time, words } from '../words.ts';
import { loadChart, trendCharts } from './report-charts.ts';
import {
  kindsTable,
  peopleTable,
  promisesTable,
  qualityFacts,
  secondLineTable,
  shiftsTable,
  wentTable,
  type Figures,
  type Report,
} from './report-tables.ts';
import { monthName, reportWords } from './report-words.ts';

type Own = Outputs['reports']['mine'];
type Trend = Outputs['reports']['trend'];

const FILES = ['xlsx', 'csv', 'html'] as const;

/** '2026-10' and 1 is '2026-11'. */
const monthAway = (month: string, by: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by)).toISOString().slice(0, 7);

/** The monthly report (§6): all of it for managers, their own figures for everybody else. */
export class ReportPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    month: {},
    report: { state: true },
    own: { state: true },
    trend: { state: true },
    failure: { state: true },
  };
  declare me: StaffMe;
  declare month: string | null;
  declare report: Report | null;
  declare own: Own | null;
  declare trend: Trend | null;
  declare failure: Failure | null;

  constructor() {
    super();
    this.month = null;
    this.report = null;
    this.own = null;
    this.trend = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const asked = this.month ? { month: this.month } : {};
    if (this.me.role === 'agent') {
      const own = await read(api.reports.mine.query(asked));
      if (own.ok) this.own = own.value;
      else this.failure = own;
      return;
    }
    const report = await read(api.reports.month.query(asked));
    if (!report.ok) return void (this.failure = report);
    this.report = report.value;
    const trend = await read(api.reports.trend.query(asked));
    if (trend.ok) this.trend = trend.value;
    else this.failure = trend;
  }

  #months({ month, thisMonth }: { month: string; thisMonth: string }): TemplateResult {
    const said = reportWords();
    return html`<nav class="report-months" aria-label=${said.month}>
      <a class="btn btn-icon" href=${address.reports(monthAway(month, -1))} aria-label=${said.previous}
        >${icon('up')}</a
      >
      ${
        month < thisMonth
          ? html`<a class="btn btn-icon" href=${address.reports(monthAway(month, 1))} aria-label=${said.next}
              >${icon('down')}</a
            >`
          : nothing
      }
    </nav>`;
  }

  #standing({ provisionalAsOf, cutOffAt }: Pick<Report, 'provisionalAsOf' | 'cutOffAt'>): string {
    const zone = this.me.desk.timeZone;
    const say = (at: number) => time().dayAndTime(at, now(), zone);
    return provisionalAsOf === null
      ? reportWords().final(say(cutOffAt))
      : reportWords().provisional(say(provisionalAsOf), say(cutOffAt));
  }

  #figures(figures: Figures, report: Pick<Report, 'quality' | 'month'>): TemplateResult {
    const said = reportWords();
    return html`<section>
        <h2>${said.quality}</h2>
        ${
          figures.quality.closed === 0
            ? html`<p class="quiet">${said.nobodyClosed(monthName(report.month))}</p>`
            : qualityFacts(figures, report.quality.levelOver)
        }
      </section>
      <section>
        <h2>${said.promises}</h2>
        ${promisesTable(figures)}
      </section>
      <section>
        <h2>${said.kinds}</h2>
        ${kindsTable(figures)}
      </section>
      <section>
        <h2>${said.went}</h2>
        ${wentTable(figures)}
      </section>`;
  }

  #whole(report: Report): TemplateResult {
    const said = reportWords();
    return html`${this.#figures(report.desk, report)}
      <section>
        <h2>${said.people} <small>${said.peopleHint}</small></h2>
        ${peopleTable(report)}
      </section>
      <section>
        <h2>${said.breaches}</h2>
        <breach-list .me=${this.me} .breaches=${report.breaches}></breach-list>
      </section>
      <section>
        <h2>${said.departments}</h2>
        ${secondLineTable(report)}
      </section>
      <section>
        <h2>${said.shifts}</h2>
        ${shiftsTable(report)}
      </section>
      <section>
        <h2>${said.trend}</h2>
        ${this.trend ? trendCharts(this.trend) : html`<p class="quiet">${words().loading}</p>`}
      </section>
      <section>
        <h2>${said.load} <small>${said.loadHint}</small></h2>
        ${loadChart(report.load)}
      </section>`;
  }

  #files({ month }: Report): TemplateResult {
    const said = reportWords();
    return html`<div class="report-files">
      ${FILES.map(
        (format) =>
          html`<a class="btn" href="/reports/${month}.${format}?language=${language()}" download
            >${said.download} ${format.toUpperCase()}</a
          >`,
      )}
      <button type="button" class="btn" @click=${() => print()}>${said.print}</button>
    </div>`;
  }

  protected override render() {
    const said = reportWords();
    const { report, own } = this;
    const shown = report ?? own;
    return html`${pageBar({
        title: report || this.me.role !== 'agent' ? said.title : said.mineTitle,
        tail: shown ? monthName(shown.month) : undefined,
        end: shown ? this.#months(shown) : undefined,
      })}
      <div class="page-body report" aria-busy=${shown === null && this.failure === null}>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${shown ? html`<p class="soft">${this.#standing(shown)}</p>` : nothing}
        ${report ? html`${this.#files(report)} ${this.#whole(report)}` : nothing}
        ${
          own
            ? own.mine
              ? this.#figures(own.mine, own)
              : html`<p class="quiet">${said.nobodyClosed(monthName(own.month))}</p>`
            : nothing
        }
      </div>`;
  }
}
