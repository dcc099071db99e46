import { html, nothing, type TemplateResult } from 'lit';
import type { ReplayView, RulesView, StaffMe, VersionView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field, fieldValue } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { dateValue } from '../parts/local-date.ts';
import { address } from '../router.ts';
import { time, words } from '../words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { replayWords, rulesWords } from './rules-words.ts';

type Change = ReplayView['changes'][number];
const DAY_MS = 86_400_000;

/** A past period under other rules, beside what was. */
export class RulesReplay extends PageElement {
  static override properties = {
    me: { attribute: false },
    view: { attribute: false },
    keeper: { attribute: false },
    versions: { state: true },
    replayed: { state: true },
    failure: { state: true },
    running: { state: true },
  };
  declare me: StaffMe;
  declare view: RulesView;
  declare keeper: DraftKeeper;
  declare versions: readonly VersionView[];
  declare replayed: ReplayView | null;
  declare failure: Failure | null;
  declare running: boolean;

  constructor() {
    super();
    this.versions = [];
    this.replayed = null;
    this.failure = null;
    this.running = false;
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

  #run = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.running) return;
    const form = event.currentTarget as HTMLFormElement;
    const under = fieldValue(form, 'under');
    this.running = true;
    await this.keeper.settled();
    const answer = await read(
      api.rules.replay.query({
        from: fieldValue(form, 'from'),
        to: fieldValue(form, 'to'),
        by: fieldValue(form, 'by') === 'closed' ? 'closed' : 'submitted',
        people: Number(fieldValue(form, 'people')) || 0,
        ...(under === '' ? {} : { under }),
      }),
    );
    this.running = false;
    this.failure = answer.ok ? null : answer;
    this.replayed = answer.ok ? answer.value : null;
  };

  #form(): TemplateResult {
    const { replay: said } = replayWords();
    const zone = this.me.desk.timeZone;
    const date = (name: string, label: string, at: number) =>
      field(
        { id: `replay-${name}`, label },
        ({ id }) =>
          html`<input
            class="input"
            type="date"
            id=${id}
            name=${name}
            required
            value=${dateValue(at, zone)}
          />`,
      );
    const select = (name: string, label: string, choices: readonly (readonly [string, string])[]) =>
      field(
        { id: `replay-${name}`, label },
        ({ id }) =>
          html`<span class="select"
            ><select class="input" id=${id} name=${name}>
              ${choices.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select
            >${icon('down')}</span
          >`,
      );
    const drafts = this.keeper.content ? [['', said.draft] as const] : [];
    const versions = this.versions.map(({ version }) => [version, said.version(version)] as const);
    return html`<form class="line-form" @submit=${this.#run}>
      ${date('from', said.from, now() - 30 * DAY_MS)}${date('to', said.to, now())}
      ${select('by', said.by, [
        ['submitted', said.bys.submitted],
        ['closed', said.bys.closed],
      ])}
      ${select('under', said.under, [...drafts, ...versions])}
      ${field(
        { id: 'replay-people', label: said.people },
        ({ id }) =>
          html`<input class="input nums" type="number" id=${id} name="people" min="0" max="20" value="0" />`,
      )}
      <button class="btn btn-main" ?disabled=${this.running || versions.length === 0}>${said.run}</button>
    </form>`;
  }

  #tally({ tally }: ReplayView): TemplateResult {
    const { replay: said } = replayWords();
    const { kind, clock } = words();
    const outcomes = ['met', 'missed', 'open'] as const;
    return html`<div class="table-in" tabindex="0" role="region" aria-label=${said.was}>
      <table class="t">
        <thead>
          <tr>
            <th scope="col">${said.kind}</th>
            <th scope="col">${said.clock}</th>
            ${[said.was, said.then].map((side) =>
              outcomes.map((each) => html`<th scope="col" class="r">${side}: ${said.outcome[each]}</th>`),
            )}
          </tr>
        </thead>
        <tbody>
          ${tally.map(
            (row) =>
              html`<tr>
                <th scope="row">${kind[row.kind]}</th>
                <td>${clock[row.clock]}</td>
                ${outcomes.map((each) => html`<td class="r nums">${row.was[each]}</td>`)}
                ${outcomes.map((each) => html`<td class="r nums">${row.was[each] === row.then[each] ? row.then[each] : html`<b>${row.then[each]}</b>`}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #why({ was, then }: Change): string {
    const { replay: said } = replayWords();
    const zone = this.me.desk.timeZone;
    const say = (at: number | null) => (at === null ? said.noDue : time().dayAndTime(at, now(), zone));
    const due = was.dueAt === then.dueAt ? '' : said.due(say(was.dueAt), say(then.dueAt));
    const ended =
      was.endedAt === null
        ? said.still
        : was.endedAt === then.endedAt
          ? said.ended(say(was.endedAt))
          : said.ended2(say(was.endedAt), say(then.endedAt));
    return [due, ended].filter(Boolean).join(', ');
  }

  #changes({ changes }: ReplayView): TemplateResult | typeof nothing {
    const { replay: said } = replayWords();
    const { clock } = words();
    if (changes.length === 0) return nothing;
    const heads = [said.ticket, said.clock, said.was, said.then, said.why];
    return html`<div class="table-in" tabindex="0" role="region" aria-label=${said.ticket}>
      <table class="t t-cards t-read">
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${changes.map(
            (row) =>
              html`<tr>
                <th scope="row">
                  <a class="nums" href=${address.ticket(row.id)}>№ ${row.number}</a> ${row.title}<small
                    >${row.licensee}</small
                  >
                </th>
                <td data-label=${said.clock}>${clock[row.clock]}</td>
                <td data-label=${said.was}>${said.outcome[row.was.outcome]}</td>
                <td data-label=${said.then}><b>${said.outcome[row.then.outcome]}</b></td>
                <td data-label=${said.why}>${this.#why(row)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  protected override render() {
    const { replay: said } = replayWords();
    const { replayed } = this;
    const isWrong = this.failure?.refusal?.code === 'draft_wrong';
    return html`<p class="soft">${said.lead}</p>
      ${this.#form()}
      <div role="alert">${errorLine(isWrong ? rulesWords().effect.wrong : this.failure?.text)}</div>
      ${this.running ? html`<p class="quiet" aria-busy="true">${said.running}</p>` : nothing}
      ${
        replayed
          ? html`<p role="status">
                <b>${said.cycles(replayed.cycles)}. ${said.changed(replayed.changed)}</b>
                ${replayed.changed > replayed.changes.length ? html`<span class="soft">${said.shown(replayed.changes.length)}</span>` : nothing}
              </p>
              ${replayed.people > 0 ? html`<p class="unofficial">${said.estimate}</p>` : nothing}
              ${this.#tally(replayed)}${this.#changes(replayed)}`
          : nothing
      }`;
  }
}
