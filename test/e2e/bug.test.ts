import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOn } from './support/accessible.ts';
import { openSent, openWidget, rate, status, submit } from './support/client.ts';
import { openTicket, perform, press } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe('a bug', () => {
  it('is asked about, checked, sent back, checked again, confirmed, rated and reopened', async () => {
    const page = await desk.demoPage('pavel');
    const panel = await openWidget(page);
    const number = await submit(
      panel,
      'Сообщить об ошибке',
      { 'Что произошло': 'Не печатаются этикетки', 'Что должно было произойти': 'Этикетка печатается' },
      'Работаем, но с большим трудом',
    );
    await openSent(panel);

    const staff = await desk.console('ilya@desk.example');
    await openTicket(staff, number);
    await press(staff, 'В работу');
    await status(panel, 'Процесс').waitFor();

    await perform(staff, {
      act: 'Запросить информацию',
      fill: { 'Вопрос клиенту': 'Какой принтер?' },
      done: 'Отправить вопрос клиенту',
    });
    await status(panel, 'Требуется информация').waitFor();
    expect(await problemsOn(page, 'smart-support'), 'a question').toEqual([]);
    await panel.getByRole('textbox', { name: 'Ваш ответ' }).fill('Zebra ZT411');
    await panel.getByRole('button', { name: 'Ответить' }).click();
    await status(panel, 'Процесс').waitFor();
    await staff.getByText('Zebra ZT411').waitFor();

    for (const [done, answer] of [
      ['Поправили шаблон', 'wrong'],
      ['Поправили и второй шаблон', 'right'],
    ] as const) {
      await perform(staff, {
        act: 'На проверку',
        fill: { 'Что сделано': done },
        done: 'Передать на проверку',
      });
      // It comes into view by itself, wherever in the conversation the client was.
      await expect.poll(() => panel.locator('.ask').getByText(done).isVisible()).toBe(true);
      await expect.poll(() => panel.locator('.body').evaluate((body) => body.scrollTop)).toBe(0);
      expect(await problemsOn(page, 'smart-support'), 'a check').toEqual([]);
      if (answer === 'wrong') {
        await panel.getByRole('button', { name: 'Не исправлено' }).click();
        await panel.getByRole('textbox', { name: 'Что всё ещё не так' }).fill('Паллетная всё ещё пустая');
        await panel.getByRole('button', { name: 'Вернуть в работу' }).click();
        await status(panel, 'Процесс').waitFor();
        await staff.getByText('Паллетная всё ещё пустая').waitFor();
      } else {
        await panel.getByRole('button', { name: 'Подтверждаю' }).click();
      }
    }
    await status(panel, 'Закрыто').waitFor();
    expect(await problemsOn(page, 'smart-support'), 'closed').toEqual([]);
    expect(await problemsOn(staff), 'the ticket in the console').toEqual([]);
    await rate(panel, 4, '');

    await panel.getByRole('button', { name: 'Открыть снова' }).click();
    await panel.getByRole('textbox', { name: 'Что снова не так' }).fill('Опять пустая');
    await panel.getByRole('button', { name: 'Открыть снова' }).click();
    await status(panel, 'Запрос').waitFor();
    await staff.getByText('Опять пустая').waitFor();
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
