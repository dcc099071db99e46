/** Reads the form of an act: what was filled in, and what is wrong with it in the words of a form. */
import { ESTIMATE_HOURS, FIELDS } from '../../../shared/submission.ts';
import type { ClosingResolution, Criticality, TicketKind } from '../../../shared/ticket.ts';
import type { Inputs } from '../../client/api.ts';
import { fieldValue } from '../parts/field.ts';
import { kopecksOf } from '../parts/money.ts';
import { words } from '../words.ts';
import type { ActNeeds } from './act-needs.ts';

export type Filled = {
  text: string;
  files: string[];
  resolution: ClosingResolution | null;
  invoice: Inputs['staff']['act']['invoice'] | null;
  paidOn: string;
  hours: number | null;
  date: string;
  time: string;
  kind: TicketKind;
  criticality: Criticality | null;
};
export type Wrong = Partial<
  Record<
    'text' | 'resolution' | 'number' | 'sum' | 'payBy' | 'file' | 'paidOn' | 'hours' | 'date' | 'time',
    string
  >
>;

const hoursIn = (text: string): number | null => {
  const hours = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return hours >= ESTIMATE_HOURS.min && hours <= ESTIMATE_HOURS.max ? hours : null;
};

export const filledIn = (form: HTMLFormElement, needs: ActNeeds, files: string[]) => {
  const value = (name: string) => fieldValue(form, name);
  const { missing, compose } = words().ticket;
  const wrong: Wrong = {};
  const kind = (value('kind') || 'consultation') as TicketKind;
  const sumKopecks = kopecksOf(value('sum'));
  const [fileId] = files;
  const payBy = value('payBy');
  const filled: Filled = {
    text: value('text'),
    files,
    resolution: (value('resolution') || null) as ClosingResolution | null,
    invoice:
      needs.invoice && sumKopecks !== null && fileId
        ? { number: value('number'), sumKopecks, fileId, ...(payBy ? { payBy } : {}) }
        : null,
    paidOn: value('paidOn'),
    hours: hoursIn(value('hours')),
    date: value('date'),
    time: value('time'),
    kind,
    criticality: kind === 'bug' ? ((value('criticality') || 'normal') as Criticality) : null,
  };
  if (needs.words && !needs.wordsOptional && !filled.text) wrong.text = missing.text;
  if (filled.text.length > FIELDS.reply.max) wrong.text = compose.tooLong(FIELDS.reply.max);
  if (needs.resolution && !filled.resolution) wrong.resolution = missing.resolution;
  if (needs.invoice) {
    if (!value('number')) wrong.number = missing.number;
    if (value('number').length > FIELDS.invoiceNumber.max) {
      wrong.number = compose.tooLong(FIELDS.invoiceNumber.max);
    }
    if (sumKopecks === null) wrong.sum = missing.sum;
    if (!fileId) wrong.file = missing.file;
  }
  if (needs.paidOn && !filled.paidOn) wrong.paidOn = missing.paidOn;
  if (needs.estimate && filled.hours === null) {
    wrong.hours = missing.hours(ESTIMATE_HOURS.min, ESTIMATE_HOURS.max);
  }
  if (needs.promise && !filled.date) wrong.date = missing.date;
  return { filled, wrong };
};
