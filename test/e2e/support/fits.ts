import type { Page } from 'playwright-core';

/** How far the page runs out to the side, in pixels; 0 or less is right. */
export const runsOutToTheSide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The console's own head and menu stay in sight: what is long scrolls under them, also where there is room for little. */
export async function runsOutBelow(page: Page): Promise<number> {
  const before = page.viewportSize();
  if (!before) throw new Error('the page has no size');
  await page.setViewportSize({ ...before, height: 300 });
  const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await page.setViewportSize(before);
  return below;
}
