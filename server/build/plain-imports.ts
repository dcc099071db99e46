import type { Plugin } from 'vite';

const PRELOAD_HELPER = '\0vite/preload-helper.js';

const WRAPPED_IMPORT =
  /__vitePreload\((?:async )?\(\) => (?:\{\s*const \{[^}]*\} = await )?(import\([^)]*\)(?:\.then\(\((\w+)\) => \2\.\w+\))?)(?:;\s*return \{[^}]*\};\s*\})?, (?:__VITE_PRELOAD__|\[\])\)/g;

const NAMESPACE = /\/\* @__PURE__ \*\/ __exportAll\(\{([^}]*)\}\)/g;
const EXPORTED = /(\w+): \(\) => ([\w$]+)/g;

/** The helpers where one file gives them to another. */
const GIVEN = /, __(?:vitePreload|exportAll) as \w+|__(?:vitePreload|exportAll) as \w+, /g;

/**
 * `import()` as the browser has it, without what two tools wrap it in.
 *
 * Vite: a helper of 1 kB that puts <link> elements into the page's head. On a page that is not ours that is bad manners
 * and dead weight: the widget's styles are strings, so its chunks bring nothing else along.
 *
 * Rolldown: where a chunk holds several modules, a helper makes an object of what the one that was asked for exports. It
 * goes through its own descriptors with `for … in`, and fails on pages that have added to Object.prototype.
 */
export function plainImports(): Plugin {
  return {
    name: 'smart-support:plain-imports',
    enforce: 'pre',
    load(id) {
      return id === PRELOAD_HELPER ? 'export const __vitePreload = (load) => load();' : null;
    },
    renderChunk(code, { fileName }) {
      // The helper itself, in a file of its own, as soon as two of them would need it.
      if (fileName.includes('rolldown-runtime'))
        this.error(
          'two files are asked for one of their modules: make one a door that only names what lies behind it',
        );
      const plain = code
        .replace(WRAPPED_IMPORT, '$1')
        .replace(
          NAMESPACE,
          (_, getters: string) => `{${getters.replace(EXPORTED, 'get $1() { return $2; }')}}`,
        )
        .replace(GIVEN, '');
      const left = /__(vitePreload|exportAll)\([^)]*\)?/.exec(plain);
      if (left) this.error(`${fileName} still has ${left[0]}: see server/build/plain-imports.ts`);
      return { code: plain, map: null };
    },
  };
}
