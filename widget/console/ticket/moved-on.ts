import { html, nothing, type TemplateResult } from 'lit';
import type { EntryView, StaffTicketView } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { words } from '../words.ts';
import { eventLine } from './event-line.ts';

/** What others did since the person began to write, one line for each act. */
export const changesSince = (entries: readonly EntryView[], seen: number): EntryView[] =>
  entries.filter((entry) => entry.seq > seen && !entry.by.me);

const told = (entry: EntryView, ticket: StaffTicketView, zone: string): string => {
  const { movedOn } = words().ticket;
  const { status } = words();
  const parts: string[] = [];
  if (entry.is === 'note') parts.push(movedOn.noted);
  else if (entry.text !== null || entry.files.length > 0) parts.push(movedOn.wrote);
  if (entry.to) parts.push(movedOn.moved(status[entry.to]));
  else if (entry.detail) parts.push(eventLine(entry, ticket, zone)?.strong ?? '');
  return movedOn.did(entry.by.name, parts.filter(Boolean).join(', '));
};

/** Shown while somebody is writing, and as an alert when their act was refused for it. */
export const movedOnTemplate = (
  changes: readonly EntryView[],
  ticket: StaffTicketView,
  zone: string,
  isRefusal: boolean,
  onUnderstood: () => void,
): TemplateResult | typeof nothing => {
  if (changes.length === 0) return nothing;
  const { movedOn } = words().ticket;
  return html`<div class="moved-on" role=${isRefusal ? 'alert' : 'status'}>
    ${glyph('alert')}
    <div>
      <b>${movedOn.title}</b>
      <ul>
        ${changes.map((entry) => html`<li>${told(entry, ticket, zone)}</li>`)}
      </ul>
      <span class="soft">${movedOn.tail}</span>
    </div>
    <button type="button" class="btn" @click=${onUnderstood}>${movedOn.understood}</button>
  </div>`;
};
