/** To managers: the month's report, computed when this is sent, with the workbook; whether it can still change is said first. */
import { MINUTE } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { ByKind, Promised, Quality } from '../../domain/report/figures.ts';
import type { MonthReport } from '../../domain/report/month-report.ts';
import { writtenCell } from '../../reports/sheets.ts';
import { REPORT_FORMATS } from '../../reports/report-files.ts';
import { REPORT_WORDS } from '../../reports/words.ts';
import type { Worded } from '../outgoing.ts';
import { saidAt } from './local-time.ts';
import { toStaff } from './to-staff.ts';

/** What mail servers take together with its third of padding; the page has the rest. */
const LARGEST_FILE_BYTES = 5_000_000;

const WORDS = {
  ru: {
    heading: (month: string, final: boolean) =>
      `Отчёт за ${month}: ${final ? 'окончательный' : 'предварительный'}`,
    provisional: (asOf: string, cutOff: string) =>
      `Это предварительный отчёт, по состоянию на ${asOf}. Оценки клиентов учитываются до ${cutOff}; после этого придёт окончательный.`,
    final: (cutOff: string) =>
      `Это окончательный отчёт: оценки учтены до ${cutOff}. Он больше не изменится, что бы ни случилось потом.`,
    attached: 'Книга Excel приложена.',
    tooLarge: 'Книга Excel слишком велика для письма: она на странице отчёта.',
    submitted: 'Поступило',
    closed: 'Завершено',
    reaction: 'Ответ в срок',
    completion: 'Решение в срок',
    breaches: 'Нарушений срока',
    quality: 'Качество',
    share: (share: string, { met, missed }: Promised) => `${share} (${met} из ${met + missed})`,
    rated: (rated: string, all: string, { rated: count, closed }: Quality) =>
      `${rated} по оценённым, ${all} по всем завершённым; оценено ${count} из ${closed}`,
    none: 'нет',
    open: 'Открыть отчёт',
  },
  en: {
    heading: (month: string, final: boolean) => `Report for ${month}: ${final ? 'final' : 'provisional'}`,
    provisional: (asOf: string, cutOff: string) =>
      `This report is provisional, as of ${asOf}. Clients’ ratings count until ${cutOff}; the final report will come after that.`,
    final: (cutOff: string) =>
      `This report is final: ratings were counted until ${cutOff}. It will not change any more, whatever happens later.`,
    attached: 'The Excel workbook is attached.',
    tooLarge: 'The Excel workbook is too large for a mail: it is on the report’s page.',
    submitted: 'Received',
    closed: 'Closed',
    reaction: 'Answered in time',
    completion: 'Done in time',
    breaches: 'Broken promises',
    quality: 'Quality',
    share: (share: string, { met, missed }: Promised) => `${share} (${met} of ${met + missed})`,
    rated: (rated: string, all: string, { rated: count, closed }: Quality) =>
      `${rated} over rated tickets, ${all} over all closed; ${count} of ${closed} rated`,
    none: 'none',
    open: 'Open the report',
  },
} as const satisfies Record<Language, unknown>;

export const monthlyReport: Worded = async (deps, notice) => {
  const { reports } = deps;
  const month = String(notice.detail['month']);
  const report = await reports.month(month);
  const isFinal = report.provisionalAsOf === null;
  // It has waited past the cut-off: the final one has a notice of its own.
  if (isFinal !== (notice.detail['stage'] === 'final')) return 'skip';
  return toStaff(deps, notice, async (_, language) => {
    const words = WORDS[language];
    const bytes = await reports.file(month, 'xlsx', language);
    const fits = bytes.byteLength <= LARGEST_FILE_BYTES;
    return {
      heading: words.heading(saidMonth(month, language), isFinal),
      lines: [whetherFinal(report, language)],
      ticket: null,
      facts: factsOf(report, language),
      link: { label: words.open, path: `/admin/reports/${month}` },
      ofMail: {
        lines: [fits ? words.attached : words.tooLarge],
        attachments: fits ? [{ name: `report-${month}.xlsx`, type: REPORT_FORMATS.xlsx, bytes }] : [],
      },
    };
  });
};

function whetherFinal({ provisionalAsOf, cutOffAt, timeZone }: MonthReport, language: Language): string {
  const words = WORDS[language];
  const said = (at: Instant) => saidAt(at, timeZone, language);
  // The last minute that counts: "the 8th", not "the 9th at midnight".
  const cutOff = said(cutOffAt - MINUTE);
  return provisionalAsOf === null ? words.final(cutOff) : words.provisional(said(provisionalAsOf), cutOff);
}

function factsOf({ desk, breaches }: MonthReport, language: Language): [string, string][] {
  const words = WORDS[language];
  const inTime = (promised: Promised) =>
    promised.metShare === null
      ? words.none
      : words.share(writtenCell(promised.metShare, 'share', language), promised);
  return [
    [words.submitted, String(sum(desk.submitted))],
    [words.closed, String(sum(desk.closed))],
    [words.reaction, inTime(desk.reaction)],
    [words.completion, inTime(desk.completion)],
    [words.breaches, String(breaches.length)],
    [words.quality, qualitySaid(desk.quality, language)],
  ];
}

const sum = ({ consultation, bug, feature }: ByKind): number => consultation + bug + feature;

function qualitySaid(quality: Quality, language: Language): string {
  const words = WORDS[language];
  const { overRated, overAll, level } = quality;
  if (overRated === null || overAll === null || level === null) return words.none;
  const tenths = (value: number) => writtenCell(value, 'tenths', language);
  const said = words.rated(tenths(overRated), tenths(overAll), quality);
  return `${REPORT_WORDS[language].levels[level]}: ${said}`;
}

/** «октябрь 2026 г.» without its «г.», “October 2026”. */
function saidMonth(month: string, language: Language): string {
  const at = Date.parse(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  })
    .format(at)
    .replace(/\s*г\.$/u, '');
}
