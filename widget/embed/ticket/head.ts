import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ClockName, ClockView } from '../../client/api.ts';
import { icon } from '../../ui/icons.ts';
import { mark } from './mark.ts';
import type { Telling } from './telling.ts';

/** What it is about, and whose move it is. */
export function lead({ view, words }: Telling): TemplateResult {
  const { status, resolution } = view;
  const means = status === 'closed' ? (resolution ? words.closedAs[resolution] : '') : words.means[status];
  return html`<div class="lead">
    <h2 id="title" tabindex="-1">${view.title || words.number(view.number)}</h2>
    ${view.title ? nothing : html`<p class="quiet">${words.notKept}</p>`}
    <p class="move" data-move=${view.move}>
      ${mark(status)}<span><b>${words.status[status]}.</b> ${means}</span>
    </p>
  </div>`;
}

/** Both promises with their outcome, and the way to the ledger behind them. */
export function dues(telling: Telling): TemplateResult {
  const { view, words, deps } = telling;
  const ended = view.status === 'closed';
  const next: ClockName = view.reaction.endedAt === null && !ended ? 'reaction' : 'completion';
  const hasLedger = view[next].unit !== 'none';
  return html`<div class="dues">
    <dl>${promise(view.reaction, telling)} ${promise(view.completion, telling)}</dl>
    <button class="row" @click=${() => deps.openLedger(hasLedger ? next : 'reaction')}>
      ${ended ? words.whyThen : words.why}${icon('next')}
    </button>
  </div>`;
}

function promise(clock: ClockView, telling: Telling): TemplateResult {
  const { words, time, now, zone } = telling;
  const [by, done] =
    clock.clock === 'reaction' ? [words.answerBy, words.answered] : [words.completeBy, words.completed];
  const { state, endedAt, dueAt, left } = clock;
  const said = (at: number) =>
    html`<time datetime=${new Date(at).toISOString()}
      >${time.shortDue(at, now, zone)}${time.place(at, zone)}</time
    >`;
  const cell = (term: string, value: unknown, under: unknown) =>
    html`<div>
      <dt>${term}</dt>
      <dd>${value}${under ? html`<small>${under}</small>` : nothing}</dd>
    </div>`;
  const is = (name: string, shape: Parameters<typeof mark>[0], text: string) =>
    html`<span class="state" data-is=${name}>${mark(shape)}${text}</span>`;
  switch (state) {
    case 'met':
      return cell(done, endedAt === null ? '' : said(endedAt), is('met', 'met', words.inTime));
    case 'missed':
      return cell(done, endedAt === null ? '—' : said(endedAt), is('missed', 'alert', words.late));
    case 'overdue':
      return cell(
        by,
        dueAt === null ? '' : said(dueAt),
        is('missed', 'alert', words.overdue(time.lateBy((clock.pausedSince ?? now) - (dueAt ?? now)))),
      );
    case 'paused':
      return cell(
        by,
        dueAt === null ? is('paused', 'pause', words.stands) : said(dueAt),
        left === null || dueAt !== null ? nothing : words.standsLeft(time.leftOf(left)),
      );
    case 'running':
      return cell(
        by,
        dueAt === null ? '' : said(dueAt),
        dueAt === null ? nothing : words.left(time.leftOf(Math.max(0, dueAt - now))),
      );
    case 'no_target':
      return cell(by, words.noTarget, nothing);
    case 'dropped':
      return cell(by, html`<span class="quiet">${words.dropped}</span>`, nothing);
  }
}
