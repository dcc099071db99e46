/** The widget behind a network that takes everything and gives nothing back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSent, openWidget, submit } from './support/client.ts';
import { openTicket, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

it('a stream that somebody on the way keeps to himself is not waited for: the page asks by itself', async () => {
  const page = await desk.demoPage('elena');
  await page.clock.install();
  await page.route('**/live', () => {});
  const panel = await openWidget(page);
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Через прокси' });
  await openSent(panel);
  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);
  await reply(staff, 'Ответ мимо потока');
  expect(await panel.getByText('Ответ мимо потока').count()).toBe(0);
  await page.clock.runFor(20_000);
  await panel.getByText('Ответ мимо потока').waitFor();
  expect(await panel.getByText('Нет связи').count()).toBe(0);
});

it('a desk that says nothing leaves a form that works, is not waited for without end, and what was written is kept', async () => {
  const page = await desk.demoPage('pavel');
  // Patience of twenty seconds in two.
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(ms / 10);
  });
  await page.reload();
  await page.route('**/rpc/**', () => {});
  await page.route('**/live', () => {});
  const panel = await openWidget(page);
  await panel.getByText('Задать вопрос').click();
  await panel.getByLabel('Ваш вопрос').fill('Вопрос в тишину');
  await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
  await panel.getByText('Отправляем').waitFor();
  await panel.getByText('Ещё не отправлено').waitFor();
  await panel.getByText('Нет связи').waitFor();
  await page.unroute('**/rpc/**');
  await panel
    .getByText(/^Отправлено|Обращение №\s*\d+ принято/)
    .first()
    .waitFor();
});
