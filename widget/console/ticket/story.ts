import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EntryView, FileView, StaffTicketView } from '../../client/api.ts';
import { sizeOf } from '../parts/attachments.ts';
import { glyph, icon } from '../parts/icons.ts';
import { dayOf } from '../../wording/local.ts';
import { now } from '../now.ts';
import { FollowAsked } from '../second-line/follow-form.ts';
import { secondLineWords } from '../second-line/second-line-words.ts';
import { time, words } from '../words.ts';
import { eventLine } from './event-line.ts';

/** The day once, with the first entry of it. */
const when = (at: number, zone: string, before: number | undefined): TemplateResult => {
  const isSameDay = before !== undefined && dayOf(before, zone) === dayOf(at, zone);
  return html`<time
    class="nums"
    datetime=${new Date(at).toISOString()}
    title=${time().dayAndTime(at, now(), zone) + time().place(at, zone)}
    >${isSameDay ? time().time(at, zone) : time().saidAt(at, now(), zone)}</time
  >`;
};

export const fileLinks = (files: readonly FileView[]): TemplateResult | typeof nothing =>
  files.length === 0
    ? nothing
    : html`<div class="files">
        ${files.map((file) => {
          const href = `/files/${encodeURIComponent(file.id)}`;
          return file.picture
            ? html`<a class="picture" href=${href} target="_blank" rel="noreferrer"
                ><img src=${href} alt=${file.name} loading="lazy"
              /></a>`
            : html`<a class="file" href=${href} download=${file.name}
                >${icon('doc')}<span class="file-name">${file.name}</span>
                <span class="quiet nums">${sizeOf(file.bytes)}</span
                >${file.unscanned ? html`<span class="quiet">${words().ticket.unscanned}</span>` : nothing}</a
              >`;
        })}
      </div>`;

const submitted = (entry: EntryView): TemplateResult => {
  const { ticket, channel } = words();
  const { detail } = entry;
  if (detail?.of !== 'submit') return html`<p class="text">${entry.text}</p>`;
  const how = channel[detail.channel];
  return html`<p class="soft small">
      ${detail.registeredBy ? ticket.registered(detail.registeredBy, how) : ticket.submitted(how)}
    </p>
    ${detail.fields.map(
      ({ field, text }) =>
        html`${detail.fields.length > 1 ? html`<p class="asked">${ticket.field[field] ?? field}</p>` : nothing}
          <p class="text">${text}</p>`,
    )}`;
};

/** Staff wrote down what the client said. */
const isOnBehalf = ({ act, by }: EntryView): boolean =>
  by.side === 'staff' && (act === 'confirm' || act === 'not_fixed');

/** A department's answer is for staff; the client gets what staff make of it. */
const quoteButton = (
  { detail, seq }: EntryView,
  ticket: StaffTicketView,
): TemplateResult | typeof nothing => {
  if (detail?.of !== 'answer_desk' || !ticket.allowedActs.includes('reply')) return nothing;
  const quote = (event: Event) => event.target?.dispatchEvent(new FollowAsked({ is: 'quote', seq }));
  return html`<button type="button" class="link" @click=${quote}>${secondLineWords().quote.title}</button>`;
};

/** A question and what came back of it stand before the department too. */
const isWithDepartment = ({ detail }: EntryView): boolean =>
  detail?.of === 'escalate' ||
  detail?.of === 'ask_department' ||
  detail?.of === 'answer_desk' ||
  detail?.of === 'hand_back';

type Line = {
  entry: EntryView;
  ticket: StaffTicketView;
  zone: string;
  isNew: boolean;
  before: number | undefined;
};

const said = ({ entry, ticket, zone, isNew, before }: Line): TemplateResult => {
  const { ticket: word } = words();
  const isNote = entry.is === 'note';
  const isClient = entry.by.side === 'client';
  return html`<article class="say ${isNote ? 'note' : ''}" ?data-fresh=${isNew}>
    <span class="who" data-side=${entry.by.side === 'client' ? 'client' : 'desk'} aria-hidden="true"
      >${entry.by.initials}</span
    >
    <header>
      <b class="cut">${entry.by.name}</b>
      ${
        isNote
          ? html`<span class="seen"
              >${icon('lock')}${isWithDepartment(entry) ? secondLineWords().story.seen : word.staffOnly}</span
            >`
          : html`<span class="cut"
              >${isClient ? ticket.licensee.name : isOnBehalf(entry) ? word.onBehalf : word.toClient}</span
            >`
      }
      ${isNew ? html`<span class="fresh">${word.newMark}</span>` : nothing} ${when(entry.at, zone, before)}
    </header>
    <div>
      ${
        entry.act === 'submit'
          ? submitted(entry)
          : entry.text
            ? html`<p class="text">${entry.text}</p>`
            : nothing
      }
      ${fileLinks(entry.files)} ${quoteButton(entry, ticket)}
    </div>
  </article>`;
};

const happened = ({ entry, ticket, zone, isNew, before }: Line) => {
  if (entry.act === 'submit' || (entry.act === null && entry.detail === null)) return nothing;
  const line = eventLine(entry, ticket, zone);
  if (!line) return nothing;
  const { newMark } = words().ticket;
  const bySomebody = entry.is === 'event' && entry.by.side === 'staff';
  return html`<p class="event" ?data-fresh=${isNew && entry.is === 'event'}>
    ${glyph(line.glyph)}
    <span
      ><b>${line.strong}</b
      >${line.rest}${bySomebody ? html`<span class="quiet"> · ${entry.by.name}</span>` : nothing}${
        isNew && entry.is === 'event' ? html` <span class="fresh">${newMark}</span>` : nothing
      }</span
    >
    ${when(entry.at, zone, before)}
  </p>`;
};

/** One timeline of replies, notes, status changes and clock events; what was said comes before what it did. */
export const storyTemplate = (
  entries: readonly EntryView[],
  ticket: StaffTicketView,
  zone: string,
  newAfter: number,
): TemplateResult =>
  html`${repeat(
    entries,
    (entry) => entry.seq,
    (entry, index) => {
      const isNew = entry.seq > newAfter;
      const line = { entry, ticket, zone, isNew, before: entries[index - 1]?.at };
      const hasWords = entry.is !== 'event' || entry.text !== null || entry.files.length > 0;
      return html`${hasWords ? said(line) : nothing}${happened(hasWords ? { ...line, before: entry.at } : line)}`;
    },
  )}`;
