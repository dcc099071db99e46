/** The forms in which a report leaves the desk. */
import type { Language } from '../../shared/ticket.ts';
import { LANGUAGES } from '../../shared/ticket.ts';
import type { MonthReport } from '../domain/report/month-report.ts';
import type { ReportFile } from '../store/reports.ts';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { tablesOf } from './sheets.ts';
import { xlsxOf } from './xlsx.ts';

export const REPORT_FORMATS = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
} as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

export const isReportFormat = (text: string): text is ReportFormat => Object.hasOwn(REPORT_FORMATS, text);

/** JSON has no words in it: one for both languages. */
export const fileKey = (format: ReportFormat, language: Language): string =>
  format === 'json' ? format : `${format}.${language}`;

export async function reportFile(
  report: MonthReport,
  format: ReportFormat,
  language: Language,
): Promise<Uint8Array> {
  switch (format) {
    case 'json':
      return new TextEncoder().encode(`${JSON.stringify(report)}\n`);
    case 'csv':
      return csvOf(tablesOf(report, language), language);
    case 'xlsx':
      return xlsxOf(tablesOf(report, language), language);
    case 'html':
      return new TextEncoder().encode(htmlOf(tablesOf(report, language), language));
  }
}

export async function everyFile(report: MonthReport): Promise<ReportFile[]> {
  const files = new Map<string, Uint8Array>();
  for (const language of LANGUAGES)
    for (const format of Object.keys(REPORT_FORMATS) as ReportFormat[])
      files.set(fileKey(format, language), await reportFile(report, format, language));
  return [...files].map(([name, bytes]) => ({ name, bytes }));
}
