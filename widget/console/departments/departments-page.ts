import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SecondLineSettings } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { errorLine } from '../parts/field.ts';
import { pageBar } from '../shell/page-bar.ts';
import { words } from '../words.ts';
import { SettingsChanged } from './department-section.ts';
import { departmentsWords } from './departments-words.ts';

/** Where each department of the second line is reached, and who may answer for it. */
export class DepartmentsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, settings: { state: true } };
  declare settings: SecondLineSettings | null;

  constructor() {
    super();
    this.settings = null;
    this.addEventListener(SettingsChanged.NAME, (event) => {
      this.settings = (event as SettingsChanged).settings;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.secondLine.settings.query());
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.settings = answer.value;
  }

  #notConfigured({ configured, departments }: SecondLineSettings) {
    const { departments: said } = departmentsWords();
    const isWanted = (way: 'mattermost' | 'email') =>
      departments.some(({ topics }) => topics.some(({ channels }) => channels.includes(way)));
    return (['mattermost', 'email'] as const)
      .filter((way) => !configured[way] && isWanted(way))
      .map((way) => html`<p class="quiet">${said.notConfigured[way]}</p>`);
  }

  protected override render() {
    const { departments: said } = departmentsWords();
    const { settings } = this;
    return html`${pageBar({ title: said.title })}
      <div class="page-body admin second-line-pages">
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          settings === null
            ? this.failure
              ? html`<button type="button" class="btn" @click=${() => void this.#read()}>
                  ${words().retry}
                </button>`
              : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
            : html`<p>${said.lead}</p>
                ${this.mayChange ? nothing : html`<p class="quiet">${said.readOnly}</p>`}
                ${this.#notConfigured(settings)}
                ${repeat(
                  settings.departments,
                  ({ key }) => key,
                  (department) =>
                    html`<department-section
                      .me=${this.me}
                      .department=${department}
                      .configured=${settings.configured}
                    ></department-section>`,
                )}`
        }
      </div>`;
  }
}
