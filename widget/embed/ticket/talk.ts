import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EntryView } from '../../client/api.ts';
import { fileChips } from './file-chip.ts';
import { mark } from './mark.ts';
import type { MarkName } from './mark.ts';
import type { Telling } from './telling.ts';
import type { Unsent } from './ticket-deps.ts';

/** The conversation, newest at the bottom. */
export function talk(telling: Telling, unsent: readonly Unsent[]): TemplateResult {
  const { view, words, time, now, zone } = telling;
  return html`<section>
    <h3 class="group-head"><span>${words.talk}</span></h3>
    <div class="talk">
      ${view.entries.map((entry) => html`${event(entry, telling)}${said(entry, telling)}`)}
      ${unsent.map(
        ({ text, at }) =>
          html`<article class="say" data-unsent>
            <span class="who" data-side="none" aria-hidden="true"></span>
            <header>${mark('unsent')}<b>${words.unsent}</b><span>${time.saidAt(at, now, zone)}</span></header>
            <div>${paragraphs(text)}</div>
          </article>`,
      )}
    </div>
  </section>`;
}

function said(entry: EntryView, telling: Telling): TemplateResult | typeof nothing {
  const { words, time, now, zone } = telling;
  if (entry.is !== 'message') return nothing;
  const fields = entry.detail?.of === 'submit' ? entry.detail.fields : [];
  const registered = entry.detail?.of === 'submit' && entry.detail.registeredBy;
  return html`<article class="say">
    <span class="who" data-side=${entry.by.side} aria-hidden="true">${entry.by.initials}</span>
    <header>
      <b class="cut">${entry.by.me ? words.me : entry.by.name || words.desk}</b>
      <time datetime=${new Date(entry.at).toISOString()}>${time.saidAt(entry.at, now, zone)}</time>
    </header>
    <div>
      ${registered ? html`<p class="quiet">${words.registered}</p>` : nothing}
      ${fields.map(
        ({ field, text }) =>
          html`${fields.length > 1 ? html`<p class="label">${words.field[field] ?? field}</p>` : nothing}${paragraphs(
            text,
          )}`,
      )}
      ${entry.text ? paragraphs(entry.text) : nothing} ${fileChips(entry.files, telling)}
    </div>
  </article>`;
}

/** What was written stays text, whatever it looks like; lines stay lines. */
const paragraphs = (text: string) => text.split(/\n{2,}/u).map((each) => html`<p class="lines">${each}</p>`);

function event(entry: EntryView, { words, time, now, zone, view }: Telling): TemplateResult | typeof nothing {
  const line = (shape: MarkName, text: unknown) =>
    html`<p class="event">${mark(shape)}<span>${text}</span></p>`;
  const { detail, act, from, to } = entry;
  if (detail?.of === 'estimate') return line('analysis', words.estimated(detail.hours));
  if (detail?.of === 'promise') return line('met', words.promised(time.shortDue(detail.dueAt, now, zone)));
  if (detail?.of === 'correct') {
    const { newDueAt, oldDueAt } = detail;
    const due = newDueAt === null || newDueAt === oldDueAt ? null : time.shortDue(newDueAt, now, zone);
    return line('analysis', words.corrected(due));
  }
  if (detail?.of === 'rules') {
    const { oldReactionDueAt, newReactionDueAt, newDueAt, oldDueAt } = detail;
    const due = (at: number | null, old: number | null) =>
      at === null || at === old ? null : time.shortDue(at, now, zone);
    const answeredAt = view.reaction.endedAt;
    const waited = answeredAt === null || answeredAt > entry.at;
    const reaction = waited ? due(newReactionDueAt, oldReactionDueAt) : null;
    return line('analysis', words.rules(reaction, due(newDueAt, oldDueAt)));
  }
  if (detail?.of === 'remind') return line(detail.what, words.reminded);
  if (act === 'reopen') return line('request', words.reopened);
  if (from === null || to === null) return nothing;
  if (detail?.of === 'paid') return line('payment', words.paid);
  if (to === 'closed') {
    const as = detail?.of === 'close' ? words.closedAs[detail.resolution] : '';
    return line('closed', `${words.status.closed}. ${as}`);
  }
  const stopped = (status: typeof from) => STANDS.includes(status);
  const clock = stopped(from) === stopped(to) ? '' : `, ${stopped(to) ? words.clockStops : words.clockRuns}`;
  return line(to, `${words.status[to]}${clock}`);
}

/** Only for the word beside a status; the clocks themselves come from the desk. */
const STANDS: readonly string[] = ['info_required', 'payment', 'verification'];
