import { html, nothing, type TemplateResult } from 'lit';
import {
  MATTERMOST_ID,
  NOTICE_WAYS,
  STAFF_NOTICES,
  type NoticeWay,
  type StaffNotice,
} from '../../../shared/notice.ts';
import { LANGUAGES, type Language } from '../../../shared/ticket.ts';
import { myNoticesEn } from '../../wording/console-my-notices.en.ts';
import { myNoticesRu, type MyNoticesWords } from '../../wording/console-my-notices.ru.ts';
import type { Outputs, StaffMe } from '../../client/api.ts';
import { api, type Failure, read, send } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, words } from '../words.ts';

type View = Outputs['notices']['mine'];

const said = (): MyNoticesWords => (language() === 'ru' ? myNoticesRu : myNoticesEn);

/** What I want to hear of, and how. */
export class MyNoticesPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    view: { state: true },
    failure: { state: true },
    busy: { state: true },
    saved: { state: true },
    wrong: { state: true },
  };
  declare me: StaffMe;
  declare view: View | null;
  declare failure: Failure | null;
  declare busy: boolean;
  declare saved: boolean;
  declare wrong: boolean;

  constructor() {
    super();
    this.view = null;
    this.failure = null;
    this.busy = false;
    this.saved = false;
    this.wrong = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.notices.mine.query());
    if (answer.ok) this.view = answer.value;
    else this.failure = answer;
  }

  #save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy || !this.view) return;
    const form = event.currentTarget as HTMLFormElement;
    const id = fieldValue(form, 'mattermost');
    this.wrong = id !== '' && !MATTERMOST_ID.test(id);
    if (this.wrong) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    const { ways } = this.view;
    const chosen = STAFF_NOTICES.map((kind) => [kind, fieldValue(form, kind) || ways[kind]]);
    this.busy = true;
    const answer = await send(
      api.notices.setMine.mutate({
        language: fieldValue(form, 'language') as Language,
        mattermostUser: id || null,
        ways: Object.fromEntries(chosen) as Record<StaffNotice, NoticeWay>,
      }),
    );
    this.busy = false;
    this.saved = answer.ok;
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.view = answer.value;
  };

  #row(kind: StaffNotice, chosen: NoticeWay): TemplateResult {
    const { kinds, ways } = said();
    return html`<tr>
      <th scope="row" id="kind-${kind}">${kinds[kind]}</th>
      ${NOTICE_WAYS.map(
        (way) =>
          html`<td>
            <label class="choice"
              ><input
                type="radio"
                name=${kind}
                value=${way}
                ?checked=${way === chosen}
                aria-describedby="kind-${kind}"
              />${ways[way]}</label
            >
          </td>`,
      )}
    </tr>`;
  }

  #form({ language: chosen, mattermostUser, ways, email }: View): TemplateResult {
    const { title, atNight, mattermost, mattermostHint, mattermostWrong, languages, ...rest } = said();
    const kinds = STAFF_NOTICES.filter((kind) => kind !== 'team' || this.me.role !== 'agent');
    return html`<form
      class="my-notices"
      @submit=${this.#save}
      @input=${() => (this.saved = false)}
      novalidate
    >
      <table aria-label=${title}>
        <tbody>
          ${kinds.map((kind) => this.#row(kind, ways[kind]))}
        </tbody>
      </table>
      <p class="quiet">${atNight}</p>
      ${field(
        {
          id: 'mattermost-id',
          label: mattermost,
          hint: mattermostHint,
          problem: this.wrong ? mattermostWrong : null,
        },
        ({ id, by, invalid }) =>
          html`<input
            class="input"
            id=${id}
            name="mattermost"
            .value=${mattermostUser ?? ''}
            maxlength="26"
            autocomplete="off"
            spellcheck="false"
            aria-describedby=${by}
            aria-invalid=${invalid}
          />`,
      )}
      <p class="quiet">${rest.email(email)}</p>
      ${field(
        { id: 'notices-language', label: rest.language },
        ({ id }) =>
          html`<span class="select"
            ><select class="input" id=${id} name="language">
              ${LANGUAGES.map(
                (each) =>
                  html`<option value=${each} lang=${each} ?selected=${each === chosen}>
                    ${languages[each]}
                  </option>`,
              )}</select
            >${icon('down')}</span
          >`,
      )}
      <p class="save-line">
        <button class="btn btn-main" ?disabled=${this.busy}>${words().save}</button>
        <span class="quiet" role="status">${this.saved ? words().saved : nothing}</span>
      </p>
    </form>`;
  }

  protected override render() {
    const { view, failure } = this;
    return html`${pageBar({ title: said().title })}
      <div class="page-body">
        <div role="alert">${errorLine(failure?.text)}</div>
        ${view ? this.#form(view) : failure ? nothing : html`<p class="quiet">${words().loading}</p>`}
      </div>`;
  }
}
