import { html, nothing, type TemplateResult } from 'lit';
import type { RulesView } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { now } from '../now.ts';
import { errorLine } from '../parts/field.ts';
import { glyph } from '../parts/icons.ts';
import { address, RULES_TABS, type RulesTab } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { time, words } from '../words.ts';
import type { Editing } from './controls.ts';
import { DraftKeeper } from './draft-keeper.ts';
import {
  afterPart,
  exceptionsPart,
  hoursPart,
  jsonPart,
  qualityPart,
  shiftPart,
  timesPart,
  topicsPart,
} from './draft-parts.ts';
import { rulesWords } from './rules-words.ts';

/** Changing the rules: a draft, what it would do, applying it, and every version there was. */
export class RulesPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    tab: { attribute: false },
    view: { state: true },
    dropping: { state: true },
    uploadFailed: { state: true },
  };
  declare tab: RulesTab;
  declare view: RulesView | null;
  declare dropping: boolean;
  declare uploadFailed: boolean;

  #keeper = new DraftKeeper(() => this.requestUpdate());

  constructor() {
    super();
    this.tab = 'draft';
    this.view = null;
    this.dropping = false;
    this.uploadFailed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keeper.stop();
  }

  #read = async (): Promise<void> => {
    const answer = await read(api.rules.overview.query());
    if (answer.ok) this.#show(answer.value);
    else this.failure = answer;
  };

  #show = (view: RulesView): void => {
    this.view = view;
    this.#keeper.take(view.draft);
  };

  #begin = async () => {
    if (!this.view) return;
    const content = JSON.stringify({ regulation: this.view.regulation, raw: {} });
    const draft = await this.change(() => api.rules.saveDraft.mutate({ content, revision: 0 }));
    if (draft && this.view) this.#show({ ...this.view, draft });
    else await this.#read();
  };

  #drop = async () => {
    await this.#keeper.settled();
    const dropped = await this.change(() => api.rules.dropDraft.mutate({ revision: this.#keeper.revision }));
    this.dropping = false;
    if (!dropped) return;
    this.#keeper.takeTheirs(null);
    await this.#read();
  };

  /** What somebody else has saved meanwhile, and then theirs or mine. */
  async #settle(how: 'theirs' | 'mine'): Promise<void> {
    const answer = await read(api.rules.overview.query());
    if (!answer.ok) return void (this.failure = answer);
    this.view = answer.value;
    if (how === 'theirs') this.#keeper.takeTheirs(answer.value.draft);
    else this.#keeper.saveOver(answer.value.draft);
  }

  #upload = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      const regulation = JSON.parse(await file.text()) as Record<string, unknown>;
      this.uploadFailed = false;
      this.#keeper.replace({ regulation, raw: {} });
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      this.uploadFailed = true;
    }
  };

  #state(): TemplateResult {
    const said = rulesWords();
    const { state, view, failure } = this.#keeper;
    if (failure?.refusal?.code === 'draft_moved_on') {
      const by = failure.refusal.by;
      return html`<div class="unofficial" role="alert">
        ${glyph('alert')}
        <div>
          <p>${words().refusal({ code: 'draft_moved_on', by })}</p>
          <p class="rules-buttons">
            <button type="button" class="btn" @click=${() => void this.#settle('theirs')}>
              ${said.reread}
            </button>
            <button type="button" class="btn" @click=${() => void this.#settle('mine')}>
              ${said.saveOver}
            </button>
          </p>
        </div>
      </div>`;
    }
    const zone = this.me.desk.timeZone;
    const saved = view ? said.saved(view.savedBy, time().dayAndTime(view.savedAt, now(), zone)) : '';
    const text = { saved, saving: said.saving, waiting: said.saving, failed: said.unsaved }[state];
    return html`<p class="soft" role="status" data-save=${state}>${text}</p>
      <div role="alert">${errorLine(failure?.text)}</div>`;
  }

  #draft(view: RulesView): TemplateResult {
    const said = rulesWords();
    const keeper = this.#keeper;
    if (!keeper.content) {
      return html`<p>${said.noDraft}</p>
        ${
          this.mayChange
            ? html`<button type="button" class="btn btn-main" ?disabled=${this.busy} @click=${this.#begin}>
                ${said.begin}
              </button>`
            : html`<p class="quiet">${said.readOnly}</p>`
        }`;
    }
    const editing: Editing = { keeper, mayChange: this.mayChange };
    const problems = keeper.problems.length;
    const differences = keeper.view?.differences.length ?? 0;
    return html`<div class="rules-state">
        ${this.#state()}
        <p>
          ${
            problems > 0
              ? html`<span class="state" data-is="missed">${glyph('alert')}${said.problems(problems)}</span>`
              : html`<span class="state" data-is="met">${glyph('met')}${said.noProblems}</span>`
          }
          <span class="soft"
            >${differences === 0 ? said.noChanges : said.changes(differences)},
            ${said.basedOn(keeper.view?.basedOn ?? view.regulation.version)}</span
          >
        </p>
        <a class="btn" href=${address.rules('effect')}>${said.toEffect}</a>
      </div>
      <div class="rules-draft">
        ${hoursPart(editing)}${exceptionsPart(editing)}${timesPart(editing)}${afterPart(editing)}
        ${shiftPart(editing)}${qualityPart(editing)}${topicsPart(editing)}${jsonPart(editing)}
      </div>
      ${this.mayChange ? this.#bigActs() : html`<p class="quiet">${said.readOnly}</p>`}`;
  }

  #bigActs(): TemplateResult {
    const said = rulesWords();
    return html`<div class="rules-acts">
      <label class="btn"
        >${said.json.upload}<input
          class="vh"
          type="file"
          accept=".json,application/json"
          @change=${this.#upload}
      /></label>
      <span class="quiet">${said.json.uploadHint}</span>
      <div role="alert">${errorLine(this.uploadFailed ? said.json.notJson : null)}</div>
      <p class="rules-buttons">
        ${
          this.dropping
            ? html`<span>${said.reallyDrop}</span>
                <button type="button" class="btn" ?disabled=${this.busy} @click=${this.#drop}>
                  ${said.drop}
                </button>
                <button type="button" class="btn btn-text" @click=${() => (this.dropping = false)}>
                  ${words().cancel}
                </button>`
            : html`<button type="button" class="btn btn-text" @click=${() => (this.dropping = true)}>
                ${said.drop}
              </button>`
        }
      </p>
    </div>`;
  }

  #takeBack = async (version: string) => {
    const view = await this.change(() => api.rules.takeBack.mutate({ version }));
    if (view) this.#show(view);
  };

  #underWay({ underWay }: RulesView): TemplateResult | typeof nothing {
    if (!underWay) return nothing;
    const said = rulesWords();
    const { version, fromAt, moved } = underWay;
    const isWaiting = underWay.state === 'waiting';
    const zone = this.me.desk.timeZone;
    return html`<div class="unofficial" role="status">
      ${glyph('clock')}
      <div>
        ${
          isWaiting
            ? said.underWay.waiting(version, time().shortDue(fromAt, now(), zone))
            : said.underWay.running(version, moved)
        }
        ${
          isWaiting && this.mayChange
            ? html`<button
                type="button"
                class="btn"
                ?disabled=${this.busy}
                @click=${() => void this.#takeBack(version)}
              >
                ${said.takeBack}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #body(view: RulesView): TemplateResult {
    const shared = { me: this.me, view };
    switch (this.tab) {
      case 'effect':
        return html`<rules-effect
          .me=${shared.me}
          .view=${view}
          .keeper=${this.#keeper}
          .onApplied=${this.#show}
        ></rules-effect>`;
      case 'replay':
        return html`<rules-replay .me=${shared.me} .view=${view} .keeper=${this.#keeper}></rules-replay>`;
      case 'calendar':
        return html`<rules-calendar
          .me=${shared.me}
          .keeper=${this.#keeper}
          .onBegin=${this.#begin}
        ></rules-calendar>`;
      case 'versions':
        return html`<rules-versions .me=${shared.me}></rules-versions>`;
      default:
        return this.#draft(view);
    }
  }

  protected override render() {
    const said = rulesWords();
    const { view } = this;
    const zone = this.me.desk.timeZone;
    return html`${pageBar({
        title: said.title,
        tail: view?.inForce
          ? said.inForce(view.inForce.version, time().day(view.inForce.fromAt, now(), zone))
          : undefined,
      })}
      <nav class="rules-tabs" aria-label=${said.parts}>
        ${RULES_TABS.map(
          (each) =>
            html`<a href=${address.rules(each)} aria-current=${each === this.tab ? 'page' : nothing}
              >${said.tabs[each]}</a
            >`,
        )}
      </nav>
      <div class="page-body rules" tabindex="0" role="region" aria-label=${said.tabs[this.tab]}>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${view ? html`${this.#underWay(view)}${this.#body(view)}` : this.failure ? nothing : html`<p class="quiet" aria-busy="true">${words().loading}</p>`}
      </div>`;
  }
}
