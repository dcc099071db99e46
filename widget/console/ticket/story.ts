import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EntryView, FileView, StaffTicketView } from '../../client/api.ts';
import { sizeOf } from '../parts/attachments.ts';
import { glyph, icon } from '../parts/icons.ts';
import { now } from '../now.ts';
import { time, words } from '../words.ts';
import { eventLine } from './event-line.ts';

const when = (at: number, zone: string): TemplateResult =>
  html`<time class="nums" datetime=${new Date(at).toISOString()} title=${time().dayAndTime(at, now(), zone) + time().place(at, zone)}
    >${time().saidAt(at, now(), zone)}</time
  >`;

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
                <span class="quiet nums">${sizeOf(file.bytes)}</span></a
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
        html`${detail.fields.length > 1 ? html`<h3>${ticket.field[field] ?? field}</h3>` : nothing}
          <p class="text">${text}</p>`,
    )}`;
};

const said = (entry: EntryView, ticket: StaffTicketView, zone: string, isNew: boolean): TemplateResult => {
  const { ticket: word } = words();
  const isNote = entry.is === 'note';
  const isClient = entry.by.side === 'client';
  return html`<article class="say ${isNote ? 'note' : ''}" ?data-fresh=${isNew}>
    <span class="who" data-side=${entry.by.side === 'client' ? 'client' : 'desk'} aria-hidden="true">${entry.by.initials}</span>
    <header>
      <b class="cut">${entry.by.name}</b>
      ${
        isNote
          ? html`<span class="seen">${icon('lock')}${word.staffOnly}</span>`
          : html`<span class="cut">${isClient ? ticket.licensee.name : word.toClient}</span>`
      }
      ${isNew ? html`<span class="fresh">${word.newMark}</span>` : nothing} ${when(entry.at, zone)}
    </header>
    <div>
      ${
        entry.act === 'submit'
          ? submitted(entry)
          : entry.text
            ? html`<p class="text">${entry.text}</p>`
            : nothing
      }
      ${fileLinks(entry.files)}
    </div>
  </article>`;
};

const happened = (entry: EntryView, ticket: StaffTicketView, zone: string, isNew: boolean) => {
  if (entry.act === 'submit' || (entry.act === null && entry.detail === null)) return nothing;
  const line = eventLine(entry, ticket, zone);
  if (!line) return nothing;
  const { newMark } = words().ticket;
  const bySomebody = entry.is === 'event' && entry.by.side === 'staff';
  return html`<p class="event" ?data-fresh=${isNew && entry.is === 'event'}>
    ${glyph(line.glyph)}
    <span
      ><b>${line.strong}</b>${line.rest}${bySomebody ? html` <span class="quiet">${entry.by.name}</span>` : nothing}${
        isNew && entry.is === 'event' ? html` <span class="fresh">${newMark}</span>` : nothing
      }</span
    >
    ${when(entry.at, zone)}
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
    (entry) => {
      const isNew = entry.seq > newAfter;
      const hasWords = entry.is !== 'event' || entry.text !== null || entry.files.length > 0;
      return html`${hasWords ? said(entry, ticket, zone, isNew) : nothing}${happened(entry, ticket, zone, isNew)}`;
    },
  )}`;
