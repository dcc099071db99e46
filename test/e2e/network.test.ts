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

const LEFT = /осталось.*/gu;
const minutesLeft = (dues: string): number[] =>
  (dues.match(LEFT) ?? []).map((left) => {
    const count = (unit: RegExp) => Number(unit.exec(left)?.[1] ?? 0);
    return (count(/(\d+)\sд/u) * 24 + count(/(\d+)\sч/u)) * 60 + count(/(\d+)\sмин/u);
  });

it.each([
  ['an hour behind', -3_600_000],
  ['ten years ahead', 10 * 365 * 86_400_000],
  ['ten years behind', -10 * 365 * 86_400_000],
])('a page whose clock is %s shows the same times as one whose clock is right', async (_, off) => {
  const right = await desk.demoPage('elena');
  const panel = await openWidget(right);
  await submit(panel, 'Задать вопрос', { 'Ваш вопрос': `Когда ответите, если часы врут на ${off}` });
  await openSent(panel);
  const dues = (of: typeof panel) => of.locator('dl').first().innerText();

  const wrong = await desk.demoPage('elena');
  await wrong.addInitScript((ms) => {
    const Right = Date;
    const now = () => Right.now() + ms;
    globalThis.Date = class extends Right {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [now()] : given) as [number]));
      }
      static override now = now;
    } as DateConstructor;
  }, off);
  await wrong.reload();
  const theirs = await openWidget(wrong);
  await theirs.getByText(`Когда ответите, если часы врут на ${off}`).click();
  const [shown, rightly] = [await dues(theirs), await dues(panel)];
  expect(shown.replace(LEFT, '')).toBe(rightly.replace(LEFT, ''));
  // Drawn some seconds one after the other: the minute may have changed in between.
  const apart = minutesLeft(shown).map((minutes, i) => Math.abs(minutes - minutesLeft(rightly)[i]!));
  expect(apart).toHaveLength(2);
  expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  await theirs.getByRole('textbox', { name: 'Сообщение' }).fill('Часы у меня неверные');
  await theirs.getByRole('button', { name: 'Отправить', exact: true }).click();
  await panel.getByText('Часы у меня неверные').waitFor();
  expect(desk.complaints).toEqual([]);
});
