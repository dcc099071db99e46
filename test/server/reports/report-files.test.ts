import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../server/domain/report/facts.ts';
import { monthReport } from '../../../server/domain/report/month-report.ts';
import { monthWindow } from '../../../server/domain/report/month.ts';
import { asText } from '../../../server/reports/csv.ts';
import { everyFile, reportFile } from '../../../server/reports/report-files.ts';
import { aMonth } from '../domain/report/a-month.ts';
import { moscow, RULES } from '../domain/ticket/a-story.ts';
import { timesIn, unzipped } from '../support/unzipped.ts';

const NASTY = [
  '=HYPERLINK("http://evil.example";"click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  ' =1',
  '"quoted"; and; parted',
  'two\nlines',
  '<script>alert(1)</script>',
  "a'b&c\u0000\u0008\uD800",
];

const LATER = moscow('2027-01-15 12:00');

function aReport(olga = 'Ольга', asOf = LATER) {
  const window = monthWindow('2026-10', RULES, asOf);
  const facts = aMonth().flatMap((log) => factsOf(log, window, { of: () => RULES }) ?? []);
  const names = new Map([
    ['olga', olga],
    ['pavel', 'Павел'],
  ]);
  return monthReport(window, facts, { rules: RULES, asOf, names, shortShifts: [] });
}

const textOf = async (...args: Parameters<typeof reportFile>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await reportFile(...args));

/** A strict reader of RFC 4180 with semicolons. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^";\r\n]*)(;|\r\n|$)/gy;
  for (let match = field.exec(csv); match && field.lastIndex <= csv.length; match = field.exec(csv)) {
    const [whole, text = '', end] = match;
    rows.at(-1)!.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end === '\r\n') rows.push([]);
    if (whole === '' || end === '') break;
  }
  expect(field.lastIndex === 0 || field.lastIndex === csv.length).toBe(true);
  return rows;
}

describe('CSV', () => {
  it('opens in a Russian Excel: a BOM, semicolons, a decimal comma', async () => {
    const csv = await textOf(aReport(), 'csv', 'ru');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows = rowsOf(csv.slice(1));
    const quality = rows.slice(rows.findIndex(([first]) => first === 'Качество') + 2);
    expect(quality[0]).toEqual(['Служба поддержки', '28', '7', '11', '4,0', '2,5', '63,6%', 'нормально']);
    expect(quality[1]?.[4]).toBe('4,3');
  });

  it('shows each breach in the desk’s own time, and its ledger', async () => {
    const rows = rowsOf((await textOf(aReport(), 'csv', 'ru')).slice(1));
    const breaches = rows.slice(rows.findIndex(([first]) => first === 'Не в срок') + 2);
    expect(breaches[1]?.slice(0, 9)).toEqual([
      '3',
      '1',
      'консультация',
      'Решение',
      'Павел',
      '06.10.2026 12:00',
      '06.10.2026 13:00',
      '1:00',
      '',
    ]);
    const ledger = rows.slice(rows.findIndex(([first]) => first === 'Расчёт сроков') + 2);
    expect(ledger.some(([number, , , , , is]) => number === '3' && is === 'сверх срока')).toBe(true);
  });

  it.each(NASTY)('lets no name become a formula or leave its cell: %j', async (name) => {
    const rows = rowsOf((await textOf(aReport(name), 'csv', 'ru')).slice(1));
    const cells = rows.flat();
    expect(cells).toContain(asText(name).replaceAll('\0', '').toWellFormed());
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    expect(new Set(rows.filter((row) => row.length > 1).map((row) => row.length)).size).toBeLessThan(10);
  });
});

describe('XLSX', () => {
  it('is a workbook with a sheet for each table, and numbers that are numbers', async () => {
    const parts = unzipped(await reportFile(aReport(), 'xlsx', 'ru'));
    expect(parts.get('xl/workbook.xml')).toContain('name="Качество"');
    expect([...parts.keys()].filter((name) => /sheet\d\.xml$/.test(name))).toHaveLength(9);
    expect(parts.get('xl/worksheets/sheet3.xml')).toContain('<v>2.5</v>');
  });

  it.each(NASTY)('holds no formula, whatever a name is: %j', async (name) => {
    const parts = unzipped(await reportFile(aReport(name), 'xlsx', 'ru'));
    for (const [part, xml] of parts) {
      expect(xml, part).not.toMatch(/<f[ >]/);
      // oxlint-disable-next-line no-control-regex -- what XML cannot hold is looked for
      expect(xml, part).not.toMatch(/[\0-\x08]|<script/);
    }
  });
});

describe('HTML', () => {
  it('needs nothing from anywhere and runs nothing', async () => {
    for (const name of NASTY) {
      const html = await textOf(aReport(name), 'html', 'ru');
      expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|@import|https?:\/\/(?!evil)/i);
    }
  });

  it('says whether it is final, or as of when it is provisional', async () => {
    expect(await textOf(aReport(), 'html', 'ru')).toContain(
      'Окончательный, оценки учтены по 08.11.2026 23:59',
    );
    const early = aReport('Ольга', moscow('2026-11-03 12:00'));
    expect(await textOf(early, 'html', 'ru')).toContain('Предварительный, по состоянию на 03.11.2026 12:00');
    expect(await textOf(early, 'csv', 'en')).toContain('Provisional, as of 2026-11-03 12:00');
  });
});

it('is the same bytes whenever it is written', async () => {
  const first = await everyFile(aReport());
  expect(await everyFile(aReport())).toEqual(first);
  expect(first.map(({ name }) => name)).toEqual([
    'json',
    'csv.ru',
    'xlsx.ru',
    'html.ru',
    'csv.en',
    'xlsx.en',
    'html.en',
  ]);
  // 1980-01-01 00:00, the earliest that an archive can say.
  for (const { name, bytes } of first)
    if (name.startsWith('xlsx')) expect(new Set(timesIn(bytes))).toEqual(new Set([0x210000]));
});
