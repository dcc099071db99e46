/** What opens doors to others asks for the password in place, and then what was pressed goes on. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsOn } from './support/accessible.ts';
import { PASSWORD, runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

it('a key is made once the password was given again; put away, nothing happens', async () => {
  const page = await desk.console('olga@desk.example', '/admin/licensees');
  await page.locator('a[href^="/admin/licensees/"]').first().click();
  await page.getByLabel('Новый ключ').first().selectOption('ES256');
  await sql`UPDATE auth_session SET ${sql.ref('confirmedAt')} = NULL`.execute(desk.desk.deps.store.db);
  const add = page.getByRole('button', { name: 'Добавить ключ' }).first();
  const dialog = page.getByRole('dialog', { name: 'Введите пароль' });

  await add.click();
  await dialog.waitFor();
  expect(await problemsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByText('Показываем один раз').count()).toBe(0);
  expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);

  await add.click();
  await dialog.getByLabel('Пароль').fill('a wrong password');
  await page.keyboard.press('Enter');
  await dialog.getByText('Пароль не подошёл').waitFor();
  await dialog.getByLabel('Пароль').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Показываем один раз').waitFor();
  expect(await page.getByLabel('Закрытый ключ (PEM)', { exact: true }).innerText()).toContain('PRIVATE KEY');
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
