/** A report as one CSV file that a Russian Excel opens by a double click: BOM, semicolons, CRLF. */
import type { Language } from '../../shared/ticket.ts';
import { writtenCell, type Cell, type ColumnKind, type ReportTables } from './sheets.ts';

export const BOM = '\uFEFF';
const END = '\r\n';

export function csvOf({ title, lines, sheets }: ReportTables, language: Language): Uint8Array {
  const row = (cells: readonly string[]) => cells.map(csvField).join(';') + END;
  const written = (cell: Cell, kind: ColumnKind) =>
    typeof cell === 'string' ? asText(cell) : writtenCell(cell, kind, language);
  const tables = sheets.map(({ name, columns, rows }) =>
    [
      row([name]),
      row(columns.map(({ heading }) => heading)),
      ...rows.map((cells) => row(cells.map((cell, i) => written(cell, columns[i]?.kind ?? 'text')))),
    ].join(''),
  );
  const head = [title, ...lines].map((line) => row([line])).join('');
  return new TextEncoder().encode(BOM + head + END + tables.join(END));
}

/**
 * What a spreadsheet would take for a formula is made text by an apostrophe (OWASP, "CSV injection"). Excel and others also
 * read the full-width forms as such, and look past white space at the beginning.
 */
export function asText(text: string): string {
  return /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}

/** One line, each field as text. */
export const csvLine = (fields: readonly string[]): string =>
  fields.map((field) => csvField(asText(field))).join(';') + END;

function csvField(text: string): string {
  const field = text.replaceAll('\0', '');
  return /["';\r\n\t,]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
