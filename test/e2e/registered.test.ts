import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWidget } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe('staff register a ticket', () => {
  it('for a client who telephoned: it says so, and the call was the reaction', async () => {
    // A person whom the desk knows: Elena has been here before.
    const page = await desk.demoPage('elena');
    await openWidget(page);

    const staff = await desk.console('anna@desk.example', '/admin/register');
    await staff.getByLabel('Лицензиат').selectOption({ label: 'Северный ветер' });
    await staff.getByPlaceholder('Имя или почта').fill('Елена');
    await staff.getByText('Елена Судакова').first().click();
    await staff.getByLabel('Что хочет узнать').fill('Где отчёт по сменам?');
    await staff.getByRole('button', { name: 'Зарегистрировать' }).click();

    await staff.getByText(/записано: Анна Корнилова/).waitFor();
    await staff.getByText('в срок').locator('visible=true').first().waitFor();
    const again = await openWidget(await desk.demoPage('elena'));
    await again.getByText('Где отчёт по сменам?').click();
    await again.getByText('Записали с ваших слов').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
