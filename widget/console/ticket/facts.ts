import { html, nothing, type TemplateResult } from 'lit';
import type { DueClock, StaffTicketView } from '../../client/api.ts';
import { bars } from '../parts/marks.ts';
import { sayDate } from '../parts/local-date.ts';
import { moneyOf } from '../parts/money.ts';
import { address } from '../router.ts';
import { now } from '../now.ts';
import { secondLineWords } from '../second-line/second-line-words.ts';
import { language, time, words } from '../words.ts';
import { clockLine } from './clock-line.ts';
import { sayReason } from './routing-reason.ts';
import { fileLinks } from './story.ts';

type Line = [label: string, value: TemplateResult | string | null | undefined];

const list = (lines: readonly Line[]): TemplateResult =>
  html`<dl>
    ${lines.map(([label, value]) =>
      value === null || value === undefined || value === ''
        ? nothing
        : html`<dt>${label}</dt>
            <dd>${value}</dd>`,
    )}
  </dl>`;

type Promised = DueClock & { ledger?: { unofficialYear: number | null } };

export const promises = (reaction: Promised, completion: Promised, zone: string): TemplateResult => {
  const { clock } = words();
  return html`<ul class="promises">
    ${[reaction, completion].map((each) => {
      const line = clockLine(each, zone);
      const year = each.ledger?.unofficialYear ?? null;
      return html`<li>
        <span>${clock[each.clock]}</span><span>${line.state}</span
        ><span class="nums soft"
          >${line.tail}${year ? html` <small>${words().queue.unofficialYear(year)}</small>` : nothing}</span
        >
      </li>`;
    })}
  </ul>`;
};

export const clientFacts = (ticket: StaffTicketView, isAdministrator: boolean): TemplateResult => {
  const { ticket: said } = words();
  const { person, licensee } = ticket;
  const who = ticket.erased ? '' : person.anonymous ? said.anonymous : person.verified ? '' : said.unverified;
  return html`<section aria-labelledby="facts-client">
    <h2 id="facts-client">${said.client}</h2>
    ${ticket.erased ? html`<p>${said.erased}</p>` : nothing}
    ${list([
      [
        said.writes,
        person.name || who
          ? html`${person.name}${who ? html` <span class="quiet">${who}</span>` : nothing}`
          : null,
      ],
      [
        said.data,
        isAdministrator ? html`<a href=${address.person(person.id)}>${said.exportOrErase}</a>` : null,
      ],
      [said.email, person.email],

      [
        said.licensee,
        html`<a href=${address.queue(`?licensee=${encodeURIComponent(licensee.id)}`)}>${licensee.name}</a>,
          ${said.openTickets(licensee.openTickets)}`,
      ],
      [said.product, [ticket.product, ticket.part].filter(Boolean).join(', ')],
      [said.site, ticket.site],
      [said.page, ticket.page],
      [said.from, ticket.environment],
      [said.came, words().channel[ticket.channel] + (ticket.registeredBy ? `, ${ticket.registeredBy}` : '')],
    ])}
  </section>`;
};

const regulationLine = ({ regulationVersion, completion }: StaffTicketView): string => {
  const { ticket } = words();
  if (completion.allowance === null) return regulationVersion;
  return ticket.regulationHours(regulationVersion, ticket.hoursLength(completion.allowance / 3_600_000));
};

export const ticketFacts = (
  ticket: StaffTicketView,
  zone: string,
  onCorrect: (() => void) | null,
  onSuggested: (() => void) | null,
): TemplateResult => {
  const said = words();
  const word = said.ticket;
  const at = now();
  const when = (instant: number | null | undefined) => (instant ? time().shortDue(instant, at, zone) : null);
  const reason = ticket.assignedBecause;
  const { invoice } = ticket;
  return html`<section aria-labelledby="facts-about">
    <h2 id="facts-about">
      ${word.about}
      ${onCorrect ? html`<button type="button" class="link" @click=${onCorrect}>${word.act.correct}</button>` : nothing}
    </h2>
    ${list([
      [word.kind, said.kind[ticket.kind]],
      [
        word.criticality,
        ticket.criticality
          ? html`<span class="criticality"
              >${bars(ticket.criticality)}
              <span aria-hidden="true">${said.criticality[ticket.criticality]}</span></span
            >`
          : null,
      ],
      [word.stated, ticket.statedCriticality ? `«${said.impact[ticket.statedCriticality]}»` : null],
      [word.estimate, ticket.estimateHours === null ? null : word.hoursLength(ticket.estimateHours)],
      [word.promised, when(ticket.promisedDueAt)],
      [word.regulation, regulationLine(ticket)],
      [word.assigned, ticket.assignee?.name ?? said.queue.noAssignee],
      [word.why, reason ? sayReason(reason) : null],
      [
        word.rules.suggestion,
        ticket.suggestion
          ? html`${word.rules.suggested(ticket.suggestion.name[language()], ticket.suggestion.rule)}${
              onSuggested
                ? html` <button type="button" class="link" @click=${onSuggested}>
                    ${secondLineWords().suggest}
                  </button>`
                : nothing
            }`
          : null,
      ],
      [word.closesItself, when(ticket.silence?.closeAt)],
      [
        word.invoice,
        invoice
          ? html`${invoice.number}, <span class="nums">${moneyOf(invoice.sumKopecks)}</span>${
                invoice.payBy
                  ? html`<br /><span class="soft">${word.payBy(sayDate(invoice.payBy, zone))}</span>`
                  : nothing
              }${invoice.file ? fileLinks([invoice.file]) : nothing}`
          : null,
      ],
      [
        word.rating,
        ticket.rating
          ? html`${word.stars(ticket.rating.stars)}${ticket.rating.word ? html`: ${ticket.rating.word}` : nothing}`
          : null,
      ],
    ])}
  </section>`;
};

/** Every cycle keeps what it met and missed (R8); shown once there has been more than one, or the one is over. */
export const cycleFacts = (ticket: StaffTicketView, zone: string): TemplateResult | typeof nothing => {
  const said = words();
  const word = said.ticket;
  if (ticket.cycles.length < 2 && !ticket.cycles[0]?.closedAt) return nothing;
  return html`<section aria-labelledby="facts-cycles">
    <h2 id="facts-cycles">${word.cycles}</h2>
    <ol class="cycles">
      ${ticket.cycles.toReversed().map(
        (cycle) =>
          html`<li>
            <p>
              <b>${word.cycle(cycle.number)}</b>
              <span class="quiet nums">${time().dayAndTime(cycle.startedAt, now(), zone)}</span>
            </p>
            ${promises(cycle.reaction, cycle.completion, zone)}
            <p class="soft">
              ${
                cycle.closedAt && cycle.resolution
                  ? [
                      said.resolution[cycle.resolution],
                      cycle.stars ? word.stars(cycle.stars) : word.noStars,
                      cycle.creditedTo ?? '',
                    ]
                      .filter(Boolean)
                      .join(', ')
                  : word.notClosed
              }
            </p>
          </li>`,
      )}
    </ol>
  </section>`;
};
