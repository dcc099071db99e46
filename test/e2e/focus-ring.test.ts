import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelOf, submit } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

/** Presses Tab until this has the focus, as a person does who has no pointer. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  throw new Error(`Tab does not come to ${target}`);
}

const ring = (target: Locator) =>
  target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return { outlineStyle, outlineWidth, rings: boxShadow.match(/0px 0px 0px [24]px/g) };
  });

/** Whether anything at all around it looks another way with the focus than without. */
async function changesBy(page: Page, target: Locator): Promise<boolean> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} is not on the page`);
  const clip = { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 };
  const picture = () => page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  const focused = await picture();
  await target.evaluate((element) => (element as HTMLElement).blur());
  const left = await picture();
  await target.focus();
  return !focused.equals(left);
}

/** Two rings that show on any ground; the outline is for those whose system chooses the colours. */
const RING = { outlineStyle: 'solid', outlineWidth: '2px', rings: ['0px 0px 0px 2px', '0px 0px 0px 4px'] };

describe('the focus, in what is built', () => {
  it('is painted on the launcher, on a button of the panel and on a field', async () => {
    const page = await desk.demoPage(null, '/demo/', { reducedMotion: 'reduce' });
    const launcher = page.getByRole('button', { name: /^Поддержка/ });
    await launcher.waitFor();
    await tabTo(page, launcher);
    expect(await ring(launcher)).toMatchObject({ outlineStyle: 'solid', outlineWidth: '2px' });
    expect(await changesBy(page, launcher)).toBe(true);

    await page.keyboard.press('Enter');
    const panel = panelOf(page);
    await panel.getByText('Задать вопрос').waitFor();
    const close = panel.getByRole('button', { name: 'Закрыть поддержку' });
    await tabTo(page, close);
    expect(await ring(close)).toEqual(RING);
    expect(await changesBy(page, close)).toBe(true);

    const way = panel.getByRole('button', { name: /^Сообщить об/ });
    await tabTo(page, way);
    expect(await ring(way)).toMatchObject({ outlineStyle: 'solid', outlineWidth: '2px' });
    expect(await changesBy(page, way)).toBe(true);

    await page.keyboard.press('Enter');
    const field = panel.getByLabel('Что должно было произойти');
    await field.waitFor();
    await tabTo(page, field);
    expect(await ring(field)).toEqual(RING);
    expect(await changesBy(page, field)).toBe(true);
    const impact = panel.getByLabel('Работа стоит');
    await tabTo(page, impact);
    // The whole row has it, not the dot alone.
    expect(
      await panel
        .locator('.choices label')
        .first()
        .evaluate((row) => getComputedStyle(row).boxShadow),
    ).toMatch(/0px 0px 0px 2px inset/);
  });

  it('stays to be seen where the system chooses the colours', async () => {
    const page = await desk.demoPage(null, '/demo/', { forcedColors: 'active' });
    const launcher = page.getByRole('button', { name: /^Поддержка/ });
    await launcher.waitFor();
    await tabTo(page, launcher);
    await page.keyboard.press('Enter');
    const close = panelOf(page).getByRole('button', { name: 'Закрыть поддержку' });
    await close.waitFor();
    await tabTo(page, close);
    expect(await changesBy(page, close)).toBe(true);
  });
});

describe('the focus, on the way to a ticket', () => {
  it('stays in the panel while the ticket is read, and is then on its title', async () => {
    const page = await desk.demoPage('elena', '/demo/', { reducedMotion: 'reduce' });
    await page.getByRole('button', { name: /^Поддержка/ }).click();
    const panel = panelOf(page);
    await panel.getByText('Задать вопрос').waitFor();
    await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Где стоит фокус?' });
    await panel.getByRole('button', { name: 'К списку' }).click();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/rpc/customer.ticket?*', async (route) => {
      await held;
      await route.continue();
    });
    const line = panel.getByRole('button', { name: /Где стоит фокус/ });
    await line.click();
    await panel.getByText('Читаем…').waitFor();
    await page.keyboard.press('Escape');
    await line.click();
    await panel.getByText('Читаем…').waitFor();
    release();
    const title = panel.getByRole('heading', { name: 'Где стоит фокус?' });
    await title.waitFor();
    await expect.poll(() => title.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await line.waitFor();
  });
});
