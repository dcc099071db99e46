import { html, nothing, type TemplateResult } from 'lit';
import type { PersonRecordView } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { errorLine } from '../parts/field.ts';
import { address } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { time, words } from '../words.ts';
import { privacyWords } from './privacy-words.ts';

/** All that is kept of one client: to be exported, and erased on their demand. */
export class PersonPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    personId: {},
    person: { state: true },
    unsure: { state: true },
  };
  declare personId: string;
  declare person: PersonRecordView | null;
  /** Pressed without having confirmed. */
  declare unsure: boolean;

  constructor() {
    super();
    this.person = null;
    this.unsure = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.privacy.person.query({ id: this.personId }));
    if (answer.ok) this.person = answer.value;
    else this.failure = answer;
  }

  #erase = async (event: SubmitEvent) => {
    event.preventDefault();
    const sure = this.querySelector<HTMLInputElement>('#erase-sure');
    this.unsure = !sure?.checked;
    if (this.unsure) {
      sure?.focus();
      return;
    }
    const erased = await this.change(() => api.privacy.erase.mutate({ id: this.personId }));
    if (!erased) return;
    this.person = erased;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#erased')?.focus();
  };

  #said(instant: number): string {
    return time().saidAt(instant, now(), this.me.desk.timeZone);
  }

  #who(person: PersonRecordView): TemplateResult {
    const { person: said } = privacyWords();
    const mark = person.erased
      ? ''
      : person.anonymous
        ? said.anonymous
        : person.verified
          ? ''
          : said.unverified;
    const rows: [string, string | TemplateResult | null][] = [
      [
        said.name,
        person.name === null && !mark ? null : html`${person.name ?? ''} <span class="quiet">${mark}</span>`,
      ],
      [said.email, person.email],
      [said.subject, person.subject],
      [said.licensee, html`<a href=${address.licensee(person.licensee.id)}>${person.licensee.name}</a>`],
      [said.site, person.site],
      [said.since, this.#said(person.createdAt)],
    ];
    return html`<section aria-labelledby="person-who">
      <h2 id="person-who">${said.who}</h2>
      <dl class="person-facts">
        ${rows.map(([label, value]) =>
          value
            ? html`<div>
                <dt>${label}</dt>
                <dd>${value}</dd>
              </div>`
            : nothing,
        )}
      </dl>
    </section>`;
  }

  #tickets({ tickets, files }: PersonRecordView): TemplateResult {
    const { person: said } = privacyWords();
    const { status, kind } = words();
    return html`<section aria-labelledby="person-tickets">
      <h2 id="person-tickets">${said.tickets}</h2>
      ${
        tickets.length === 0
          ? html`<p class="quiet">${said.noTickets}</p>`
          : html`<ul class="person-tickets">
              ${tickets.map(
                (ticket) =>
                  html`<li>
                    <a href=${address.ticket(ticket.id)}
                      ><span class="nums">${said.number(ticket.number)}</span>
                      ${ticket.title || said.noTitle}</a
                    >
                    <span class="quiet">${kind[ticket.kind]}, ${status[ticket.status].toLowerCase()}</span>
                  </li>`,
              )}
            </ul>`
      }
      ${files > 0 ? html`<p class="quiet">${said.files(files)}</p>` : nothing}
    </section>`;
  }

  #acts(person: PersonRecordView): TemplateResult {
    const { person: said } = privacyWords();
    const open = person.tickets.filter(({ status }) => status !== 'closed');
    return html`<section>
        <a class="btn" href="/people/${person.id}.zip" download>${said.export}</a>
        <p class="quiet">${said.exportHint}</p>
      </section>
      <section aria-labelledby="person-erase">
        <h2 id="person-erase">${said.erase}</h2>
        ${
          open.length > 0
            ? html`<p>${said.openFirst(open.map(({ number }) => said.number(number)).join(', '))}</p>`
            : html`<form class="erase" novalidate @submit=${this.#erase}>
                <p>${said.eraseLead}</p>
                <label class="choice" for="erase-sure"
                  ><input
                    type="checkbox"
                    id="erase-sure"
                    aria-describedby="erase-problem"
                    aria-invalid=${this.unsure ? 'true' : 'false'}
                    @change=${() => (this.unsure = false)}
                  /><span>${said.eraseSure}</span></label
                >
                <div id="erase-problem" role="alert">${errorLine(this.unsure ? said.eraseFirst : null)}</div>
                <button class="btn btn-main" ?disabled=${this.busy}>${said.eraseNow}</button>
              </form>`
        }
      </section>`;
  }

  protected override render() {
    const { person: said } = privacyWords();
    const { person } = this;
    return html`${pageBar({ title: person?.name ?? said.title })}
      <div class="page-body admin privacy">
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          person === null
            ? this.failure
              ? nothing
              : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
            : html`${
                person.erased
                  ? html`<p id="erased" tabindex="-1">
                      ${said.erased(this.#said(person.erased.at), person.erased.by)}
                    </p>`
                  : nothing
              }
              ${this.#who(person)} ${person.erased ? nothing : this.#acts(person)} ${this.#tickets(person)}`
        }
      </div>`;
  }
}
