import { html, type nothing, type TemplateResult } from 'lit';
import { TICKET_KINDS } from '../../../shared/ticket.ts';
import type { Outputs } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { sayDate } from '../parts/local-date.ts';
import { language, time, words } from '../words.ts';
import { reportWords, tenths } from './report-words.ts';

export type Report = Outputs['reports']['month'];
export type Figures = Report['desk'];
type Cell = TemplateResult | string | number | typeof nothing;

const GLYPHS = { good: 'met', normal: 'pause', unacceptable: 'alert' } as const;
const STATES = { good: 'met', normal: 'none', unacceptable: 'missed' } as const;

export const level = ({ level: is }: Figures['quality']): TemplateResult => {
  const said = reportWords();
  return is === null
    ? html`<span class="quiet">${said.noLevel}</span>`
    : html`<span class="state" data-is=${STATES[is]}
        >${glyph(GLYPHS[is])}<span>${said.levels[is]}</span></span
      >`;
};

/** The first cell of a row names it; numbers stand right. */
export const table = (label: string, heads: readonly string[], rows: readonly (readonly Cell[])[]) =>
  html`<div class="table-in" tabindex="0" role="region" aria-label=${label}>
    <table class="t t-cards">
      <thead>
        <tr>
          ${heads.map((head, i) => html`<th scope="col" class=${i === 0 ? '' : 'r'}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell, i) => html`<td class="r nums" data-label=${heads[i + 1] ?? ''}>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

export const qualityFacts = ({ quality }: Figures, levelOver: 'rated' | 'all'): TemplateResult => {
  const said = reportWords();
  const fact = (name: string, value: Cell) =>
    html`<div class="figure">
      <dt>${name}</dt>
      <dd class="nums">${value}</dd>
    </div>`;
  return html`<dl class="figures">
      ${fact(said.overRated, tenths(quality.overRated))} ${fact(said.overAll, tenths(quality.overAll))}
      ${fact(said.ratedShare, html`${quality.rated} / ${quality.closed}<small>${tenths(quality.ratedShare, ' %')}</small>`)}
      ${fact(said.level, level(quality))}
    </dl>
    <p class="quiet">${said.levelBy[levelOver]}</p>`;
};

export const promisesTable = ({ reaction, completion }: Figures): TemplateResult => {
  const said = reportWords();
  const row = (name: string, of: Figures['reaction']) => [name, of.met, of.missed, tenths(of.metShare, ' %')];
  return table(
    said.promises,
    ['', said.met, said.missed, said.share],
    [row(said.reaction, reaction), row(said.completion, completion)],
  );
};

export const kindsTable = ({ submitted, closed, reopened, open }: Figures): TemplateResult => {
  const said = reportWords();
  const { kind } = words();
  const sum = (of: Figures['submitted']) => of.consultation + of.bug + of.feature;
  return html`${table(
      said.kinds,
      ['', said.submitted, said.closed, said.reopened],
      [
        ...TICKET_KINDS.map((each) => [kind[each], submitted[each], closed[each], reopened[each]]),
        [said.total, sum(submitted), sum(closed), sum(reopened)],
      ],
    )}
    <p class="quiet">${said.stillOpen}: ${open}</p>`;
};

export const peopleTable = ({ employees, nobody, desk }: Report): TemplateResult => {
  const said = reportWords();
  const line = (name: string, { quality, completion }: Figures): Cell[] => [
    name,
    quality.closed,
    quality.rated,
    quality.sum,
    tenths(quality.overRated),
    tenths(quality.overAll),
    level(quality),
    completion.missed,
  ];
  return table(
    said.people,
    [
      said.person,
      said.closed,
      said.ratedShare,
      said.sum,
      said.overRated,
      said.overAll,
      said.level,
      said.late,
    ],
    [
      ...employees.map((each) => line(each.name, each)),
      ...(nobody.quality.closed > 0 ? [line(said.nobody, nobody)] : []),
      line(said.desk, desk),
    ],
  );
};

const hours = (ms: number): string => (ms === 0 ? '—' : time().leftOf(ms));

export const wentTable = ({ went }: Figures): TemplateResult => {
  const said = reportWords();
  return table(
    said.went,
    ['', said.firstLine, said.secondLine, said.client, said.outsideHours],
    [
      [
        said.closed,
        hours(went.firstLine),
        hours(went.secondLine),
        hours(went.client),
        hours(went.outsideHours),
      ],
    ],
  );
};

export const secondLineTable = ({ secondLine, desk }: Report): TemplateResult => {
  const said = reportWords();
  return table(
    said.departments,
    [said.topic, said.asked, said.met, said.missed, said.share, said.topicTime],
    secondLine.map(({ topic, name, departments, asked, met, missed, metShare }) => [
      html`${name[language()]}<small>${departments.map((each) => each[language()]).join(', ')}</small>`,
      asked,
      met,
      missed,
      tenths(metShare, ' %'),
      hours(desk.went.topics[topic] ?? 0),
    ]),
  );
};

export const shiftsTable = ({ shortShifts, timeZone }: Report): TemplateResult => {
  const said = reportWords();
  if (shortShifts.length === 0) return html`<p class="quiet">${said.noShifts}</p>`;
  return table(
    said.shifts,
    [said.date, said.onShift, said.technical],
    shortShifts.map(({ date, people, minimum, technical, technicalMinimum }) => [
      sayDate(date, timeZone),
      said.ofNeeded(people, minimum),
      said.ofNeeded(technical, technicalMinimum),
    ]),
  );
};
