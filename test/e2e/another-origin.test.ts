/** A licensee's page at an origin of its own, under the policy that README asks for and nothing more. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, submit } from './support/client.ts';
import { openTicket, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

type Host = { desk: RunningDesk; address: string; end(): Promise<void> };

async function aHost(...settings: Parameters<typeof runningDesk>): Promise<Host> {
  const desk = await runningDesk(...settings);
  const site = desk.desk.demo;
  if (!site) throw new Error('there is no demo licensee');
  const { widgetAt, filesAt } = desk;
  const connect = new Set([widgetAt, filesAt]);
  const host = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${widgetAt}; connect-src ${[...connect].join(' ')}; ` +
        "require-trusted-types-for 'script'; trusted-types smart-support",
    );
    response.end(
      `<!doctype html><html lang="ru"><title>Лавка</title><h1>Лавка</h1>
       <script src="${widgetAt}/widget.js" data-site-key="${site.siteKey}" async></script>
       <script src="${widgetAt}/feedback.js" type="module"></script>
       <smart-feedback data-site-key="${site.siteKey}" data-server="${widgetAt}"></smart-feedback></html>`,
    );
  });
  await new Promise<void>((ready) => host.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const { store } = desk.desk.deps;
  const kept = await store.sites.get(site.siteId);
  await store.sites.update(site.siteId, { origins: [...(kept?.origins ?? []), address] });
  return {
    desk,
    address,
    async end() {
      host.close();
      await desk.end();
    },
  };
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function wholeWidget({ desk, address }: Host): Promise<void> {
  const page = await (await desk.context()).newPage();
  const called: string[] = [];
  page.context().on('request', (request) => called.push(request.url()));
  page.on('websocket', (socket) => called.push(socket.url()));
  await page.goto(address);
  const { consents, staff: members } = desk.desk.deps.store;
  const by = { staffId: (await members.all())[0]!.id, at: Date.now() };
  const words = { ru: 'Согласен. https://elsewhere.example', en: 'I agree. https://elsewhere.example' };
  await consents.ask(desk.desk.demo!.siteId, words, by);
  const asking = await openWidget(page);
  await asking.getByText('Задать вопрос').click();
  await asking.getByRole('checkbox', { name: /согласен/ }).check();
  await consents.stopAsking(desk.desk.demo!.siteId, by);
  await page.reload();
  const panel = await openWidget(page);
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Из другого места' });
  await openSent(panel);
  await panel.locator('input[type=file]').setInputFiles([
    { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('a line\n') },
    { name: 'shot.png', mimeType: 'image/png', buffer: PICTURE },
  ]);
  await panel.getByText('log.txt').waitFor();
  await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
  const download = page.waitForEvent('download');
  await panel
    .locator('.talk')
    .getByRole('button', { name: /log\.txt/ })
    .click();
  expect((await download).suggestedFilename()).toBe('log.txt');

  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);
  await staff.waitForFunction(
    () => document.querySelector<HTMLImageElement>('img[alt="shot.png"]')?.naturalWidth === 1,
  );
  await reply(staff, 'Слышим вас и там');
  await panel.getByText('Слышим вас и там').waitFor();

  const form = page.locator('smart-feedback');
  await form.getByLabel('Что изменить или добавить').fill('Больше тишины');
  await form.getByLabel('Для чего это вам').fill('Работать спокойно');
  await form.getByRole('button', { name: 'Отправить' }).click();
  await form
    .getByText(/№\s*\d+/)
    .first()
    .waitFor();
  // The page itself, and beside it the desk that is configured: nobody else was called, whatever was done.
  const known = [desk.widgetAt, desk.filesAt].map((origin) => `${origin}/`);
  const others = called.filter((url) => url !== `${address}/` && !known.some((each) => url.startsWith(each)));
  expect(others).toEqual([]);
  expect(called.some((url) => url.includes('/w/consent'))).toBe(true);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
}

describe('a page at another origin', () => {
  let host: Host;
  let desk: RunningDesk;
  let address: string;
  beforeAll(async () => {
    host = await aHost();
    ({ desk, address } = host);
  });
  afterAll(() => host.end());

  it('has the whole widget: a ticket, a live answer, a file there and back', () => wholeWidget(host));

  it('is refused where the site does not know the origin, and the page stays whole', async () => {
    const page = await (await desk.context()).newPage();
    await page.goto(address.replace('127.0.0.1', 'localhost'));
    await page.getByRole('button', { name: /^Поддержка/ }).click();
    await page.locator('smart-support').getByText('Задать вопрос').click();
    await page.locator('smart-support').getByLabel('Ваш вопрос').fill('Нас пустят?');
    await page.locator('smart-support').getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Лавка' }).waitFor();
    expect(
      await page
        .locator('smart-support')
        .getByLabel('Ваш вопрос')
        .or(page.locator('smart-support').getByText('Нас пустят?'))
        .count(),
    ).toBeGreaterThan(0);
    expect(desk.complaints).toEqual([]);
  });

  it('asks to sign in where the site wants to know everybody, and keeps what was typed', async () => {
    const { store } = desk.desk.deps;
    const siteId = desk.desk.demo?.siteId ?? '';
    await store.sites.update(siteId, { anonymousAllowed: false, identityRequired: true });
    const page = await (await desk.context()).newPage();
    await page.goto(address);
    const panel = await openWidget(page);
    await panel.getByText('Задать вопрос').click();
    await panel.getByLabel('Ваш вопрос').fill('Кто я?');
    await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
    await panel
      .getByText(/войдите|Войдите/)
      .first()
      .waitFor();
    expect(await panel.getByLabel('Ваш вопрос').inputValue()).toBe('Кто я?');
    expect(desk.complaints).toEqual([]);
  });
});

it('has the whole widget from hosts that are the widget’s and the files’ own', async () => {
  const host = await aHost((port) => ({
    WIDGET_URL: `http://widget.localhost:${port}`,
    FILES_URL: `http://files.localhost:${port}`,
  }));
  try {
    await wholeWidget(host);
  } finally {
    await host.end();
  }
});
