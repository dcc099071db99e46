import { html, nothing, type TemplateResult } from 'lit';
import { PRESENCES } from '../../../shared/ticket.ts';
import type { Colleague, StaffTicketView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { avatar, presenceOf } from '../parts/marks.ts';
import { RequestId } from '../request-id.ts';
import { words } from '../words.ts';
import { ActClosed } from './act-form.ts';
import type { Perform } from './perform.ts';

/** Whom to give it to: who is on shift first, of those who is there, then who has the least to do. */
export const inOrder = (colleagues: readonly Colleague[]): Colleague[] =>
  colleagues.toSorted(
    (a, b) =>
      Number(b.onShift ?? b.absent === null) - Number(a.onShift ?? a.absent === null) ||
      PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence) ||
      a.openTickets - b.openTickets ||
      a.name.localeCompare(b.name),
  );

/** What the roster says of them today. */
const dutyOf = ({ onShift, absent }: Colleague): TemplateResult | typeof nothing => {
  const said = words().ticket.duty;
  if (absent) return html`<span class="quiet">, ${said.absent[absent]}</span>`;
  return onShift === null
    ? nothing
    : html`<span class="quiet">, ${onShift ? said.onShift : said.offShift}</span>`;
};

export class AssignPanel extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    staffId: {},
    perform: { attribute: false },
    colleagues: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  declare ticket: StaffTicketView;
  declare staffId: string;
  declare perform: Perform;
  declare colleagues: readonly Colleague[] | null;
  declare failure: Failure | null;
  declare busy: boolean;

  #request = new RequestId();

  constructor() {
    super();
    this.colleagues = null;
    this.failure = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.staff.colleagues.query());
    if (!answer.ok) return void (this.failure = answer);
    this.colleagues = inOrder(answer.value);
    await this.updateComplete;
    this.querySelector<HTMLElement>('.colleague')?.focus();
  }

  async #assign(to: string | null): Promise<void> {
    if (this.busy) return;
    const content = { id: this.ticket.id, to };
    const requestId = this.#request.for(content);
    this.busy = true;
    this.failure = await this.perform((seenVersion) =>
      api.staff.assign.mutate({ ...content, requestId, seenVersion }),
    );
    this.busy = false;
    if (!this.failure) this.dispatchEvent(new ActClosed(true));
  }

  #keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.dispatchEvent(new ActClosed(false));
  };

  protected override render() {
    const { ticket, loading, cancel } = words();
    const current = this.ticket.assignee?.id ?? null;
    return html`<div class="act-form" role="group" aria-label=${ticket.assign} @keydown=${this.#keydown}>
      <div role="alert">${errorLine(this.failure?.text)}</div>
      <ul class="colleagues">
        ${
          this.colleagues === null
            ? html`<li class="quiet">${this.failure ? nothing : loading}</li>`
            : this.colleagues.map(
                (each) =>
                  html`<li>
                    <button
                      type="button"
                      class="colleague"
                      aria-pressed=${each.id === current}
                      ?disabled=${this.busy}
                      @click=${() => void this.#assign(each.id)}
                    >
                      ${avatar(each)}<span class="grow"
                        >${each.name}<br />${presenceOf(each)}${dutyOf(each)}</span
                      >
                      <span class="quiet nums">${ticket.load(each.openTickets)}</span>
                    </button>
                  </li>`,
              )
        }
      </ul>
      <div class="act-foot">
        ${
          current === null
            ? nothing
            : html`<button
                type="button"
                class="btn btn-text"
                ?disabled=${this.busy}
                @click=${() => void this.#assign(null)}
              >
                ${ticket.assignNobody}
              </button>`
        }
        <span class="grow"></span>
        <button type="button" class="btn btn-text" @click=${() => this.dispatchEvent(new ActClosed(false))}>
          ${cancel}
        </button>
      </div>
    </div>`;
  }
}
