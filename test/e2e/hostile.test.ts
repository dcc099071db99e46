import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

type Window_ = { violations: string[]; failures: string[]; names: string[] };

describe('a page that resets, hides and forbids everything', () => {
  it('has the widget work all the same, without one violation of its policy', async () => {
    const page = await desk.demoPage(null, '/demo/hostile.html');
    const before = await page.evaluate(() => (window as unknown as Window_).names);
    await page.getByRole('button', { name: /^Support/ }).click();
    const panel = page.locator('smart-support').getByRole('dialog');
    await panel.getByText('Ask a question').click();
    await panel.getByLabel('Your question').fill('Does it work here?');
    await panel
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'shot.png',
        mimeType: 'image/png',
        buffer: Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
      });
    await panel.getByRole('button', { name: 'Remove shot.png' }).waitFor();
    await panel.getByText('uploading…').waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Send', exact: true }).click();
    await panel.getByRole('button', { name: /^Open/ }).click();
    await panel.getByText('Does it work here?').first().waitFor();
    await panel.getByText('shot.png').waitFor();
    const seen = await page.evaluate(() => {
      const { violations, failures } = window as unknown as Window_;
      return { violations, failures };
    });
    expect(seen).toEqual({ violations: [], failures: [] });
    // Nothing of ours is left lying in the page: one global name, no cookies, no style of ours.
    const names = await page.evaluate(() => Object.getOwnPropertyNames(window));
    expect(names.filter((name) => !before.includes(name))).toEqual(['smartSupport']);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('head style').length)).toBe(1);
  });

  it('can take the widget out and put it back', async () => {
    const page = await desk.demoPage(null, '/demo/');
    await page.getByRole('button', { name: /^Поддержка/ }).click();
    await page.locator('smart-support').getByText('Задать вопрос').waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('smart-support') as HTMLElement;
      element.remove();
      document.body.append(element);
    });
    const panel = page.locator('smart-support').getByRole('dialog');
    if (!(await panel.isVisible())) await page.getByRole('button', { name: /^Поддержка/ }).click();
    await panel.getByText('Задать вопрос').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
