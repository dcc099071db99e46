import { html, nothing, type TemplateResult } from 'lit';
import {
  CLOSING_RESOLUTIONS,
  type ClosingResolution,
  CRITICALITIES,
  TICKET_KINDS,
  type TicketKind,
} from '../../../shared/ticket.ts';
import type { StaffTicketView } from '../../client/api.ts';
import { now } from '../now.ts';
import type { Attachments } from '../parts/attachments.ts';
import { errorLine, field } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { dateValue } from '../parts/local-date.ts';
import { words } from '../words.ts';
import { type FormAct, needsOf } from './act-needs.ts';
import type { Wrong } from './read-act.ts';

type Asking = {
  act: FormAct;
  ticket: StaffTicketView;
  /** As it stands in a correction: only a bug has a criticality. */
  kind: TicketKind;
  zone: string;
  wrong: Wrong;
  files: Attachments;
};
type Input = {
  name: keyof Wrong;
  label: string;
  type?: 'text' | 'date' | 'time';
  hint?: string;
  value?: string;
  min?: string;
  inputmode?: 'decimal' | 'numeric';
};

const inputIn = (wrong: Wrong, { name, label, type = 'text', hint, value = '', min, inputmode }: Input) =>
  field(
    { id: `act-${name}`, label, hint, problem: wrong[name] },
    ({ id, by, invalid }) =>
      html`<input
        class="input"
        id=${id}
        name=${name}
        type=${type}
        min=${min ?? nothing}
        inputmode=${inputmode ?? nothing}
        .value=${value}
        autocomplete="off"
        aria-describedby=${by}
        aria-invalid=${invalid}
      />`,
  );

const select = (
  name: string,
  label: string,
  options: readonly { value: string; label: string }[],
  chosen: string,
) =>
  field(
    { id: `act-${name}`, label },
    ({ id }) =>
      html`<span class="select"
        ><select class="input" id=${id} name=${name}>
          ${options.map((each) => html`<option value=${each.value} ?selected=${each.value === chosen}>${each.label}</option>`)}</select
        >${icon('down')}</span
      >`,
  );

const resolution = ({ ticket, wrong }: Asking): TemplateResult => {
  const said = words();
  const offered = CLOSING_RESOLUTIONS.filter((each) => each !== 'answered' || ticket.kind === 'consultation');
  const label = (each: ClosingResolution) =>
    html`<label class="choice"
      ><input
        type="radio"
        name="resolution"
        value=${each}
        aria-describedby="act-resolution-problem"
      />${said.closing[each]}</label
    >`;
  return html`<fieldset class="field field-wide" ?data-wrong=${Boolean(wrong.resolution)}>
    <legend>${said.ticket.need.resolution}</legend>
    <div class="choices">${offered.map(label)}</div>
    <div id="act-resolution-problem">${errorLine(wrong.resolution)}</div>
  </fieldset>`;
};

const correction = ({ ticket, kind }: Asking): TemplateResult => {
  const said = words();
  const { need } = said.ticket;
  const kinds = TICKET_KINDS.map((value) => ({ value, label: said.kind[value] }));
  const criticalities = CRITICALITIES.map((value) => ({ value, label: said.criticality[value] }));
  const criticality = ticket.criticality ?? ticket.statedCriticality ?? 'normal';
  return html`${select('kind', need.kind, kinds, ticket.kind)}
  ${kind === 'bug' ? select('criticality', need.criticality, criticalities, criticality) : nothing}`;
};

const invoice = ({ wrong, files, zone }: Asking): TemplateResult => {
  const { need, compose } = words().ticket;
  const noFile = files.ids.length > 0 ? null : wrong.file;
  return html`${inputIn(wrong, { name: 'number', label: need.invoiceNumber })}
    ${inputIn(wrong, { name: 'sum', label: need.invoiceSum, inputmode: 'decimal' })}
    ${inputIn(wrong, { name: 'payBy', label: need.payBy, type: 'date', hint: need.payByHint, min: dateValue(now(), zone) })}
    <div class="field" ?data-wrong=${Boolean(noFile)}>
      <span class="label">${need.invoiceFile}</span>
      ${files.chooser('act-file', compose.attach)} ${files.listTemplate()}
      <div>${errorLine(noFile)}</div>
    </div>`;
};

const text = (wrong: Wrong, label: string): TemplateResult =>
  field(
    { id: 'act-text', label, problem: wrong.text, wide: true },
    ({ id, by, invalid }) =>
      html`<textarea
        class="input"
        id=${id}
        name="text"
        rows="2"
        aria-describedby=${by}
        aria-invalid=${invalid}
      ></textarea>`,
  );

/** The fields of one act's form, by the table of what it needs. */
export const actFields = (asking: Asking): TemplateResult => {
  const { ticket, zone, wrong } = asking;
  const needs = needsOf(asking.act);
  const { need } = words().ticket;
  const today = dateValue(now(), zone);
  const hours = ticket.estimateHours === null ? '' : String(ticket.estimateHours);
  return html`
    ${needs.resolution ? resolution(asking) : nothing} ${needs.correct ? correction(asking) : nothing}
    ${needs.invoice ? invoice(asking) : nothing}
    ${needs.paidOn ? inputIn(wrong, { name: 'paidOn', label: need.paidOn, type: 'date', value: today }) : nothing}
    ${
      needs.estimate
        ? inputIn(wrong, {
            name: 'hours',
            label: need.hours,
            hint: need.hoursHint,
            inputmode: 'numeric',
            value: hours,
          })
        : nothing
    }
    ${
      needs.promise
        ? html`${inputIn(wrong, { name: 'date', label: need.date, type: 'date', min: today })}
          ${inputIn(wrong, { name: 'time', label: need.time, type: 'time', hint: need.timeHint })}`
        : nothing
    }
    ${needs.words ? text(wrong, need[needs.words]) : nothing}
  `;
};
