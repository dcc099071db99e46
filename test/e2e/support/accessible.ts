import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { id: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe finds against WCAG 2.2 AA on the page as it stands, shadow roots included: nothing, or what and where. */
export async function problemsOn(page: Page, within?: string): Promise<string[]> {
  // Through the protocol: the page's own policy may forbid scripts from elsewhere.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const result = await session.send('Runtime.evaluate', {
    expression: `axe.run(${within ? JSON.stringify(within) : 'document'}, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    }).then(({ violations }) => JSON.stringify(violations))`,
    awaitPromise: true,
  });
  await session.detach();
  const violations = JSON.parse(String(result.result.value)) as Found[];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary ?? ''}`),
  );
}
