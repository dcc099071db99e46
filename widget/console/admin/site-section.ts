import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { SiteView } from '../../client/api.ts';
import { api } from '../api.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';
import { originsIn } from './origins.ts';

export class SiteChanged extends Event {
  readonly site: SiteView;
  constructor(site: SiteView) {
    super('site-changed', { bubbles: true });
    this.site = site;
  }
}

/** One site of a licensee, or the form of a new one. */
export class SiteSection extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    licenseeId: {},
    site: { attribute: false },
    wrong: { state: true },
    saved: { state: true },
  };
  declare licenseeId: string;
  declare site: SiteView | null;
  declare wrong: { name?: string; origins?: string };
  declare saved: boolean;

  constructor() {
    super();
    this.site = null;
    this.wrong = {};
    this.saved = false;
  }

  #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { licensee: said } = adminWords();
    const name = fieldValue(form, 'name');
    const { origins, wrong } = originsIn(fieldValue(form, 'origins'));
    this.saved = false;
    this.wrong = {
      ...(name ? {} : { name: words().ticket.missing.text }),
      ...(wrong
        ? { origins: said.originWrong(wrong) }
        : origins.length
          ? {}
          : { origins: said.originMissing }),
    };
    if (Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      return focusFirstWrong(this);
    }
    const isTicked = (box: string) => form.querySelector<HTMLInputElement>(`[name=${box}]`)?.checked ?? false;
    const content = {
      name,
      origins,
      anonymousAllowed: isTicked('anonymous'),
      identityRequired: isTicked('identity'),
    };
    const { site, licenseeId } = this;
    const changed = await this.change(() =>
      site
        ? api.admin.updateSite.mutate({ id: site.id, ...content })
        : api.admin.createSite.mutate({ licenseeId, ...content }),
    );
    if (!changed) return;
    this.saved = true;
    this.dispatchEvent(new SiteChanged(changed));
  };

  #form() {
    const { licensee: said } = adminWords();
    const { site } = this;
    const key = site?.id ?? 'new';
    const off = !this.mayChange;
    return html`<form class="site-form" novalidate @submit=${this.#save}>
      ${field(
        { id: `site-name-${key}`, label: said.siteName, problem: this.wrong.name },
        ({ id, by, invalid }) =>
          html`<input
            class="input"
            id=${id}
            name="name"
            maxlength=${FIELDS.product.max}
            autocomplete="off"
            ?disabled=${off}
            .value=${site?.name ?? ''}
            aria-describedby=${by}
            aria-invalid=${invalid}
          />`,
      )}
      ${field(
        {
          id: `site-origins-${key}`,
          label: said.origins,
          hint: said.originsHint,
          problem: this.wrong.origins,
        },
        ({ id, by, invalid }) =>
          html`<textarea
            class="input mono"
            id=${id}
            name="origins"
            rows="2"
            spellcheck="false"
            ?disabled=${off}
            .value=${(site?.origins ?? []).join('\n')}
            aria-describedby=${by}
            aria-invalid=${invalid}
          ></textarea>`,
      )}
      <div>
        <label class="choice"
          ><input
            type="checkbox"
            name="anonymous"
            ?disabled=${off}
            .checked=${site?.anonymousAllowed ?? false}
          />${said.anonymous}</label
        >
        <label class="choice"
          ><input
            type="checkbox"
            name="identity"
            ?disabled=${off}
            .checked=${site?.identityRequired ?? true}
          />${said.identity}</label
        >
      </div>
      <div role="alert">${errorLine(this.failure?.text)}</div>
      ${
        off
          ? nothing
          : html`<div class="act-foot">
              <button class="btn" ?disabled=${this.busy}>${site ? words().save : said.addSite}</button>
              ${
                site
                  ? nothing
                  : html`<button
                      type="button"
                      class="btn btn-text"
                      @click=${() => this.dispatchEvent(new Event('site-closed'))}
                    >
                      ${words().cancel}
                    </button>`
              }
              <span class="quiet" role="status">${this.saved ? words().saved : ''}</span>
            </div>`
      }
    </form>`;
  }

  protected override render() {
    const { licensee: said } = adminWords();
    const { site } = this;
    return html`<div class="site">
      ${site ? html`<h3>${site.name}</h3>` : nothing} ${this.#form()}
      ${
        site
          ? html`<copy-box .label=${said.siteKey} .text=${site.key}></copy-box>
              <copy-box .label=${said.snippet} .text=${site.snippet}></copy-box>
              <identity-keys .me=${this.me} .site=${site}></identity-keys>
              <site-consent .me=${this.me} .siteId=${site.id}></site-consent>`
          : nothing
      }
    </div>`;
  }
}
