/** Everything that has an address: headers, pages, what is not there, and malformed calls. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWholeDesk, type Answer, type Caller, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
let anna: Caller;
beforeAll(async () => {
  desk = await aWholeDesk();
  anna = await desk.client(await desk.site(await desk.licensee('North')), 'anna');
  const dist = join(desk.folder, 'dist');
  mkdirSync(join(dist, 'w'), { recursive: true });
  mkdirSync(join(dist, 'console', 'assets'), { recursive: true });
  writeFileSync(join(dist, 'leak.js'), 'leak');
  writeFileSync(join(dist, 'console', 'leak.js'), 'leak');
  writeFileSync(join(desk.folder, 'leak.js'), 'leak');
  writeFileSync(join(dist, 'widget.js'), 'widget');
  writeFileSync(join(dist, 'w', 'panel-abc.js'), 'panel');
  writeFileSync(join(dist, 'w', 'manifest.json'), '{}');
  writeFileSync(join(dist, 'w', 'panel-abc.js.map'), '{}');
  writeFileSync(join(dist, 'console', 'index.html'), '<!doctype html>console');
  writeFileSync(join(dist, 'console', 'assets', 'main-abc.js'), 'main');
});
afterAll(() => desk.end());

const codeOf = ({ json }: Answer): string | null => json?.error?.data?.refusal?.code ?? null;

test('the widget loads on any page, for minutes; its parts for ever', async () => {
  const widget = await desk.request('/widget.js');
  const panel = await desk.request('/w/panel-abc.js');
  expect([widget.text, panel.text]).toEqual(['widget', 'panel']);
  for (const { headers } of [widget, panel]) {
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect(widget.headers.get('cache-control')).toBe('public, max-age=300');
  expect(panel.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('the server is alive, and ready once its database has written', async () => {
  expect(await desk.request('/livez')).toMatchObject({ status: 200, text: 'alive' });
  expect(await desk.request('/readyz')).toMatchObject({ status: 200, text: 'ready' });
});

test.each(['/admin/', '/admin/tickets/abc', '/admin/join'])(
  '%s is the console, under its policy (BR-16)',
  async (path) => {
    const page = await desk.request(path);
    expect(page.text).toBe('<!doctype html>console');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        'trusted-types smart-support',
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
  },
);

test('every answer, errors too, keeps to itself', async () => {
  const paths = [
    '/',
    '/livez',
    '/nothing',
    '/admin/',
    '/rpc/nothing',
    '/files/x',
    '/live',
    '/widget.js',
    '/auth/x',
  ];
  for (const path of paths) {
    const { headers } = await desk.request(path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    if (path !== '/widget.js') expect(headers.get('cache-control'), path).toBe('no-store');
  }
});

test('nothing is served but what is meant to be: no map, no manifest, no folder, nothing outside (AD-21)', async () => {
  const up = [
    '..',
    '%2e%2e',
    '%2E%2E',
    '..%2f',
    '%2e%2e%2f',
    '..%5c',
    '..\\',
    '%252e%252e',
    '.%00.',
    '....//',
  ];
  const names = [
    'secret',
    'smart-support.sqlite',
    'demo-licensee.json',
    'widget.js',
    'package.json',
    'w/manifest.json',
    'leak.js',
  ];
  const paths = [
    '/w/',
    '/w/manifest.json',
    '/w/panel-abc.js.map',
    '/w/panel-abc.js/',
    '/w/.',
    '/w/PANEL-abc.js',
  ];
  for (const base of ['/w/', '/admin/assets/', '/admin/', '/', '/demo/', '//w/']) {
    for (const step of up)
      for (const name of names)
        paths.push(`${base}${step}/${name}`, `${base}${step}/${step}/${name}`, `${base}${step}${name}`);
  }
  for (const path of paths) {
    const answer = await desk.app.request(new Request(`http://localhost:8080${path}`));
    const text = await answer.text();
    if (answer.status === 200) expect(['<!doctype html>console', 'widget'], path).toContain(text);
    else expect([302, 400, 404], path).toContain(answer.status);
  }
});

describe('malformed calls', () => {
  const post = (path: string, body: BodyInit, headers: Caller = {}) =>
    desk.request(path, {
      method: 'POST',
      headers: { ...anna, 'content-type': 'application/json', ...headers },
      body,
    });

  test('a body of a megabyte is too large, said or not', async () => {
    const large = JSON.stringify({ x: 'x'.repeat(1_000_000) });
    expect((await post('/rpc/customer.submit', large)).status).toBe(413);
    const init = {
      method: 'POST',
      headers: { ...anna, 'content-type': 'application/json' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    };
    expect((await desk.request('/rpc/customer.submit', init as RequestInit)).status).toBe(413);
  });

  test('a compressed body is not looked into', async () => {
    expect((await post('/rpc/customer.submit', 'x', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '1',
    '{"__proto__":{"polluted":1}}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    '\0',
  ])('the body %.30j changes nothing and breaks nothing', async (body) => {
    const answer = await post('/rpc/customer.submit', body);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/\/server\/|node_modules|at .*\.ts/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('more than ten calls in one request are none (AD-27)', async () => {
    const eleven = Array.from({ length: 11 }, () => 'customer.desk').join(',');
    expect((await desk.request(`/rpc/${eleven}?batch=1&input=%7B%7D`, { headers: anna })).status).toBe(400);
    const before = performance.now();
    const commas = await desk.request(`/rpc/${','.repeat(5000)}?batch=1`, { headers: anna });
    expect(commas.status).toBe(400);
    expect(performance.now() - before).toBeLessThan(100);
  });

  test('a path that is no procedure is not found, and names of objects are none', async () => {
    for (const path of [
      'nothing',
      'customer',
      'customer.__proto__',
      '__proto__',
      'constructor',
      'customer.desk.call',
      'customer%2Edesk%00',
    ]) {
      const answer = await desk.request(`/rpc/${path}?input=%7B%7D`, { headers: anna });
      expect([400, 404], `${path} ${answer.text}`).toContain(answer.status);
    }
  });

  test('a field that is too long is refused by name with its limit', async () => {
    const input = { requestId: 'r'.repeat(24), kind: 'bug', files: [], channel: 'widget' };
    const send = (fields: object) => desk.mutate('customer.submit', { ...input, fields }, anna);
    const refusal = async (fields: object) => (await send(fields)).json.error.data.refusal;
    const field = (name: string, problem: string, max?: number) => ({
      code: 'field_wrong',
      field: name,
      problem,
      ...(max && { max }),
    });
    expect(await refusal({ happened: 'x'.repeat(8001), expected: 'y' })).toEqual(
      field('happened', 'too_long', 8000),
    );
    expect(await refusal({ happened: 'x' })).toEqual(field('expected', 'missing'));
    expect(await refusal({ happened: '   ', expected: 'y' })).toEqual(field('happened', 'missing'));
    expect(codeOf(await send({ happened: 'x', expected: 'y', question: 'z' }))).toBe('field_wrong');
    expect((await send({ happened: ' x\0\ud800 ', expected: 'y' })).json.result.data.title).toBe('x\ufffd');
  });
});

test('a fault says nothing but its number, which the log has with everything else', async () => {
  const { tickets } = desk.deps.store;
  const list = tickets.listForPerson;
  tickets.listForPerson = () =>
    Promise.reject(new Error('disk on fire at /var/secret', { cause: new Error('inner') }));
  try {
    const answer = await desk.query('customer.tickets', {}, anna);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/fire|secret|stack|\.ts/);
    const { requestId } = answer.json.error.data;
    const line = desk.lines.find((each) => each.includes(requestId));
    expect(line).toContain('disk on fire');
    expect(line).toContain('inner');
  } finally {
    tickets.listForPerson = list;
  }
});

test('the data folder is for nobody else', () => {
  expect(statSync(join(desk.folder, 'secret')).mode & 0o077).toBe(0);
  expect(statSync(join(desk.folder, 'files')).mode & 0o077).toBe(0);
});
