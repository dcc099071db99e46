import { html, nothing, type TemplateResult } from 'lit';
import {
  CRITICALITIES,
  type Criticality,
  MOVE_OF,
  type Presence,
  type Status,
} from '../../../shared/ticket.ts';
import type { StaffView } from '../../client/api.ts';
import { words } from '../words.ts';
import { glyph } from './icons.ts';

/** Shape, word, then colour: what stands where. */
export const statusMark = (status: Status): TemplateResult =>
  html`<span class="status" data-is=${status} data-move=${MOVE_OF[status]}
    >${glyph(status)}<span>${words().status[status]}</span></span
  >`;

export const bars = (criticality: Criticality): TemplateResult => {
  const filled = CRITICALITIES.length - CRITICALITIES.indexOf(criticality);
  const { criticality: word, criticalityLabel } = words();
  return html`<span class="bars" role="img" aria-label=${criticalityLabel(word[criticality])}
    >${[1, 2, 3, 4].map((bar) => html`<i class=${bar <= filled ? 'f' : ''}></i>`)}</span
  >`;
};

export const avatar = (person: { name: string; initials: string } | null): TemplateResult =>
  person
    ? html`<span class="who" role="img" aria-label=${person.name} title=${person.name}
        >${person.initials}</span
      >`
    : html`<span class="who" data-side="none" role="img" aria-label=${words().queue.noAssignee}>+</span>`;

export const presenceWord = (presence: Presence): TemplateResult =>
  html`<span class="presence-word" data-is=${presence}>${words().presence[presence]}</span>`;

export const presenceOf = (person: StaffView): TemplateResult =>
  html`<span class="presence-word" data-is=${person.presence}
    >${words().presence[person.presence]}${
      person.technicalSpecialist ? html`, ${words().ticket.technical}` : nothing
    }</span
  >`;
