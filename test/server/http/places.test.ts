/** The widget and the files on hosts of their own: what is there, what is not, and how the other doors lead there (ASVS 3.5.4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import {
  aConsultation,
  aWholeDesk,
  ORIGIN,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

const DESK = 'https://desk.example';
const WIDGET = 'https://widget.example';
const FILES = 'https://files.example';
const WORDS = 'what Anna has attached';

let desk: WholeDesk;
let site: SigningSite;
let anna: Caller;
let administrator: Caller;
let fileId: string;
beforeAll(async () => {
  desk = await aWholeDesk({ BASE_URL: DESK, WIDGET_URL: WIDGET, FILES_URL: FILES });
  site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, 'anna');
  const { id: _, ...member } = await desk.member('administrator');
  administrator = member;
  const sent = await desk.request(`${WIDGET}/files`, {
    method: 'POST',
    headers: { ...anna, origin: ORIGIN, 'x-file-name': 'words.txt' },
    body: WORDS,
  });
  expect(sent.status, sent.text).toBe(201);
  fileId = sent.json.id;
  const submitted = await desk.mutate('customer.submit', aConsultation({ files: [fileId] }), anna);
  expect(submitted.status, submitted.text).toBe(200);
});
afterAll(() => desk.end());

const personsLink = async (): Promise<string> =>
  (await desk.mutate('customer.fileLink', { fileId }, anna)).json.result.data.url;
const staffsLink = async (): Promise<string> => {
  const answer = await desk.request(`${DESK}/files/${fileId}`, { headers: administrator });
  expect(answer.status, answer.text).toBe(302);
  return answer.headers.get('location')!;
};

describe('nothing else is at', () => {
  test.each([
    ['the files’ host', FILES, ['/', '/admin/', '/widget.js', '/w/entry.js', '/live', '/livez', '/demo/']],
    ['the files’ host', FILES, ['/rpc/customer.config', '/rpc/staff.queue', '/files', '/second-line/x']],
    ['the widget’s host', WIDGET, ['/', '/admin/', '/audit.csv', '/reports/2026-09.xlsx', '/second-line/x']],
    ['the widget’s host', WIDGET, ['/rpc/staff.queue', '/rpc/customer.desk,staff.queue', '/rpc/admin.staff']],
    ['the widget’s host', WIDGET, ['/rpc/customer.desk%2Cstaff.queue', '/files/x', '/metrics', '/rpc/']],
  ] as const)('%s, %s: %j', async (_, host, paths) => {
    for (const path of paths) {
      const answer = await desk.request(`${host}${path}`, { headers: administrator });
      expect([path, answer.status, answer.text]).toEqual([path, 404, 'There is nothing at this address.']);
    }
  });

  test('neither of them, signing in', async () => {
    for (const host of [WIDGET, FILES]) {
      const answer = await desk.request(`${host}/auth/sign-in/email`, { method: 'POST', body: '{}' });
      expect(answer.status).toBe(404);
    }
  });
});

test('a licensee’s page asks the widget’s host, and may read the answer', async () => {
  const input = encodeURIComponent(JSON.stringify({ siteKey: site.key }));
  const answer = await desk.request(`${WIDGET}/rpc/customer.config?input=${input}`, {
    headers: { origin: ORIGIN },
  });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect((await desk.request(`${WIDGET}/live`, { headers: { origin: ORIGIN } })).status).toBe(403);
});

test('the snippet that is handed out names the widget’s host', async () => {
  const [licensee] = (await desk.query('admin.licensees', {}, administrator)).json.result.data;
  const { text } = await desk.query('admin.licensee', { id: licensee.id }, administrator);
  expect(text).toContain(`${WIDGET}/widget.js`);
  expect(text).not.toContain(`${DESK}/widget.js`);
});

describe('a file comes from the files’ host', () => {
  test('for its person, by the link', async () => {
    const link = await personsLink();
    expect(new URL(link).origin).toBe(FILES);
    expect(await desk.request(link)).toMatchObject({ status: 200, text: WORDS });
  });

  test('for staff, whom the desk’s host sends there, once they are let in', async () => {
    const link = await staffsLink();
    expect(new URL(link).origin).toBe(FILES);
    expect(await desk.request(link)).toMatchObject({ status: 200, text: WORDS });
    expect((await desk.request(`${DESK}/files/${fileId}`)).status).toBe(404);
    // Their cookie is of the desk's host alone.
    expect((await desk.request(`${FILES}/files/${fileId}`, { headers: administrator })).status).toBe(404);
  });

  test('and from no other: the same link elsewhere opens nothing', async () => {
    for (const link of [await personsLink(), await staffsLink()])
      for (const host of [DESK, WIDGET])
        expect((await desk.request(link.replace(FILES, host))).status, `${host} ${link}`).toBe(404);
  });

  test('not by a link that was altered, nor after its minute', async () => {
    const [persons, staffs] = [await personsLink(), await staffsLink()];
    const stranger = await desk.client(site, 'bella');
    expect((await desk.mutate('customer.fileLink', { fileId }, stranger)).status).not.toBe(200);
    const altered = (link: string, change: (query: URLSearchParams) => void) => {
      const url = new URL(link);
      change(url.searchParams);
      return url.href;
    };
    for (const link of [
      altered(persons, (query) => (query.delete('licensee'), query.delete('person'))),
      altered(staffs, (query) => query.set('person', 'anna')),
      altered(staffs, (query) => query.set('until', String(desk.clock.at + MINUTE - 1))),
      staffs.replace(fileId, `${fileId}x`),
    ])
      expect((await desk.request(link)).status, link).toBe(404);
    desk.clock.at += MINUTE;
    for (const link of [persons, staffs]) expect((await desk.request(link)).status, link).toBe(404);
  });
});

test('the console may show pictures of the files’ host, and load nothing else of any other', async () => {
  const { consolePolicy } = await import('../../../server/http/headers.ts');
  expect(consolePolicy(FILES)).toBe(consolePolicy(null).replace('blob:', `blob: ${FILES}`));
});

test('without hosts of their own all is at one, and a file comes from there', async () => {
  const one = await aWholeDesk({});
  try {
    const { id: _, ...member } = await one.member('agent');
    expect((await one.request('http://anything.example/livez')).status).toBe(200);
    expect((await one.request('/files/none', { headers: member })).status).toBe(404);
  } finally {
    await one.end();
  }
});
