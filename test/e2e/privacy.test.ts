/** An administrator exports a client's data and erases it, as a person would; then the client comes again as somebody new. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unzipped } from '../server/support/unzipped.ts';
import { openWidget, panelOf, submit } from './support/client.ts';
import { openTicket, perform } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

it('from the ticket to the export, the erasure, the audit', async () => {
  const client = await desk.demoPage('elena');
  const number = await submit(await openWidget(client), 'Задать вопрос', {
    'Ваш вопрос': 'Где моя накладная?',
  });
  const page = await desk.console('olga@desk.example', '/admin/');
  await openTicket(page, number);
  await page.getByRole('link', { name: 'выгрузить или удалить' }).click();
  await page.getByText(`Открыты: №\u00a0${number}`).waitFor();

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Выгрузить всё' }).click();
  const parts = unzipped(readFileSync(await (await downloading).path()));
  expect(JSON.parse(parts.get('person.json')!).tickets[0].title).toContain('накладная');

  await page.goto(`${desk.base}/admin/`);
  await openTicket(page, number);
  await perform(page, {
    act: 'Закрыть',
    choose: 'Ответили на вопрос',
    fill: { 'Слово клиенту': 'Нашлась.' },
    done: 'Закрыть обращение',
  });
  await page.getByRole('link', { name: 'выгрузить или удалить' }).click();
  await page.getByRole('button', { name: 'Удалить навсегда' }).click();
  await page.getByText('Сначала подтвердите').waitFor();
  await page.getByLabel('Просьба пришла от').check();
  await page.getByRole('button', { name: 'Удалить навсегда' }).click();
  await page.getByText(/Данные удалены сегодня/).waitFor();
  await page.getByText('текст удалён').waitFor();

  await page.getByRole('link', { name: 'Журнал' }).click();
  await page.getByText('удалил данные клиента').waitFor();
  await page.getByText('выгрузил данные клиента').waitFor();

  const again = await desk.demoPage('elena');
  await openWidget(again);
  await expect(panelOf(again).getByText('накладная').count()).resolves.toBe(0);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
