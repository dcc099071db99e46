import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, rate, status, submit } from './support/client.ts';
import { openTicket, perform, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe('a consultation', () => {
  it('goes from the question to the rating, and nothing is seen that should not be', async () => {
    const page = await desk.demoPage('elena');
    const panel = await openWidget(page);
    const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Как закрыть смену?\nКасса новая.' });
    await openSent(panel);
    await status(panel, 'Запрос').waitFor();

    const staff = await desk.console('anna@desk.example');
    await openTicket(staff, number);
    await staff.getByRole('radio', { name: 'Заметка' }).click();
    await staff.getByRole('textbox', { name: 'Внутренняя заметка' }).fill('Клиент важный');
    await staff.getByRole('button', { name: 'Сохранить заметку' }).click();
    await staff.getByText('Клиент важный').waitFor();
    await staff.getByRole('radio', { name: 'Ответ клиенту' }).click();
    await reply(staff, 'Меню «Смена», затем «Закрыть».');

    // Live: the panel is open, and nobody presses anything.
    await panel.getByText('Меню «Смена», затем «Закрыть».').waitFor();
    expect(await panel.getByText('Клиент важный').count()).toBe(0);
    await panel.getByRole('textbox', { name: 'Сообщение' }).fill('Спасибо, вышло');
    await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
    await staff.getByText('Спасибо, вышло').waitFor();

    await perform(staff, {
      act: 'Закрыть',
      choose: 'Ответили на вопрос',
      fill: { 'Слово клиенту': 'Рады помочь.' },
      done: 'Закрыть обращение',
    });
    await status(panel, 'Закрыто').waitFor();
    await rate(panel, 5, 'Быстро');
    await staff.getByText('Оценка клиента: 5 из').waitFor();
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
