import type { Site } from '../site.ts';

/** A reload begins the page again within this; whoever comes later may be somebody else. */
const AT_ONCE_MS = 10_000;

type Carried = { at: number; words: readonly [name: string, value: string][] };

/**
 * What was written before it is known whose it is stands in the page's memory alone. A reload in that moment does not lose
 * it: it is laid down on leaving, for this tab, and taken up once by the page that follows at once.
 */
export function carryThroughReload(
  { key, kept }: Pick<Site, 'key' | 'kept'>,
  page: { isReload: boolean; now(): number },
): void {
  const place = `smart-support:${key}:reload`;
  // Where storage is denied or full, the words go with the page, as they always did.
  const trying = (act: (storage: Storage) => void) => {
    try {
      act(sessionStorage);
    } catch {
      kept.denied = true;
    }
  };
  trying((storage) => {
    const { at, words } = JSON.parse(storage.getItem(place) ?? '{"at":0,"words":[]}') as Carried;
    storage.removeItem(place);
    if (!page.isReload || page.now() - at > AT_ONCE_MS || kept.owner !== null) return;
    for (const [name, value] of words) if (!kept.read(name)) kept.write(name, value);
  });
  addEventListener('pagehide', () => {
    if (kept.owner !== null) return;
    const words = kept.names('').map((name) => [name, kept.read(name) ?? ''] as const);
    if (words.length > 0)
      trying((storage) => storage.setItem(place, JSON.stringify({ at: page.now(), words })));
  });
}

/** This page stands where one was reloaded. */
export const isReload = (): boolean =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload');
