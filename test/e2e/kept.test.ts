import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, panelOf, submit } from './support/client.ts';
import { openTicket, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

/** The panel says so, and the desk has it once. */
async function isSentOnce(panel: Locator, text: string): Promise<void> {
  await panel
    .getByRole('heading', { name: /Отправлено/ })
    .or(panel.getByText(/^Отправлено/))
    .first()
    .waitFor();
  const staff = await desk.console('anna@desk.example', '/admin/?status=all');
  await staff.getByText(text).waitFor();
  expect(await staff.getByRole('row').filter({ hasText: text }).count()).toBe(1);
}

describe('two people on one ticket', () => {
  it('the second is told what has changed, and what they wrote is still there', async () => {
    const panel = await openWidget(await desk.demoPage('elena'));
    const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Двое на одно' });
    const [first, second] = [
      await desk.console('anna@desk.example'),
      await desk.console('ilya@desk.example'),
    ];
    await openTicket(first, number);
    await openTicket(second, number);
    // The second one's page hears nothing any more: their network is slow.
    await second.route('**/rpc/staff.ticket*', (route) => route.abort());
    await second.getByRole('textbox', { name: 'Ответ клиенту' }).fill('Ответ второго');
    await reply(first, 'Ответ первой');
    await second.unroute('**/rpc/staff.ticket*');
    await second.getByRole('button', { name: 'Отправить клиенту' }).click();
    await second.getByText('Пока вы писали').waitFor();
    expect(await second.getByRole('textbox', { name: 'Ответ клиенту' }).inputValue()).toBe('Ответ второго');
    await second.getByRole('button', { name: 'Отправить клиенту' }).click();
    await openSent(panel);
    await panel.getByText('Ответ второго').waitFor();
  });
});

describe('without the network', () => {
  it('what was sent is kept, said to be unsent, and sent once when the network is back', async () => {
    const page = await desk.demoPage('pavel');
    const panel = await openWidget(page);
    await panel.getByText('Задать вопрос').click();
    await panel.getByText(/^Ответим/).waitFor();
    await page.context().setOffline(true);
    await panel.getByLabel('Ваш вопрос').fill('Вопрос из подвала');
    await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
    await panel.getByText('Ещё не отправлено').first().waitFor();
    await page.context().setOffline(false);
    await isSentOnce(panel, 'Вопрос из подвала');
  });

  it('what meets a desk with too much to do waits, is said to, and is sent once when the desk has asked for it', async () => {
    const page = await desk.demoPage('elena');
    const panel = await openWidget(page);
    await panel.getByText('Задать вопрос').click();
    await panel.getByText(/^Ответим/).waitFor();
    let turnedAway = 0;
    await page.route('**/rpc/customer.submit', (route) => {
      if (turnedAway++ > 0) return route.continue();
      const headers = { 'retry-after': '1' };
      return route.fulfill({ status: 503, headers, json: { error: { data: { refusal: null } } } });
    });
    await panel.getByLabel('Ваш вопрос').fill('Вопрос в час пик');
    await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
    await panel.getByText(/^Сейчас очень много обращений/).waitFor();
    await isSentOnce(panel, 'Вопрос в час пик');
  });

  it('what was typed survives a reload and a closed panel', async () => {
    const page = await desk.demoPage('elena');
    const panel = await openWidget(page);
    await panel.getByText('Сообщить об ошибке').click();
    // Known by now: what is written before a page says who is there is a visitor's.
    await panel.getByText(/^Ответим/).waitFor();
    await panel.getByLabel('Что произошло').fill('Недописанная ошибка');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await panelOf(page).waitFor({ state: 'hidden' });
    await page.reload();
    const again = await openWidget(page);
    await again.getByText('Сообщить об ошибке').click();
    await expect.poll(() => again.getByLabel('Что произошло').inputValue()).toBe('Недописанная ошибка');
  });

  it('what was typed before the desk knew whose it is survives a reload', async () => {
    const page = await (await desk.context()).newPage();
    await page.request.post(`${desk.base}/demo/backend/sign-in/elena`);
    // The licensee's backend does not say who is there.
    await page.route('**/demo/backend/identity-token', () => {});
    const asked = page.waitForRequest('**/demo/backend/identity-token');
    await page.goto(`${desk.base}/demo/`);
    await page.waitForResponse('**/demo/backend/who');
    const before = await openWidget(page);
    await before.getByText('Задать вопрос').click();
    await asked;
    await before.getByLabel('Ваш вопрос').fill('Быстрее, чем сеть');
    await page.reload();
    await page.unroute('**/demo/backend/identity-token');
    const panel = await openWidget(page);
    await panel.getByText('Задать вопрос').click();
    await expect.poll(() => panel.getByLabel('Ваш вопрос').inputValue()).toBe('Быстрее, чем сеть');
  });
});
