/** Markup and script in every text that a person can have written: it is read as text, on every screen (AD-38). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, panelOf, submit } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

const PAYLOAD =
  `"'><img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg><script>window.ran=1</script>` +
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe><a href="javascript:window.ran=1">a</a>${window.ran=1}{{ran=1}}';

let desk: RunningDesk;
let number: number;
beforeAll(async () => {
  desk = await runningDesk();
  const panel = await openWidget(await desk.demoPage('elena'));
  const fields = { 'Что произошло': 'Не печатает', 'Что должно было произойти': 'Печатает' };
  number = await submit(panel, 'Сообщить об ошибке', fields, 'Есть обходной путь');
  const { db } = desk.desk.deps.store;
  const [ticket] = await db.selectFrom('ticket').selectAll().execute();
  await db
    .insertInto('file')
    .values({
      ...{ id: 'f'.repeat(32), uploader: 'client:x', ticket_id: ticket!.id, name: 'x.png', bytes: 1 },
      ...{ type: 'image/png', picture: 0, sha256: '', uploaded_at: ticket!.submitted_at },
    })
    .execute();
  for (const [table, column] of [
    ['licensee', 'name'],
    ['product', 'name'],
    ['site', 'name'],
    ['person', 'name'],
    ['person', 'email'],
    ['staff', 'name'],
    ['words', 'text'],
    ['file', 'name'],
  ] as const)
    await db
      .updateTable(table)
      .set({ [column]: `${column} ${PAYLOAD}` })
      .execute();
});
afterAll(() => desk.end());

/** What of it has become more than text, shadow trees included. */
const alive = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = 'ran' in window ? ['it ran'] : [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (
          element.matches(
            'img[src="x"], [onload], [onerror], iframe, [href^="javascript:" i], script:not([src])',
          )
        )
          found.push(element.outerHTML.slice(0, 200));
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });

const settled = (page: Page) => page.locator('[aria-busy=true]').waitFor({ state: 'detached' });

describe('script in every text', () => {
  it('stays text in the widget: the list, the ticket', async () => {
    const page = await desk.demoPage('elena');
    await openWidget(page);
    const panel = panelOf(page);
    await panel.getByText('<img src=x').first().click();
    await panel.getByText('Переписка').waitFor();
    expect(await panel.getByText('window.ran=1').count()).toBeGreaterThan(0);
    expect((await alive(page)).filter((element) => !element.includes('/demo/'))).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });

  it('stays text on every page of the console that has an address in it', async () => {
    const page = await desk.console('olga@desk.example');
    await page
      .getByRole('row')
      .filter({ hasText: String(number) })
      .waitFor();
    const seen = new Set<string>();
    const waiting = ['/admin/'];
    let shown = 0;
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      // One of a kind: every year of the calendar has the next one's address on it.
      const kind = path.replace(/[0-9a-f]{32}|\d+/g, '…');
      if (seen.has(kind)) continue;
      seen.add(kind);
      await page.goto(desk.base + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await settled(page);
      expect(await alive(page), path).toEqual([]);
      if ((await page.getByText('<img src=x').count()) > 0) shown += 1;
      const links = await page
        .locator('a[href^="/admin/"]')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
      waiting.push(...links);
    }
    expect([...seen]).toContain('/admin/tickets/…');
    expect(shown).toBeGreaterThan(3);
    expect(desk.complaints).toEqual([]);
  });
});
