import { html, nothing, type TemplateResult } from 'lit';
import type { ApplicationView, Difference, StaffMe, VersionView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { time, words } from '../words.ts';
import { rulesWords } from './rules-words.ts';

/** Every version there was: when, who, why, and what it changed, field by field. */
export class RulesVersions extends PageElement {
  static override properties = {
    me: { attribute: false },
    versions: { state: true },
    failure: { state: true },
  };
  declare me: StaffMe;
  declare versions: readonly VersionView[] | null;
  declare failure: Failure | null;

  constructor() {
    super();
    this.versions = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.rules.versions.query());
    if (answer.ok) this.versions = answer.value;
    else this.failure = answer;
  }

  #when = (at: number) => time().dayAndTime(at, now(), this.me.desk.timeZone);

  #act(act: ApplicationView): TemplateResult {
    const { versions: said } = rulesWords();
    const facts = [
      said.from(this.#when(act.fromAt)),
      act.orderedBy === null ? said.byFile : said.by(act.orderedBy),
      act.orderedBy === null ? '' : said.scope[act.scope],
      act.moved > 0 ? said.moved(act.moved) : '',
      said.state[act.state],
    ];
    return html`<p>${facts.filter(Boolean).join(', ')}</p>
      ${act.reason ? html`<p><span class="quiet">${said.reason}:</span> <span class="lines">${act.reason}</span></p>` : nothing}`;
  }

  #version(version: VersionView): TemplateResult {
    const { versions: said } = rulesWords();
    const before = version.acts[0]?.fromVersion;
    return html`<section class="rules-part">
      <h2>
        ${version.version}
        ${version.inForce ? html`<span class="state" data-is="met">${said.current}</span>` : nothing}
        ${version.openTickets > 0 ? html`<span class="hint">${said.open(version.openTickets)}</span>` : nothing}
      </h2>
      <p class="soft">${said.recorded(this.#when(version.recordedAt))}</p>
      ${version.acts.map((act) => this.#act(act))}
      ${
        before && version.differences.length > 0
          ? html`<details>
              <summary>${said.differences(version.differences.length, before)}</summary>
              ${differencesTable(version.differences)}
            </details>`
          : nothing
      }
    </section>`;
  }

  protected override render() {
    return html`<div role="alert">${errorLine(this.failure?.text)}</div>
      ${
        this.versions === null
          ? this.failure
            ? nothing
            : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
          : this.versions.map((each) => this.#version(each))
      }`;
  }
}

export const differencesTable = (differences: readonly Difference[]): TemplateResult => {
  const { versions: said } = rulesWords();
  return html`<div class="table-in" tabindex="0" role="region" aria-label=${said.field}>
    <table class="t t-read">
      <thead>
        <tr>
          <th scope="col">${said.field}</th>
          <th scope="col">${said.was}</th>
          <th scope="col">${said.is}</th>
        </tr>
      </thead>
      <tbody>
        ${differences.map(
          ({ field, was, is }) =>
            html`<tr>
              <th scope="row">${nameOf(field)}<small class="mono">${field}</small></th>
              <td>${valueOf(was)}</td>
              <td>${valueOf(is)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

/** The longest name that we have for it. */
const nameOf = (field: string): string => {
  const { fields } = rulesWords();
  const known = Object.keys(fields).filter((name) => field.startsWith(name));
  const best = known.toSorted((a, b) => b.length - a.length)[0];
  return best === undefined ? field : (fields[best] ?? field);
};

const valueOf = (value: unknown): string => {
  const said = rulesWords();
  if (value === null || value === undefined) return said.versions.absent;
  if (typeof value === 'boolean') return value ? said.yes : said.no;
  if (isSpans(value)) return value.map(([from, to]) => said.hours.span(from, to)).join(', ');
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const isSpans = (value: unknown): value is [string, string][] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => Array.isArray(each) && each.length === 2 && typeof each[0] === 'string');
