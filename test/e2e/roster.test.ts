/** A manager fills a week; a new bug goes to the technical specialist on shift; a sick person's tickets go to the others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alwaysOpen } from '../always-open.ts';
import { problemsOn } from './support/accessible.ts';
import { runsOutToTheSide } from './support/fits.ts';
import { openWidget, submit } from './support/client.ts';
import { openTicket } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'roster-'));

const ROUTING = [
  { when: { words: ['склад'] }, to: { person: 'nobody@desk.example' } },
  { when: { words: ['договор'] }, to: { topic: 'legal' } },
];

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk({ REGULATION_FILE: alwaysOpen(folder, 45, { routing: ROUTING }) });
});
afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

const cellsOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ hasText: name }).getByRole('gridcell');
const today = (page: Page, name: string) =>
  page.getByRole('row').filter({ hasText: name }).locator('td[data-edit]').first();
const onShift = (page: Page, name: string) =>
  page.getByRole('row').filter({ hasText: name }).locator('td[aria-selected=true]');

describe('the roster', () => {
  it('is filled by a manager, and says what is still missing', async () => {
    const page = await desk.console('olga@desk.example', '/admin/roster');
    await page.getByText('График ещё не ведётся').waitFor();

    // By the keyboard.
    await today(page, 'Анна Корнилова').focus();
    await page.keyboard.press('Space');
    await onShift(page, 'Анна Корнилова').first().waitFor();
    const alert = page.getByRole('region', { name: 'Не хватает людей' });
    await alert.getByText('на смене 1 из 3, нет технического специалиста').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.closest('tr')?.innerText)).toContain('Илья');
    await page.keyboard.press('Space');
    await onShift(page, 'Илья Демьянов').first().waitFor();
    await alert.getByText('на смене 2 из 3').first().waitFor();

    // By drawing over the rest of the week.
    const left = page.getByRole('row').filter({ hasText: 'Ольга Вере' }).locator('td[data-edit]');
    const days = await left.count();
    await left.first().hover();
    await page.mouse.down();
    for (let i = 0; i < days; i++) await left.nth(i).hover();
    await page.mouse.up();
    await expect.poll(() => onShift(page, 'Ольга Вере').count()).toBe(days);
    // Today is complete now: no longer among the days that fall short.
    const broken = page.locator('thead th.broken[aria-current=date]');
    await broken.waitFor({ state: 'detached' });
    expect(await problemsOn(page)).toEqual([]);

    // What was drawn is there after a reload, and cleared by a press.
    await page.reload();
    await expect.poll(() => onShift(page, 'Ольга Вере').count()).toBe(days);
    await left.last().click();
    await expect.poll(() => onShift(page, 'Ольга Вере').count()).toBe(days - 1);
    await left.last().click();
    await expect.poll(() => onShift(page, 'Ольга Вере').count()).toBe(days);

    await page.getByRole('button', { name: 'Скопировать на следующую неделю' }).click();
    await page.getByText(/Заполнено: \d/).waitFor();
    await expect.poll(() => onShift(page, 'Ольга Вере').count()).toBe(days);
  });

  it('gives a new bug to the technical specialist on shift, and says why on the ticket', async () => {
    const client = await desk.demoPage('elena');
    const number = await submit(
      await openWidget(client),
      'Сообщить об ошибке',
      { 'Что произошло': 'Касса не открывается', 'Что должно было произойти': 'Касса открывается' },
      'Есть обходной путь',
    );
    const page = await desk.console('anna@desk.example');
    await openTicket(page, number);
    await page.getByText('Технический специалист на смене, у кого меньше открытых: 0').first().waitFor();
    await page.getByText('Илья Демьянов').first().waitFor();
  });

  it('hands the tickets of who is absent to the others, with one act', async () => {
    const page = await desk.console('olga@desk.example', '/admin/roster');
    await page.getByRole('button', { name: 'Записать отсутствие' }).click();
    const dialog = page.getByRole('dialog', { name: 'Записать отсутствие' });
    await dialog.getByLabel('Кто', { exact: true }).selectOption({ label: 'Илья Демьянов' });
    await dialog.getByRole('radio', { name: 'болезнь' }).check();
    await dialog.getByText('Вернуть открытые обращения в очередь: 1').waitFor();
    expect(await problemsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Записать' }).click();
    await page.getByText('Отсутствие записано. Вернули в очередь: 1 обращение').waitFor();
    await cellsOf(page, 'Илья Демьянов').filter({ hasText: 'болезнь' }).first().waitFor();

    const anna = await desk.console('anna@desk.example');
    await anna.getByText('Касса не открывается').first().click();
    await anna.getByText('Ответственный отсутствует, вернулось в очередь').first().waitFor();
    await anna.getByText('На смене, меньше всех открытых: 0').first().waitFor();
  });

  it('gives out by the rules of the regulation, with what they propose and what was passed over', async () => {
    const client = await desk.demoPage('pavel');
    const number = await submit(await openWidget(client), 'Задать вопрос', {
      'Ваш вопрос': 'Где договор на склад?',
    });
    const page = await desk.console('anna@desk.example');
    await openTicket(page, number);
    await page.getByText('Правило 2 советует спросить по теме «Правовые вопросы»').first().waitFor();
    await page.getByText('Правило 1 не сработало: названного в нём нет среди сотрудников').first().waitFor();
    await page.goto(`${desk.base}/admin/regulation`);
    const rules = page.getByRole('region', { name: 'Кому достаётся новое обращение' });
    await rules.getByText('слова: «договор»').waitFor();
    await rules.getByText('nobody@desk.example').waitFor();
    expect(await problemsOn(page)).toEqual([]);
  });

  it('is read by everybody, and changed by none of the agents', async () => {
    const page = await desk.console('anna@desk.example', '/admin/roster');
    await page.getByText('График меняют руководители').waitFor();
    expect(await page.getByRole('gridcell').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Записать отсутствие' }).count()).toBe(0);
    await page.getByText('Илья Демьянов, болезнь').waitFor();
    expect(await problemsOn(page)).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });

  it('is a list of days where it is narrow, in the dark and in English too', async () => {
    const narrow = { colorScheme: 'dark', viewport: { width: 360, height: 780 }, locale: 'en-GB' } as const;
    const page = await desk.console('olga@desk.example', '/admin/roster', narrow);
    const day = page.getByRole('listitem').filter({ hasText: 'today' });
    await day.getByText('1 of 3').or(day.getByText('2 of 3')).first().waitFor();
    await day.getByText('Change').click();
    expect(await problemsOn(page)).toEqual([]);
    expect(await runsOutToTheSide(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Week after' }).click({ trial: true });
    await day.getByRole('checkbox', { name: 'Анна Корнилова' }).uncheck();
    await day.getByText('1 of 3 on shift, no technical specialist').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
