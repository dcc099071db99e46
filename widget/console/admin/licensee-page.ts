import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FIELDS } from '../../../shared/submission.ts';
import type { Outputs } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { address } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';
import type { SiteChanged } from './site-section.ts';

type Licensee = Outputs['admin']['licensee'];

/** One licensee: what it may use, and the sites it is served on. */
export class LicenseePage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    licenseeId: {},
    licensee: { state: true },
    adding: { state: true },
  };
  declare licenseeId: string;
  declare licensee: Licensee | null;
  declare adding: boolean;

  constructor() {
    super();
    this.licensee = null;
    this.adding = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.admin.licensee.query({ id: this.licenseeId }));
    if (answer.ok) this.licensee = answer.value;
    else this.failure = answer;
  }

  #rename = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = fieldValue(event.currentTarget as HTMLFormElement, 'name');
    if (!name) return;
    const changed = await this.change(() => api.admin.updateLicensee.mutate({ id: this.licenseeId, name }));
    if (changed) this.licensee = changed;
  };

  async #license(productIds: string[]): Promise<void> {
    const changed = await this.change(() =>
      api.admin.licenseProducts.mutate({ licenseeId: this.licenseeId, productIds }),
    );
    if (changed) this.licensee = changed;
    else this.requestUpdate();
  }

  #tick = (id: string, isLicensed: boolean) => {
    const ids = (this.licensee?.products ?? []).filter((each) => each.licensed).map((each) => each.id);
    void this.#license(isLicensed ? [...ids, id] : ids.filter((each) => each !== id));
  };

  #addProduct = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = fieldValue(form, 'product');
    const parts = fieldValue(form, 'parts')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    if (!name) return;
    const made = await this.change(() => api.admin.createProduct.mutate({ name, parts }));
    if (!made) return;
    form.reset();
    const ids = (this.licensee?.products ?? []).filter((each) => each.licensed).map((each) => each.id);
    await this.#license([...ids, made.id]);
  };

  #siteChanged = (event: SiteChanged) => {
    const { licensee } = this;
    if (!licensee) return;
    const isKnown = licensee.sites.some((site) => site.id === event.site.id);
    const sites = isKnown
      ? licensee.sites.map((site) => (site.id === event.site.id ? event.site : site))
      : [...licensee.sites, event.site];
    this.licensee = { ...licensee, sites };
    this.adding = false;
  };

  #products({ products }: Licensee) {
    const { licensee: said } = adminWords();
    return html`<section aria-labelledby="products">
      <h2 id="products">${said.products}</h2>
      ${products.length === 0 ? html`<p class="quiet">${said.noProducts}</p>` : nothing}
      <ul class="ticks">
        ${repeat(
          products,
          (each) => each.id,
          (each) =>
            html`<li>
              <label class="choice"
                ><input
                  type="checkbox"
                  .checked=${each.licensed}
                  ?disabled=${!this.mayChange || this.busy}
                  @change=${(event: Event) => this.#tick(each.id, (event.target as HTMLInputElement).checked)}
                /><span>${each.name} <span class="quiet">${each.parts.join(', ')}</span></span></label
              >
            </li>`,
        )}
      </ul>
      ${
        this.mayChange
          ? html`<form class="line-form" @submit=${this.#addProduct}>
              <div class="field">
                <label for="product-name">${said.addProduct}</label>
                <input
                  class="input"
                  id="product-name"
                  name="product"
                  maxlength=${FIELDS.product.max}
                  required
                  autocomplete="off"
                />
              </div>
              <div class="field">
                <label for="product-parts">${said.parts} <span class="hint">${said.partsHint}</span></label>
                <input class="input" id="product-parts" name="parts" autocomplete="off" />
              </div>
              <button class="btn" ?disabled=${this.busy}>${said.add}</button>
            </form>`
          : nothing
      }
    </section>`;
  }

  #sites({ id, sites }: Licensee) {
    const { licensee: said } = adminWords();
    return html`<section aria-labelledby="sites" @site-changed=${this.#siteChanged}>
      <h2 id="sites">${said.sites}</h2>
      ${sites.length === 0 ? html`<p class="quiet">${said.noSites}</p>` : nothing}
      ${repeat(
        sites,
        (site) => site.id,
        (site) => html`<site-section .me=${this.me} .licenseeId=${id} .site=${site}></site-section>`,
      )}
      ${
        this.mayChange
          ? this.adding
            ? html`<site-section
                .me=${this.me}
                .licenseeId=${id}
                .site=${null}
                @site-closed=${() => (this.adding = false)}
              ></site-section>`
            : html`<button type="button" class="btn" @click=${() => (this.adding = true)}>
                ${said.addSite}
              </button>`
          : nothing
      }
    </section>`;
  }

  protected override render() {
    const { licensee: said, licensees, readOnly } = adminWords();
    const { licensee } = this;
    return html`${pageBar({ title: licensee?.name ?? licensees.title })}
      <div class="page-body admin">
        <p><a href=${address.licensees()}>${licensees.title}</a></p>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          licensee
            ? html`${
                  this.mayChange
                    ? html`<form class="line-form" @submit=${this.#rename}>
                        <div class="field">
                          <label for="licensee-name">${licensees.name}</label>
                          <input
                            class="input"
                            id="licensee-name"
                            name="name"
                            maxlength=${FIELDS.product.max}
                            required
                            autocomplete="off"
                            .value=${licensee.name}
                          />
                        </div>
                        <button class="btn" ?disabled=${this.busy}>${said.rename}</button>
                      </form>`
                    : html`<p class="quiet">${readOnly}</p>`
                }
                ${this.#products(licensee)}
                <retention-section
                  .me=${this.me}
                  .licenseeId=${licensee.id}
                  .retention=${licensee.retention}
                ></retention-section>
                ${this.#sites(licensee)}`
            : this.failure
              ? nothing
              : html`<p class="quiet">${words().loading}</p>`
        }
      </div>`;
  }
}
