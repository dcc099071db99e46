/** A report to be printed or kept: one page that needs nothing from anywhere and runs nothing. */
import type { Language } from '../../shared/ticket.ts';
import { escaped } from '../delivery/wording/escaped.ts';
import { REPORT_WORDS } from './words.ts';
import { writtenCell, type ReportTables, type Sheet } from './sheets.ts';

const STYLE = `
:root { color-scheme: light; }
body { font: 13px/1.45 system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 24px auto; max-width: 1200px; padding: 0 24px; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 16px; margin: 32px 0 8px; break-after: avoid; }
p { margin: 0 0 4px; color: #57606a; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #d8dee4; padding: 5px 8px; text-align: left; vertical-align: top; }
th { font-weight: 600; color: #57606a; font-size: 11px; line-height: 1.25; vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; }
tr:first-child > th[scope=row] { color: #1b1f24; }
th[scope=row] { font-size: inherit; color: inherit; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10px; } .wide { overflow: visible; } }
`;

export function htmlOf({ title, lines, sheets }: ReportTables, language: Language): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>`,
    `<style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    ...sheets.map((sheet) => section(sheet, language)),
    '</body></html>\n',
  ].join('\n');
}

function section({ name, columns, rows }: Sheet, language: Language): string {
  const heading = `<h2>${escaped(name)}</h2>`;
  if (rows.length === 0)
    return `<section>${heading}<p>${escaped(REPORT_WORDS[language].nothing)}</p></section>`;
  const side = (i: number) => (columns[i]?.kind === 'text' ? '' : ' class="n"');
  const head = columns.map((each, i) => `<th scope="col"${side(i)}>${escaped(each.heading)}</th>`).join('');
  const body = rows.map((cells) => {
    const written = cells.map((cell, i) => {
      const text = escaped(writtenCell(cell, columns[i]?.kind ?? 'text', language));
      return i === 0 ? `<th scope="row"${side(i)}>${text}</th>` : `<td${side(i)}>${text}</td>`;
    });
    return `<tr>${written.join('')}</tr>`;
  });
  return `<section>${heading}<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div></section>`;
}
