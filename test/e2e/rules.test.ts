import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentCycle } from '../../server/domain/ticket/ticket.ts';
import { problemsOn } from './support/accessible.ts';
import { runsOutBelow, runsOutToTheSide } from './support/fits.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';
import { openWidget } from './support/client.ts';

const TABS = ['draft', 'effect', 'replay', 'calendar', 'versions'] as const;

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe('an administrator changes the rules', () => {
  it('sees which tickets a later reply would move, applies it with a reason, and the ticket says so', async () => {
    const widget = await desk.demoPage('elena');
    await openWidget(widget);
    const staff = await desk.console('anna@desk.example', '/admin/register');
    await staff.getByLabel('Лицензиат').selectOption({ label: 'Северный ветер' });
    await staff.getByPlaceholder('Имя или почта').fill('Елена');
    await staff.getByText('Елена Судакова').first().click();
    await staff.getByRole('radio', { name: 'Написал письмо' }).check();
    await staff.getByLabel('Что хочет узнать').fill('Где отчёт по сменам?');
    await staff.getByRole('button', { name: 'Зарегистрировать' }).click();
    await staff.waitForURL(/\/tickets\//);

    const page = await desk.console('olga@desk.example', '/admin/rules');
    await page.getByRole('button', { name: 'Начать черновик' }).click();
    const closing = page.getByLabel('Часы рабочего дня, до', { exact: true });
    await closing.fill('09:00');
    await page.getByText('конец должен быть позже начала').waitFor();
    await closing.fill('18:00');
    await page.getByLabel('Ответ, мин').fill('90');
    await page.getByText('Ошибок нет').waitFor();
    await page.locator('[data-save=saved]').waitFor();

    await page.getByRole('link', { name: 'Посмотреть, что изменится' }).click();
    await page.getByText('Срок изменится у 1 из 1 открытых обращений').waitFor();
    await page.getByRole('button', { name: 'Почему: № 1' }).click();
    const ledgers = page.getByRole('dialog', { name: /Из чего сложились сроки/ });
    await ledgers.getByRole('heading', { name: 'По черновику' }).waitFor();
    await ledgers.getByRole('button', { name: 'Закрыть' }).click();

    await page.getByRole('button', { name: 'Применить', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Применить черновик' });
    await dialog.getByRole('button', { name: 'Применить' }).click();
    await dialog.getByText('Напишите, почему меняем').waitFor();
    await dialog.getByLabel('Почему меняем').fill('Зимние часы');
    await dialog.getByRole('button', { name: 'Применить' }).click();
    await page.getByText('Версия 2.1 применена').waitFor();

    await staff.getByText(/Регламент: версия 2\.0 → 2\.1/).waitFor();
    const [ticket] = await desk.desk.deps.store.tickets.open();
    expect(currentCycle(ticket!).regulationVersion).toBe('2.1');

    await page.getByRole('link', { name: 'Версии' }).click();
    await page.getByText('Зимние часы').waitFor();
    await page.getByText('Отличия от версии 2.0: 2').click();
    await page.getByRole('cell', { name: '10:00–18:00' }).waitFor();
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});

it('a year goes from a file into the draft with its comparison, and a past period is replayed under it', async () => {
  const page = await desk.console('olga@desk.example', '/admin/rules/calendar');
  const year = { holidays: ['2028-01-10'], source: 'Прогноз' };
  await page.locator('input[type=file]').setInputFiles({
    name: 'calendar-2028.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ years: { 2028: year } })),
  });
  await page.getByText('10 января').waitFor();
  expect(await problemsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Добавить 2028 год в черновик' }).click();
  await page.getByText('2028 год в черновике').waitFor();
  await page.getByText('ещё не утверждён').first().waitFor();

  await page.getByRole('link', { name: 'Прогон' }).click();
  await page.getByLabel('Ещё людей в смене').fill('1');
  await page.getByRole('button', { name: 'Прогнать' }).click();
  await page.getByText(/В\sпериоде\s1\sобращение/).waitFor();
  await page.getByText('это оценка').waitFor();
  expect(await problemsOn(page)).toEqual([]);
  expect(desk.faults).toEqual([]);
});

describe.each([
  { colorScheme: 'light', viewport: { width: 1400, height: 900 }, locale: 'ru-RU' },
  { colorScheme: 'dark', viewport: { width: 360, height: 780 }, locale: 'en-GB' },
] as const)('in $colorScheme, $viewport.width px, $locale', (options) => {
  it('axe finds nothing on any page of the rules, and nothing runs out to the side', async () => {
    const look = { reducedMotion: 'reduce' as const, ...options };
    const page = await desk.console('olga@desk.example', '/admin/rules', look);
    const begin = page.getByRole('button', { name: /Начать черновик|Begin a draft/ });
    const save = page.locator('[data-save=saved]');
    await begin.or(save).waitFor();
    if (await begin.isVisible()) await begin.click();
    await save.waitFor();
    const shots = process.env['SHOTS'];
    for (const tab of TABS) {
      if (tab !== 'draft') await page.goto(`${desk.base}/admin/rules/${tab}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
      if (shots) await page.screenshot({ path: `${shots}/rules-${options.colorScheme}-${tab}.png` });
      expect(await problemsOn(page), tab).toEqual([]);
      expect(await runsOutToTheSide(page), tab).toBeLessThanOrEqual(0);
      expect(await runsOutBelow(page), tab).toBeLessThanOrEqual(0);
    }
    expect(desk.complaints).toEqual([]);
  });
});
