/**
 * Vite wraps every `import()` in a helper of 1 kB that puts <link> elements into the page's head. On a page that is
 * not ours that is bad manners and dead weight: the widget's styles are strings, so its chunks bring nothing else along.
 */
import type { Plugin } from 'vite';

const HELPER = '\0vite/preload-helper.js';

export function plainDynamicImport(): Plugin {
  return {
    name: 'smart-support:plain-dynamic-import',
    enforce: 'pre',
    load(id) {
      return id === HELPER ? 'export const __vitePreload = (load) => load();' : null;
    },
  };
}
