import { html, nothing, type PropertyValues } from 'lit';
import type { EscalationView, StaffTicketView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { language, time, words } from '../words.ts';
import type { EscalationLedgerDialog } from './escalation-ledger-dialog.ts';
import { FollowAsked } from './follow-form.ts';
import { secondLineWords } from './second-line-words.ts';

const ENDED: ReadonlySet<EscalationView['state']> = new Set(['handed_back', 'closed', 'ticket_closed']);

export const hasEscalations = ({ entries }: StaffTicketView): boolean =>
  entries.some(({ detail }) => detail?.of === 'escalate');

/** The questions of a ticket to departments: whose, by when, where each of them stands. */
export class SecondLineSection extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    zone: {},
    escalations: { state: true },
    failure: { state: true },
  };
  declare ticket: StaffTicketView;
  declare zone: string;
  declare escalations: readonly EscalationView[] | null;
  declare failure: Failure | null;

  #read = 0;

  constructor() {
    super();
    this.escalations = null;
    this.failure = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('ticket') as StaffTicketView | undefined;
    if (changed.has('ticket') && before?.version !== this.ticket.version) void this.#again();
  }

  async #again(): Promise<void> {
    const turn = ++this.#read;
    const answer = await read(api.secondLine.ofTicket.query({ id: this.ticket.id }));
    if (turn !== this.#read) return;
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.escalations = answer.value.escalations;
  }

  #openLedger = (event: Event) => {
    const item = (event.currentTarget as Element).closest('li');
    item?.querySelector<EscalationLedgerDialog>('escalation-ledger-dialog')?.open();
  };

  #item(each: EscalationView) {
    const { section, ask, close } = secondLineWords();
    const { clock, state } = each;
    const follow = (is: 'ask' | 'close') =>
      html`<button
        type="button"
        class="link"
        @click=${() => this.dispatchEvent(new FollowAsked({ is, escalationId: each.id }))}
      >
        ${is === 'ask' ? ask.title : close.title}
      </button>`;
    const isLate = clock.state === 'overdue' || clock.state === 'missed';
    return html`<li>
      <p><b>${each.topicName[language()]}</b></p>
      <p class="soft">${each.departments.map((name) => name[language()]).join(', ')}</p>
      <p>
        <span class="nums">${section.due(time().shortDue(clock.dueAt, now(), this.zone))}</span>,
        <span class=${isLate ? 'late' : ''}>${section.clock[clock.state]}</span>
        <button type="button" class="link" aria-haspopup="dialog" @click=${this.#openLedger}>
          ${section.ledger}
        </button>
      </p>
      <p>
        ${section.state[state]}${each.takenBy ? html`, <span>${section.takenBy(each.takenBy)}</span>` : nothing}
      </p>
      ${ENDED.has(state) ? nothing : html`<p class="escalation-acts">${follow('ask')} ${follow('close')}</p>`}
      <escalation-ledger-dialog .ledger=${each.ledger} .zone=${this.zone}></escalation-ledger-dialog>
    </li>`;
  }

  protected override render() {
    const { section } = secondLineWords();
    const { escalations, failure } = this;
    const open = (escalations ?? []).toSorted(
      (a, b) => Number(ENDED.has(a.state)) - Number(ENDED.has(b.state)),
    );
    return html`<section aria-labelledby="facts-second-line">
      <h2 id="facts-second-line">${section.title}</h2>
      ${
        failure
          ? html`<div role="alert">${errorLine(failure.text)}</div>
              <button type="button" class="btn" @click=${() => void this.#again()}>${words().retry}</button>`
          : nothing
      }
      ${escalations === null && !failure ? html`<p class="quiet">${section.loading}</p>` : nothing}
      <ul class="escalations">
        ${open.map((each) => this.#item(each))}
      </ul>
    </section>`;
  }
}
