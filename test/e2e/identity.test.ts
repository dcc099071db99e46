import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, panelOf, submit } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

const as = (page: Awaited<ReturnType<RunningDesk['demoPage']>>, user: string) =>
  Promise.all([
    page.waitForResponse((answer) => answer.url().includes('/demo/backend/sign-')),
    page.getByLabel('Кто вошёл').selectOption(user),
  ]);

describe('who is signed in to the page', () => {
  it('changes from A to B and back: each sees their own and nothing of the other, drafts included', async () => {
    const page = await desk.demoPage('elena');
    let panel = await openWidget(page);
    await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Вопрос Елены' });
    await openSent(panel);
    await panel.getByRole('textbox', { name: 'Сообщение' }).fill('Недописанное Еленой');

    await as(page, 'pavel');
    if (!(await panelOf(page).isVisible())) await openWidget(page);
    panel = panelOf(page);
    await panel.getByText('Задать вопрос').waitFor();
    expect(await panel.getByText('Вопрос Елены').count()).toBe(0);
    await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Вопрос Павла' });
    expect(await page.locator('body').innerText()).not.toContain('Недописанное Еленой');

    await as(page, 'elena');
    if (!(await panelOf(page).isVisible())) await openWidget(page);
    panel = panelOf(page);
    await panel.getByText('Вопрос Елены').click();
    expect(await panel.getByText('Вопрос Павла').count()).toBe(0);
    expect(await panel.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('Недописанное Еленой');
    expect(desk.complaints).toEqual([]);
  });

  it('is nobody: a visitor writes without a name, and finds it again in the same browser only', async () => {
    const page = await desk.demoPage(null);
    await submit(await openWidget(page), 'Задать вопрос', { 'Ваш вопрос': 'Вопрос без имени' });
    await page.reload();
    const again = await openWidget(page);
    await again.getByText('Вопрос без имени').waitFor();

    // Somebody the desk knows signs in and leaves: what the visitor wrote is still the visitor's.
    await openWidget(await desk.demoPage('pavel'));
    await as(page, 'pavel');
    await as(page, '');
    await page.reload();
    const back = await openWidget(page);
    await back.getByText('Вопрос без имени').waitFor();

    const elsewhere = await openWidget(await desk.demoPage(null));
    expect(await elsewhere.getByText('Вопрос без имени').count()).toBe(0);
  });
});
