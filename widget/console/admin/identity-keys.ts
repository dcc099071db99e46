import { html, nothing } from 'lit';
import type { IdentityKeyMade, SiteView } from '../../client/api.ts';
import { api } from '../api.ts';
import { now } from '../now.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { time, words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';
import { SiteChanged } from './site-section.ts';

type Key = SiteView['identityKeys'][number];
type Algorithm = Key['algorithm'];

const ALGORITHMS = ['EdDSA', 'ES256', 'HS256'] as const satisfies readonly Algorithm[];

/** Keys by which a licensee's backend says who is asking. What is secret in a new one is shown once. */
export class IdentityKeys extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    site: { attribute: false },
    made: { state: true },
    ending: { state: true },
  };
  declare site: SiteView;
  declare made: IdentityKeyMade | null;
  /** What is about to be done to which key, once it is pressed again. */
  declare ending: { id: string; end: 'retire' | 'revoke' } | null;

  constructor() {
    super();
    this.made = null;
    this.ending = null;
  }

  async #create(algorithm: Algorithm, publicKey: string): Promise<void> {
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
    const form = event.currentTarget as HTMLFormElement;
    const algorithm = fieldValue(form, 'algorithm') as Algorithm;
    void this.#create(algorithm, algorithm === 'HS256' ? '' : fieldValue(form, 'publicKey'));
  };

  async #end({ id, end }: NonNullable<typeof this.ending>): Promise<void> {
    const procedure = end === 'retire' ? api.admin.retireIdentityKey : api.admin.revokeIdentityKey;
    const site = await this.change(() => procedure.mutate({ id }));
    this.ending = null;
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

  #endings(key: Key): readonly ('retire' | 'revoke')[] {
    if (!this.mayChange || key.state === 'revoked') return [];
    return key.state === 'active' ? ['retire', 'revoke'] : ['revoke'];
  }

  #key(key: Key) {
    const { licensee: said } = adminWords();
    const zone = this.me.desk.timeZone;
    const ending = this.ending?.id === key.id ? this.ending : null;
    return html`<li ?data-off=${key.state !== 'active'}>
      <code>${key.kid}</code>
      <span>${key.algorithm}</span>
      <span class="soft"
        >${said.keyState[key.state]}, ${said.since(time().day(key.createdAt, now(), zone))}</span
      >
      ${
        ending
          ? html`<span class="soft">${said.reallyEnd[ending.end]}</span>
              <button type="button" class="btn" ?disabled=${this.busy} @click=${() => void this.#end(ending)}>
                ${said.endKey[ending.end]}
              </button>
              <button type="button" class="btn btn-text" @click=${() => (this.ending = null)}>
                ${words().cancel}
              </button>`
          : this.#endings(key).map(
              (end) =>
                html`<button
                  type="button"
                  class="btn btn-text"
                  aria-label="${said.endKey[end]} ${key.kid}"
                  @click=${() => (this.ending = { id: key.id, end })}
                >
                  ${said.endKey[end]}
                </button>`,
            )
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
                <label for="alg-${this.site.id}">${said.newKey}</label>
                <span class="select"
                  ><select class="input" id="alg-${this.site.id}" name="algorithm">
                    ${ALGORITHMS.map((each) => html`<option value=${each}>${said.algorithm[each]}</option>`)}</select
                  >${icon('down')}</span
                >
              </div>
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
              <button class="btn" ?disabled=${this.busy}>${said.createKey}</button>
            </form>`
          : nothing
      }`;
  }
}
