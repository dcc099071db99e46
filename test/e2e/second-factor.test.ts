import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../server/support/one-time-code.ts';
import { PASSWORD, runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

const shown = (page: Page, label: RegExp | string) => page.getByLabel(label).innerText();

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${desk.base}/admin/`);
  await page.getByLabel('Почта').fill('anna@desk.example');
  await page.getByLabel('Пароль').fill(password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

describe('the second step at sign-in', () => {
  it('is turned on by a member of staff, asked for at the door, and renewed by an administrator', async () => {
    const page = await desk.console('anna@desk.example', '/admin/account');
    await page.getByLabel('Пароль, чтобы это были точно вы').fill(PASSWORD);
    await page.getByRole('button', { name: 'Включить' }).click();
    const secret = (await shown(page, 'Или впишите ключ руками')).replaceAll(' ', '');
    const [kept = ''] = (await shown(page, /^Запасные коды/)).split(/\s+/);
    await page.getByRole('img', { name: 'Код для приложения' }).waitFor();
    await page.getByLabel('Код из приложения').fill('000000');
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByText('Код не подошёл').waitFor();
    await page.getByLabel('Код из приложения').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByText('Второй шаг включён').waitFor();

    const elsewhere = await (await desk.context()).newPage();
    await signIn(elsewhere, PASSWORD);
    await elsewhere.getByLabel('Код из приложения').fill('123456 ');
    await elsewhere.getByRole('button', { name: 'Войти', exact: true }).click();
    await elsewhere.getByText('Код не подошёл').waitFor();
    await elsewhere.getByLabel('Код из приложения').fill(kept);
    await elsewhere.getByRole('button', { name: 'Войти', exact: true }).click();
    await elsewhere.getByRole('heading', { name: 'Очередь' }).waitFor();

    const admin = await desk.console('olga@desk.example', '/admin/staff');
    await admin.getByRole('button', { name: 'Новый пароль: Анна Корнилова' }).click();
    const link = await shown(admin, /^Ссылка для Анна Корнилова/);
    const anew = await (await desk.context()).newPage();
    await anew.goto(link);
    await anew.getByLabel('Пароль', { exact: false }).first().fill('a new long password');
    await anew.getByLabel('Пароль ещё раз').fill('a new long password');
    await anew.getByRole('button', { name: 'Начать' }).click();
    await anew.getByRole('heading', { name: 'Очередь' }).waitFor();
    const after = await (await desk.context()).newPage();
    await signIn(after, 'a new long password');
    await after.getByRole('heading', { name: 'Очередь' }).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
