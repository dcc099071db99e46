/** A report as a workbook, a sheet for each table. Text is always text: no cell of it is ever a formula. */
import { DAY, MINUTE } from '../../shared/duration.ts';
import type { Language } from '../../shared/ticket.ts';
// oxlint-disable-next-line import/no-named-as-default -- the package has nothing else
import writeWorkbook, { type Cell as BookCell, type Sheet as BookSheet } from 'write-excel-file/node';
import type { Cell, ColumnKind, ReportTables, Sheet } from './sheets.ts';

export async function xlsxOf(
  { title, lines, sheets }: ReportTables,
  language: Language,
): Promise<Uint8Array> {
  const book = sheets.map((sheet) => bookSheet(sheet, [title, ...lines], language));
  return withoutTimes(await writeWorkbook(book).toBuffer());
}

function bookSheet(
  { name, columns, rows }: Sheet,
  head: readonly string[],
  language: Language,
): BookSheet<never> {
  return {
    sheet: name,
    columns: columns.map(({ heading, kind }) => ({ width: widthOf(heading, kind) })),
    stickyRowsCount: head.length + 1,
    data: [
      ...head.map((line, i): BookCell[] => [
        { value: line, type: String, ...(i === 0 && { fontWeight: 'bold', fontSize: 14 }) },
      ]),
      columns.map(({ heading }): BookCell => ({
        value: heading,
        type: String,
        fontWeight: 'bold',
        wrap: true,
        alignVertical: 'top',
      })),
      ...rows.map((cells) => cells.map((cell, i) => bookCell(cell, columns[i]?.kind ?? 'text', language))),
    ],
  };
}

const widthOf = (heading: string, kind: ColumnKind): number =>
  kind === 'text' ? 28 : kind === 'moment' ? 18 : heading.length <= 2 ? 5 : 14;

function bookCell(cell: Cell, kind: ColumnKind, language: Language): BookCell {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: plain(cell), type: String };
  switch (kind) {
    case 'tenths':
      return { value: cell / 10, type: Number, format: '0.0' };
    case 'share':
      return { value: cell / 1000, type: Number, format: '0.0%' };
    case 'time':
      return { value: (cell * MINUTE) / DAY, type: Number, format: '[h]:mm' };
    case 'moment':
      return {
        value: new Date(cell),
        type: Date,
        format: language === 'ru' ? 'dd.mm.yyyy hh:mm' : 'yyyy-mm-dd hh:mm',
      };
    default:
      return { value: cell, type: Number };
  }
}

/** XML has no way to write most control characters, nor half of a pair. */
const plain = (text: string): string => text.toWellFormed().replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ');

const END_OF_DIRECTORY = 0x06054b50;
const EARLIEST_DATE = 0x21;

/** The archive says of each part when it was written; the same report must be the same bytes whenever it is. */
export function withoutTimes(archive: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(archive);
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const local = view.getUint32(at + 42, true);
    for (const time of [at + 12, local + 10]) {
      view.setUint16(time, 0, true);
      view.setUint16(time + 2, EARLIEST_DATE, true);
    }
    at += 46 + [28, 30, 32].reduce((sum, offset) => sum + view.getUint16(at + offset, true), 0);
  }
  return bytes;
}
