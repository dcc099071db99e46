/** A wall that nobody touches follows what clients and staff do; what was done is in the month's report, one's own too. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alwaysOpen } from '../always-open.ts';
import { unzipped } from '../server/support/unzipped.ts';
import { problemsOn } from './support/accessible.ts';
import { openWidget, submit } from './support/client.ts';
import { openTicket, perform, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'board-'));

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk({ REGULATION_FILE: alwaysOpen(folder, 5) });
});
afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

it('shows at once what has come, why it is due then and who has it, and forgets what was answered', async () => {
  const wall = await desk.console('olga@desk.example', '/admin/board', {
    viewport: { width: 1920, height: 1080 },
  });
  await wall.getByText('В ближайший час сроков нет').waitFor();
  await wall.getByText('Ничего не просрочено').waitFor();
  const anna = wall.getByRole('listitem').filter({ hasText: 'Анна Корнилова' });
  await anna.getByText('обращений нет').waitFor();

  const panel = await openWidget(await desk.demoPage('elena'));
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Как закрыть смену?' });
  // Nobody reloads it.
  const due = wall.getByRole('listitem').filter({ hasText: 'Как закрыть смену?' });
  await due.getByText(/^ответ \d/).waitFor();
  const whose = wall.getByRole('listitem').filter({ hasText: '1 открытое' });
  await whose.waitFor();
  expect(await problemsOn(wall)).toEqual([]);

  await due.getByRole('button', { name: `Почему такой срок у обращения № ${number}` }).click();
  await wall.getByRole('dialog').getByText('60', { exact: false }).first().waitFor();
  await wall.keyboard.press('Escape');

  // By whoever has it: the credit goes to whom the ticket is closed by responsibility.
  const name = (await whose.locator('p').first().innerText()).trim();
  const email = name.startsWith('Анна') ? 'anna@desk.example' : 'ilya@desk.example';
  const staff = await desk.console(email);
  await openTicket(staff, number);
  await reply(staff, 'Меню «Смена», затем «Закрыть».');
  await wall.getByText('В ближайший час сроков нет').waitFor();
  await perform(staff, {
    act: 'Закрыть',
    choose: 'Ответили на вопрос',
    fill: { 'Слово клиенту': 'Рады помочь.' },
    done: 'Закрыть обращение',
  });
  await whose.waitFor({ state: 'detached' });

  await staff.goto(`${desk.base}/admin/reports`);
  await staff.getByRole('heading', { name: 'Мои итоги' }).waitFor();
  await staff.getByText(/^Предварительно, на/).waitFor();
  const answered = staff.getByRole('row').filter({ hasText: 'Ответ' }).first();
  expect((await answered.getByRole('cell').allInnerTexts()).slice(0, 2)).toEqual(['1', '0']);
  expect(await staff.getByRole('link', { name: /^Скачать/ }).count()).toBe(0);

  await wall.goto(`${desk.base}/admin/reports`);
  await wall.getByRole('rowheader', { name }).first().waitFor();
  await wall.getByText('Все сроки выдержаны').waitFor();
  const download = wall.waitForEvent('download');
  await wall.getByRole('link', { name: 'Скачать XLSX' }).click();
  const workbook = unzipped(readFileSync(await (await download).path()));
  expect([...workbook.values()].join('')).toContain(name);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
