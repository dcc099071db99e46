import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOn } from './support/accessible.ts';
import { openWidget, rate, status } from './support/client.ts';
import { openTicket, perform, press } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe('a feature', () => {
  it('comes through the form in the page, is estimated, billed, paid, checked and rated', async () => {
    const page = await desk.demoPage('elena', '/demo/feedback.html');
    const form = page.locator('smart-feedback');
    await form.getByLabel('Что изменить или добавить').fill('Печать ценников пачкой');
    await form.getByLabel('Для чего это вам').fill('Меняем по триста в день');
    await form.getByRole('button', { name: 'Отправить' }).click();
    const accepted = form.getByText(/№\s*\d+/).first();
    await accepted.waitFor();
    const number = Number(/№\s*(\d+)/.exec(await accepted.innerText())?.[1]);

    const panel = await openWidget(page);
    await panel.getByText('Печать ценников пачкой').click();

    const staff = await desk.console('anna@desk.example');
    await openTicket(staff, number);
    await press(staff, 'В аналитику');
    await status(panel, 'Аналитика').waitFor();
    await perform(staff, { act: 'Оценить труд', fill: { 'Труд, часов': '16' }, done: 'Записать оценку' });
    await panel.getByText('16 рабочих часов').waitFor();

    await perform(staff, {
      act: 'Выставить счёт',
      fill: { 'Номер счёта': 'СС-2217', 'Сумма, ₽': '48 000' },
      file: 'invoice.pdf',
      done: 'Выставить счёт',
    });
    await status(panel, 'Оплата').waitFor();
    await panel.getByText(/48\s000\s₽/).waitFor();
    expect(await problemsOn(page, 'smart-support'), 'an invoice').toEqual([]);
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: /Скачать счёт/ }).click();
    expect((await download).suggestedFilename()).toBe('invoice.pdf');

    await perform(staff, {
      act: 'Счёт оплачен',
      fill: { 'Когда оплачено': '2026-11-20' },
      done: 'Подтвердить оплату',
    });
    await status(panel, 'Процесс').waitFor();
    await perform(staff, {
      act: 'На проверку',
      fill: { 'Что сделано': 'Вышло в 4.13' },
      done: 'Передать на проверку',
    });
    await panel.getByRole('button', { name: 'Подтверждаю' }).click();
    await status(panel, 'Закрыто').waitFor();
    await rate(panel, 5, 'Ровно то, что нужно');
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
