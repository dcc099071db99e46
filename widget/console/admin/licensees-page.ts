import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { Outputs } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { address, go } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';

export class LicenseesPage extends AdminPage {
  static override properties = { ...AdminPage.properties, rows: { state: true } };
  declare rows: Outputs['admin']['licensees'] | null;

  constructor() {
    super();
    this.rows = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.admin.licensees.query());
    if (answer.ok) this.rows = answer.value;
    else this.failure = answer;
  }

  #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = fieldValue(event.currentTarget as HTMLFormElement, 'name');
    if (!name) return;
    const made = await this.change(() => api.admin.createLicensee.mutate({ name }));
    if (made) go(address.licensee(made.id));
  };

  protected override render() {
    const { licensees: said, readOnly } = adminWords();
    const rows = this.rows ?? [];
    return html`${pageBar({ title: said.title, tail: this.rows ? said.count(rows.length) : undefined })}
      <div class="page-body">
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          this.rows === null
            ? this.failure
              ? nothing
              : html`<p class="quiet">${words().loading}</p>`
            : rows.length === 0
              ? html`<p>${said.empty}</p>`
              : html`<div class="table-in" tabindex="0" role="region" aria-label=${said.title}>
                  <table class="t">
                    <thead>
                      <tr>
                        <th scope="col">${said.name}</th>
                        <th scope="col">${said.products}</th>
                        <th scope="col" class="r">${said.sites}</th>
                        <th scope="col" class="r">${said.open}</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${rows.map(
                        (row) =>
                          html`<tr>
                            <th scope="row"><a href=${address.licensee(row.id)}>${row.name}</a></th>
                            <td class="soft">${row.products.join(', ')}</td>
                            <td class="r nums">${row.sites}</td>
                            <td class="r nums">
                              <a href=${address.queue(`?licensee=${encodeURIComponent(row.id)}`)}
                                >${row.openTickets}</a
                              >
                            </td>
                          </tr>`,
                      )}
                    </tbody>
                  </table>
                </div>`
        }
        ${
          this.mayChange
            ? html`<form class="line-form" @submit=${this.#add}>
                <div class="field">
                  <label for="licensee-name">${said.add}</label>
                  <input
                    class="input"
                    id="licensee-name"
                    name="name"
                    maxlength=${FIELDS.product.max}
                    required
                    autocomplete="off"
                  />
                </div>
                <button class="btn" ?disabled=${this.busy}>${adminWords().licensee.add}</button>
              </form>`
            : html`<p class="quiet">${readOnly}</p>`
        }
      </div>`;
  }
}
