import { describe, expect, it } from 'vitest';
import { cleanFileName, contentDisposition } from '../../../server/files/file-name.ts';
import { servingHeaders } from '../../../server/files/serving.ts';
import { sniff } from '../../../server/files/sniff.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a file’s type', () => {
  it.each([
    ['a PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR'), 'image/png', true],
    [
      'a PNG without a header',
      bytes([0x89], 'PNG\r\n', [0x1a], '\n<script>alert(1)'),
      'application/octet-stream',
      false,
    ],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg', true],
    ['a GIF', bytes('GIF89a', [1, 0, 1, 0]), 'image/gif', true],
    ['a WebP', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8L'), 'image/webp', true],
    ['another RIFF', bytes('RIFF', [4, 0, 0, 0], 'WAVEfmt '), 'application/octet-stream', false],
    ['an SVG', utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain', false],
    ['a page', utf8('<!doctype html><script>alert(1)</script>'), 'text/plain', false],
    ['Russian text', utf8('Касса не печатает чек'), 'text/plain', false],
    ['text cut in the middle of a letter', utf8('Касса').subarray(0, 9), 'text/plain', false],
    ['a PDF', bytes('%PDF-1.7'), 'application/pdf', false],
    ['an archive', bytes('PK', [3, 4]), 'application/zip', false],
    ['a Windows program', bytes('MZ', [0x90, 0]), 'application/x-msdownload', false],
    ['a Linux program', bytes([0x7f], 'ELF'), 'application/x-executable', false],
    ['noise', bytes([0, 1, 2, 3]), 'application/octet-stream', false],
    ['windows-1251 text', bytes([0xca, 0xe0, 0xf1, 0xf1, 0xe0]), 'application/octet-stream', false],
  ])('of %s comes from its content', (_, head, type, picture) => {
    expect(sniff(head)).toEqual({ type, picture });
  });
});

describe('a file’s name', () => {
  it.each([
    ['Счёт № 17.pdf', 'Счёт № 17.pdf'],
    ['C:\\Users\\me\\shot.png', 'shot.png'],
    ['../../etc/passwd', 'passwd'],
    ['.htaccess', 'htaccess'],
    ['\u200B.htaccess', 'htaccess'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt'],
    ['\0', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['\uD800x.txt', '\uFFFDx.txt'],
  ])('%j is shown as %j', (given, shown) => expect(cleanFileName(given)).toBe(shown));

  it('is cut to the limit and keeps its ending', () => {
    const cut = cleanFileName(`${'ы'.repeat(5000)}.xlsx`);
    expect(cut).toHaveLength(200);
    expect(cut.endsWith('.xlsx')).toBe(true);
  });

  it.each([
    ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    ['Счёт.pdf', `attachment; filename="____.pdf"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82.pdf`],
    [`a"b\\c'(1)*.txt`, `attachment; filename="a_b_c'(1)*.txt"; filename*=UTF-8''a%22b%5Cc%27%281%29%2A.txt`],
    ['a\r\nx: y', `attachment; filename="a__x: y"; filename*=UTF-8''a%0D%0Ax%3A%20y`],
  ])('%j is one header value', (name, header) => expect(contentDisposition('attachment', name)).toBe(header));
});

describe('what a file is served with', () => {
  it('lets a picture be looked at and nothing in it run', () => {
    const headers = servingHeaders({ name: 'a.png', type: 'image/png', bytes: 5, picture: true });
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '5',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/) as string,
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['content-disposition']).toMatch(/^inline; /);
  });

  it('makes a download of everything else, whatever its name says', () => {
    const headers = servingHeaders({ name: 'a.png', type: 'text/plain', bytes: 5, picture: false });
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});
