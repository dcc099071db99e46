/** What a member of staff does in the console, by what is written on it. */
import type { Page } from 'playwright-core';

export async function openTicket(page: Page, number: number): Promise<void> {
  await page
    .getByRole('row')
    .filter({ hasText: String(number) })
    .click();
  await page.getByText(`№ ${number}`).first().waitFor();
  await page.getByRole('button', { name: 'Отправить клиенту' }).waitFor();
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Ответ клиенту' }).fill(text);
  await page.getByRole('button', { name: 'Отправить клиенту' }).click();
  await page.getByRole('main').getByText(text).waitFor();
}

type Step = {
  act: string;
  fill?: Record<string, string>;
  choose?: string;
  file?: string;
  done: string;
};

/** Opens an act under the title, gives it what it needs, and does it. */
export async function perform(page: Page, { act, fill = {}, choose, file, done }: Step): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: done, exact: true }) });
  for (const [label, text] of Object.entries(fill)) await form.getByLabel(label).fill(text);
  if (choose) await form.getByRole('radio', { name: choose }).check();
  if (file) {
    await form.locator('input[type=file]').setInputFiles({
      name: file,
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n% an invoice\n'),
    });
    await form.getByText(file).waitFor();
  }
  await form.getByRole('button', { name: done, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

/** An act that needs nothing more than the button. */
export async function press(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
}
