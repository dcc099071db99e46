/** The report as a file, for managers: `/reports/2026-10.xlsx?language=ru`. A link carries the cookie and no header of ours. */
import type { Auditor } from '../audit.ts';
import type { Doors } from '../auth/admit.ts';
import { isMonth } from '../domain/report/month.ts';
import { isReportFormat, REPORT_FORMATS } from '../reports/report-files.ts';
import type { OpenReports } from '../reports/open-reports.ts';
import { staffBehind } from './own-link.ts';
import { refused } from './refusal-status.ts';

type Deps = { doors: Doors; reports: OpenReports; audit: Auditor };

export async function reportDownload(
  { doors, reports, audit }: Deps,
  { file, request, address }: { file: string; request: Request; address: string },
): Promise<Response> {
  const caller = await staffBehind(doors, request);
  const [, month = '', format = ''] = /^(.{7})\.([a-z]{3,4})$/.exec(file) ?? [];
  // Whoever may not have it is not told that it is there.
  if (!caller || caller.role === 'agent' || !isMonth(month) || !isReportFormat(format)) {
    return refused({ code: 'not_found' });
  }
  if (month > (await reports.monthNow())) return refused({ code: 'not_found' });
  const language = new URL(request.url).searchParams.get('language') === 'en' ? 'en' : 'ru';
  await audit.did({ staffId: caller.staffId, act: 'reports.export', about: file, outcome: 'done', address });
  const bytes = await reports.file(month, format, language);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': REPORT_FORMATS[format],
      'content-disposition': `attachment; filename="report-${month}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
