/** A report as tables: what CSV, XLSX and HTML alike are written from, so that no two of them can say different things. */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import { TICKET_KINDS, type Language } from '../../shared/ticket.ts';
import type { Breach } from '../domain/report/facts.ts';
import type { ByKind, Figures } from '../domain/report/figures.ts';
import type { MonthReport, SecondLineFigures, ShortShift } from '../domain/report/month-report.ts';
import type { LedgerSpan } from '../domain/sla/ledger.ts';
import { zoneOf } from '../domain/working-time/zone.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';

/**
 * How a column's values are meant: `tenths` 47 is 4.7, `share` in tenths of a percent, `time` in whole minutes, `moment` what
 * the wall clock of the desk shows, as the milliseconds that UTC would need to show the same.
 */
export type ColumnKind = 'text' | 'count' | 'tenths' | 'share' | 'time' | 'moment';
export type Cell = string | number | null;
export type Sheet = {
  name: string;
  columns: readonly { heading: string; kind: ColumnKind }[];
  rows: readonly (readonly Cell[])[];
};

export type ReportTables = { title: string; lines: readonly string[]; sheets: readonly Sheet[] };

export function tablesOf(report: MonthReport, language: Language): ReportTables {
  const words = REPORT_WORDS[language];
  const zone = zoneOf(report.timeZone);
  const wall: Wall = (at) => (at === null ? null : at + zone.offsetAt(at));
  const moment = (at: Instant) => writtenMoment(wall(at) ?? 0, language);
  // The last minute that counts: "up to the 8th", not "up to the 9th at midnight".
  const cutOff = moment(report.cutOffAt - MINUTE);
  return {
    title: words.report(report.month),
    lines: [
      report.provisionalAsOf === null
        ? words.final(cutOff)
        : words.provisional(moment(report.provisionalAsOf), cutOff),
      words.zone(report.timeZone, report.regulationVersion),
    ],
    sheets: [
      lineSheet(words.sheets.tickets, ticketColumns(words), report, words),
      lineSheet(words.sheets.promises, promiseColumns(words), report, words),
      lineSheet(words.sheets.quality, qualityColumns(words), report, words),
      lineSheet(words.sheets.time, timeColumns(words), report, words),
      breachSheet(report, words, wall),
      ledgerSheet(report, words, { wall, language }),
      secondLineSheet(report, words, language),
      shiftSheet(report, words),
      loadSheet(report, words),
    ],
  };
}

type Wall = (at: Instant | null) => number | null;
type Column<Row> = { heading: string; kind: ColumnKind; of(row: Row): Cell };

const column = <Row>(heading: string, kind: ColumnKind, of: (row: Row) => Cell): Column<Row> => ({
  heading,
  kind,
  of,
});

function sheetOf<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): Sheet {
  return {
    name,
    columns: columns.map(({ heading, kind }) => ({ heading, kind })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}

/** Whole minutes; a lateness is never rounded down to none. */
const minutes = (ms: number): number => Math.floor(ms / MINUTE);
const minutesUp = (ms: number): number => Math.ceil(ms / MINUTE);

function lineSheet(
  name: string,
  columns: readonly Column<Figures>[],
  { desk, employees, nobody }: MonthReport,
  words: ReportWords,
): Sheet {
  const lines: (Figures & { who: string })[] = [
    { ...desk, who: words.desk },
    ...employees.map((each) => ({ ...each, who: each.name === '' ? each.staffId : each.name })),
    { ...nobody, who: words.nobody },
  ];
  return sheetOf<Figures & { who: string }>(
    name,
    [column(words.columns.who, 'text', ({ who }) => who), ...columns],
    lines,
  );
}

function ticketColumns({ columns, kinds }: ReportWords): Column<Figures>[] {
  const byKind = (heading: string, of: (figures: Figures) => ByKind) =>
    TICKET_KINDS.map((kind) =>
      column<Figures>(`${heading}: ${kinds[kind]}`, 'count', (figures) => of(figures)[kind]),
    );
  return [
    ...byKind(columns.submitted, ({ submitted }) => submitted),
    ...byKind(columns.closed, ({ closed }) => closed),
    ...byKind(columns.reopened, ({ reopened }) => reopened),
    column(columns.open, 'count', ({ open }) => open),
    column(columns.openLate, 'count', ({ openLate }) => openLate),
  ];
}

const promiseColumns = ({ columns }: ReportWords): Column<Figures>[] => [
  column(columns.reactionMet, 'count', ({ reaction }) => reaction.met),
  column(columns.reactionMissed, 'count', ({ reaction }) => reaction.missed),
  column(columns.reactionShare, 'share', ({ reaction }) => reaction.metShare),
  column(columns.reactionUnmeasured, 'count', ({ reaction }) => reaction.unmeasured),
  column(columns.completionMet, 'count', ({ completion }) => completion.met),
  column(columns.completionMissed, 'count', ({ completion }) => completion.missed),
  column(columns.completionShare, 'share', ({ completion }) => completion.metShare),
  column(columns.completionUnmeasured, 'count', ({ completion }) => completion.unmeasured),
];

const qualityColumns = ({ columns, levels }: ReportWords): Column<Figures>[] => [
  column(columns.sum, 'count', ({ quality }) => quality.sum),
  column(columns.rated, 'count', ({ quality }) => quality.rated),
  column(columns.closedCount, 'count', ({ quality }) => quality.closed),
  column(columns.overRated, 'tenths', ({ quality }) => quality.overRated),
  column(columns.overAll, 'tenths', ({ quality }) => quality.overAll),
  column(columns.ratedShare, 'share', ({ quality }) => quality.ratedShare),
  column(columns.level, 'text', ({ quality }) => (quality.level === null ? null : levels[quality.level])),
];

const timeColumns = ({ columns }: ReportWords): Column<Pick<Figures, 'went'>>[] => [
  column(columns.firstLine, 'time', ({ went }) => minutes(went.firstLine)),
  column(columns.secondLine, 'time', ({ went }) => minutes(went.secondLine)),
  column(columns.client, 'time', ({ went }) => minutes(went.client)),
  column(columns.outside, 'time', ({ went }) => minutes(went.outsideHours)),
];

function breachSheet(report: MonthReport, words: ReportWords, wall: Wall): Sheet {
  const { columns, kinds, clocks } = words;
  const names = new Map(report.employees.map(({ staffId, name }) => [staffId, name]));
  return sheetOf<Breach>(
    words.sheets.breaches,
    [
      column(columns.number, 'count', ({ number }) => number),
      column(columns.cycle, 'count', ({ cycle }) => cycle),
      column(columns.kind, 'text', ({ kind }) => kinds[kind]),
      column(columns.clock, 'text', ({ clock }) => clocks[clock]),
      column(columns.responsible, 'text', ({ responsible }) =>
        responsible === null ? null : names.get(responsible) || responsible,
      ),
      column(columns.due, 'moment', ({ dueAt }) => wall(dueAt)),
      column(columns.ended, 'moment', ({ endedAt }) => wall(endedAt)),
      column(columns.late, 'time', ({ lateBy }) => minutesUp(lateBy)),
      column(columns.stillOpen, 'text', ({ open }) => (open ? words.yes : null)),
      ...timeColumns(words),
    ],
    report.breaches,
  );
}

function ledgerSheet(
  report: MonthReport,
  { columns, clocks, spans, reasons, sheets }: ReportWords,
  { wall, language }: { wall: Wall; language: Language },
): Sheet {
  type Row = { breach: Breach; span: LedgerSpan };
  const why = ({ reason }: LedgerSpan): Cell =>
    !reason
      ? null
      : 'name' in reason
        ? `${reasons[reason.code]}: ${reason.name[language]}`
        : reasons[reason.code];
  return sheetOf<Row>(
    sheets.ledger,
    [
      column(columns.number, 'count', ({ breach }) => breach.number),
      column(columns.cycle, 'count', ({ breach }) => breach.cycle),
      column(columns.clock, 'text', ({ breach }) => clocks[breach.clock]),
      column(columns.from, 'moment', ({ span }) => wall(span.from)),
      column(columns.to, 'moment', ({ span }) => wall(span.to)),
      column(columns.is, 'text', ({ span }) => spans[span.is]),
      column(columns.adds, 'time', ({ span }) => minutes(span.adds)),
      column(columns.reason, 'text', ({ span }) => why(span)),
    ],
    report.breaches.flatMap((breach) => breach.ledger.spans.map((span) => ({ breach, span }))),
  );
}

function secondLineSheet(report: MonthReport, { columns, sheets }: ReportWords, language: Language): Sheet {
  return sheetOf<SecondLineFigures>(
    sheets.secondLine,
    [
      column(columns.topic, 'text', ({ name }) => name[language]),
      column(columns.departments, 'text', ({ departments }) =>
        departments.map((each) => each[language]).join(', '),
      ),
      column(columns.days, 'count', ({ workingDays }) => workingDays),
      column(columns.asked, 'count', ({ asked }) => asked),
      column(columns.met, 'count', ({ met }) => met),
      column(columns.missed, 'count', ({ missed }) => missed),
      column(columns.share, 'share', ({ metShare }) => metShare),
      column(columns.dropped, 'count', ({ dropped }) => dropped),
      column(columns.overdue, 'count', ({ overdue }) => overdue),
      column(columns.topicTime, 'time', ({ topic }) => minutes(report.desk.went.topics[topic] ?? 0)),
    ],
    report.secondLine,
  );
}

function shiftSheet({ shortShifts }: MonthReport, { columns, sheets }: ReportWords): Sheet {
  return sheetOf<ShortShift>(
    sheets.shifts,
    [
      column(columns.date, 'text', ({ date }) => date),
      column(columns.people, 'count', ({ people }) => people),
      column(columns.minimum, 'count', ({ minimum }) => minimum),
      column(columns.technical, 'count', ({ technical }) => technical),
      column(columns.technicalMinimum, 'count', ({ technicalMinimum }) => technicalMinimum),
    ],
    shortShifts,
  );
}

function loadSheet({ load }: MonthReport, { columns, weekdays, sheets }: ReportWords): Sheet {
  type Row = { day: string; hours: readonly number[] };
  return sheetOf<Row>(
    sheets.load,
    [
      column(columns.weekday, 'text', ({ day }) => day),
      ...Array.from({ length: 24 }, (_, hour) =>
        column<Row>(String(hour), 'count', ({ hours }) => hours[hour] ?? 0),
      ),
    ],
    load.map((hours, i) => ({ day: weekdays[i] ?? '', hours })),
  );
}

const two = (n: number) => String(n).padStart(2, '0');

/** '06.10.2026 12:00' or '2026-10-06 12:00', of a wall time. */
export function writtenMoment(wall: number, language: Language): string {
  const [date = '', rest = ''] = new Date(wall).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${language === 'ru' ? `${day}.${month}.${year}` : date} ${rest.slice(0, 5)}`;
}

/** '108:05' */
export const writtenMinutes = (count: number): string => `${Math.floor(count / 60)}:${two(count % 60)}`;

/** As people read it; the decimal mark is the language's. */
export function writtenCell(cell: Cell, kind: ColumnKind, language: Language): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  const tenth = (n: number) => `${Math.floor(n / 10)}${language === 'ru' ? ',' : '.'}${n % 10}`;
  switch (kind) {
    case 'tenths':
      return tenth(cell);
    case 'share':
      return `${tenth(cell)}%`;
    case 'time':
      return writtenMinutes(cell);
    case 'moment':
      return writtenMoment(cell, language);
    default:
      return String(cell);
  }
}
