/** What a client does in the widget, by what is written on it. */
import type { Locator, Page } from 'playwright-core';

export const panelOf = (page: Page): Locator => page.locator('smart-support').getByRole('dialog');

export async function openWidget(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Поддержка/ }).click();
  const panel = panelOf(page);
  await panel.getByText('Задать вопрос').waitFor();
  return panel;
}

type Way = 'Задать вопрос' | 'Сообщить об ошибке' | 'Предложить улучшение';

/** Fills the form's fields by their labels and sends it; gives the ticket's number. */
export async function submit(
  panel: Locator,
  way: Way,
  fields: Record<string, string>,
  impact?: string,
): Promise<number> {
  await panel.getByText(way).click();
  for (const [label, text] of Object.entries(fields)) await panel.getByLabel(label).fill(text);
  if (impact) await panel.getByLabel(impact).check();
  await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
  const accepted = panel.getByText(/Обращение №\s*\d+ принято/).first();
  await accepted.waitFor();
  return Number(/№\s*(\d+)/.exec(await accepted.innerText())?.[1]);
}

export async function openSent(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: 'Открыть обращение' }).click();
  await panel.getByText('Переписка').waitFor();
}

/** Status in the regulation's word, as the head of the ticket says it. */
export const status = (panel: Locator, word: string): Locator => panel.locator('.move b', { hasText: word });

export async function rate(panel: Locator, stars: number, word: string): Promise<void> {
  await panel.locator(`input[type=radio][value="${stars}"]`).check({ force: true });
  await panel.getByPlaceholder('Пара слов').fill(word);
  await panel.getByRole('button', { name: 'Оценить' }).click();
  await panel.getByRole('button', { name: 'Изменить оценку' }).waitFor();
}
