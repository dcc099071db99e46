/** `npm run desk -- report YYYY-MM`: the month's report, to a file or to whatever reads the output. Changes nothing. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '../../shared/ticket.ts';
import { isMonth } from '../domain/report/month.ts';
import type { OpenReports } from '../reports/open-reports.ts';
import { isReportFormat, REPORT_FORMATS, type ReportFormat } from '../reports/report-files.ts';

export type ReportAsked = { month: string; format: ReportFormat; language: Language; out: string | null };

const USAGE = `write: report YYYY-MM --format ${Object.keys(REPORT_FORMATS).join('|')} [--language ${LANGUAGES.join('|')}] [--out FILE]`;

/** Throws with the one line that says what to write. */
export function readReportAsked(args: readonly string[]): ReportAsked {
  const { values, positionals } = parsed(args);
  const [month = '', ...more] = positionals;
  const { format, language = 'ru', out = null } = values;
  if (!isMonth(month) || more.length > 0) throw new Error(`"${month}" is not a month like 2026-10; ${USAGE}`);
  if (format === undefined || !isReportFormat(format))
    throw new Error(`"${format ?? ''}" is not a format; ${USAGE}`);
  if (!isLanguage(language)) throw new Error(`"${language}" is not a language; ${USAGE}`);
  return { month, format, language, out };
}

const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { format: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}; ${USAGE}`, { cause });
  }
}

export async function report(
  { month, format, language, out }: ReportAsked,
  { reports, write }: { reports: OpenReports; write(bytes: Uint8Array): void },
): Promise<void> {
  const now = await reports.monthNow();
  if (month > now) throw new Error(`${month} has not begun; the report of ${now} is the last there is`);
  const bytes = await reports.file(month, format, language);
  if (out === null) write(bytes);
  else writeFileSync(out, bytes);
}
