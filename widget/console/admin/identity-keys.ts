import { html, nothing } from 'lit';
import type { IdentityKeyMade, SiteView } from '../../client/api.ts';
import { api } from '../api.ts';
import { now } from '../now.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { time, words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';
import { SiteChanged } from './site-section.ts';

/** Keys by which a licensee's backend says who is asking. What is secret in a new one is shown once. */
export class IdentityKeys extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    site: { attribute: false },
    made: { state: true },
    retiring: { state: true },
  };
  declare site: SiteView;
  declare made: IdentityKeyMade | null;
  declare retiring: string | null;

  constructor() {
    super();
    this.made = null;
    this.retiring = null;
  }

  async #create(algorithm: 'EdDSA' | 'HS256', publicKey: string): Promise<void> {
    const made = await this.change(() =>
      api.admin.createIdentityKey.mutate({
        siteId: this.site.id,
        algorithm,
        ...(publicKey ? { publicKey } : {}),
      }),
    );
    if (!made) return;
    this.made = made;
    this.dispatchEvent(new SiteChanged(made.site));
  }

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#create('EdDSA', fieldValue(event.currentTarget as HTMLFormElement, 'publicKey'));
  };

  async #retire(id: string): Promise<void> {
    const site = await this.change(() => api.admin.retireIdentityKey.mutate({ id }));
    this.retiring = null;
    if (site) this.dispatchEvent(new SiteChanged(site));
  }

  #made(made: IdentityKeyMade) {
    const { licensee: said } = adminWords();
    return html`<div class="once" role="status">
      <p><b>${said.shownOnce}</b></p>
      <copy-box .label=${said.kid} .text=${made.kid}></copy-box>
      ${made.secret ? html`<copy-box .label=${said.secret} .text=${made.secret}></copy-box>` : nothing}
      ${made.privateKeyPem ? html`<copy-box .label=${said.privateKey} .text=${made.privateKeyPem}></copy-box>` : nothing}
      ${made.privateKeyJwk ? html`<copy-box .label=${said.privateJwk} .text=${made.privateKeyJwk}></copy-box>` : nothing}
      <button type="button" class="btn" @click=${() => (this.made = null)}>${said.stored}</button>
    </div>`;
  }

  #key(key: SiteView['identityKeys'][number]) {
    const { licensee: said } = adminWords();
    const isActive = key.state === 'active';
    const zone = this.me.desk.timeZone;
    return html`<li ?data-off=${!isActive}>
      <code>${key.kid}</code>
      <span>${key.algorithm}</span>
      <span class="soft"
        >${isActive ? said.active : said.retired}, ${said.since(time().day(key.createdAt, now(), zone))}</span
      >
      ${
        !isActive || !this.mayChange
          ? nothing
          : this.retiring === key.id
            ? html`<span class="soft">${said.reallyRetire}</span>
                <button
                  type="button"
                  class="btn"
                  ?disabled=${this.busy}
                  @click=${() => void this.#retire(key.id)}
                >
                  ${said.retire}
                </button>
                <button type="button" class="btn btn-text" @click=${() => (this.retiring = null)}>
                  ${words().cancel}
                </button>`
            : html`<button
                type="button"
                class="btn btn-text"
                aria-label="${said.retire} ${key.kid}"
                @click=${() => (this.retiring = key.id)}
              >
                ${said.retire}
              </button>`
      }
    </li>`;
  }

  protected override render() {
    const { licensee: said } = adminWords();
    return html`<h4>${said.keys}</h4>
      <copy-box .label=${said.issuer} .text=${this.site.id}></copy-box>
      <div role="alert">${errorLine(this.failure?.text)}</div>
      ${
        this.site.identityKeys.length === 0
          ? html`<p class="quiet">${said.noKeys}</p>`
          : html`<ul class="key-list">
              ${this.site.identityKeys.map((key) => this.#key(key))}
            </ul>`
      }
      ${this.made ? this.#made(this.made) : nothing}
      ${
        this.mayChange && !this.made
          ? html`<form class="line-form" @submit=${this.#submit}>
              <div class="field">
                <label for="own-${this.site.id}">${said.own} <span class="hint">${said.ownHint}</span></label>
                <textarea
                  class="input mono"
                  id="own-${this.site.id}"
                  name="publicKey"
                  rows="1"
                  spellcheck="false"
                ></textarea>
              </div>
              <button class="btn" ?disabled=${this.busy}>${said.createEd}</button>
              <button
                type="button"
                class="btn"
                ?disabled=${this.busy}
                @click=${() => void this.#create('HS256', '')}
              >
                ${said.createHs}
              </button>
            </form>`
          : nothing
      }`;
  }
}
