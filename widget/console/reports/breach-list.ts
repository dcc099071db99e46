import { html, nothing, type TemplateResult } from 'lit';
import type { StaffMe } from '../../client/api.ts';
import { PageElement } from '../page-element.ts';
import { now } from '../now.ts';
import { address } from '../router.ts';
import { bringLedgerWords, ledgerWords } from '../ticket/ledger-words.ts';
import { time, words } from '../words.ts';
import { reportWords } from './report-words.ts';
import type { Report } from './report-tables.ts';

type Breach = Report['breaches'][number];

/** Every broken promise: whose, by how much, what the time went on, and the whole account of it on demand. */
export class BreachList extends PageElement {
  static override properties = {
    me: { attribute: false },
    breaches: { attribute: false },
    opened: { state: true },
  };
  declare me: StaffMe;
  declare breaches: readonly Breach[];
  declare opened: ReadonlySet<string>;

  constructor() {
    super();
    this.breaches = [];
    this.opened = new Set();
  }

  async #open(event: Event, key: string): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    await Promise.all([bringLedgerWords(), import('../../ui/ledger/register-elements.ts')]);
    this.opened = new Set([...this.opened, key]);
  }

  #breach(breach: Breach): TemplateResult {
    const said = reportWords();
    const { went } = breach;
    const zone = this.me.desk.timeZone;
    const key = `${breach.ticketId} ${breach.cycle} ${breach.clock}`;
    const parts = [
      [said.firstLine, went.firstLine],
      [said.secondLine, went.secondLine],
      [said.client, went.client],
    ] as const;
    return html`<li class="breach">
      <p>
        <a href=${address.ticket(breach.ticketId)}>${said.ticket} ${breach.number}</a>,
        ${said[breach.clock].toLowerCase()}: <b>${time().lateBy(breach.lateBy)}</b>,
        <span class="soft">${said.due.toLowerCase()} ${time().shortDue(breach.dueAt, now(), zone)}</span>
      </p>
      <p class="soft">
        ${parts
          .filter(([, ms]) => ms > 0)
          .map(([name, ms]) => `${name.toLowerCase()} ${time().leftOf(ms)}`)
          .join(', ')}
      </p>
      <details @toggle=${(event: Event) => void this.#open(event, key)}>
        <summary>${words().ticket.ledgerTitle}</summary>
        ${
          this.opened.has(key)
            ? html`<smart-support-ledger
                .ledger=${breach.ledger}
                .desk=${this.me.desk}
                .words=${ledgerWords()}
              ></smart-support-ledger>`
            : nothing
        }
      </details>
    </li>`;
  }

  protected override render() {
    if (this.breaches.length === 0) return html`<p class="quiet">${reportWords().noBreaches}</p>`;
    return html`<ul class="breaches">
      ${this.breaches.map((breach) => this.#breach(breach))}
    </ul>`;
  }
}
