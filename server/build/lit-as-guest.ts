import type { Plugin } from 'vite';

type Change = { what: string; found: RegExp; instead: string };

/**
 * On a page that uses Lit itself the name `lit-html` is taken, and a second policy of the same name dies at import. Of
 * globals the page is promised no name of ours but one; and what it has under Lit's names is not for us.
 */
const AS_GUEST: readonly Change[] = [
  {
    what: 'the name of its trusted-types policy',
    found: /createPolicy\((["'])lit-html\1/,
    instead: 'createPolicy($1smart-support$1',
  },
  {
    what: 'its version, written into a global of the page',
    found: /,\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\([^)]*\)/,
    instead: '',
  },
  {
    what: 'the polyfill that it looks for among the page’s globals',
    found: /,\w+=\w+\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\)/,
    instead: '',
  },
];

/** What no template of the panel has. The build refuses a directive and a comment in one (lean-templates.ts). */
const UNUSED: readonly Change[] = [
  {
    what: 'directives',
    found: /function (\w+)\((\w+),(\w+),\w+=\w+,\w+\)\{if\(\3===\w+\)return \3;.*?,\3\}(?=class )/,
    instead: 'function $1($2,$3){return $3}',
  },
  {
    what: 'expressions that stand for a whole element',
    found: /else \w+\.startsWith\(\w+\)&&\(\w+\.push\(\{type:6,index:\w+\}\),\w+\.removeAttribute\(\w+\)\);/,
    instead: '',
  },
  { what: 'the parts for these', found: /:6===\w+\.type&&\(\w+=new \w+\(\w+,this,\w+\)\)/, instead: ':0' },
  {
    what: 'expressions in comments',
    found:
      /else\{let (\w+)=-1;for\(;-1!==\(\1=\w+\.data\.indexOf\(\w+,\1\+1\)\);\)\w+\.push\(\{type:7,index:\w+\}\),\1\+=\w+\.length-1\}/,
    instead: '',
  },
];

/** Lit in a page of somebody else's, or in one of ours. */
export function litAsGuest(): Plugin {
  return litWith('smart-support:lit-as-guest', AS_GUEST);
}

/** Lit without what the panel does not use: a twelfth of it. */
export function leanLit(): Plugin {
  return {
    ...litWith('smart-support:lean-lit', UNUSED),
    // Before anything else finds the file.
    enforce: 'pre',
    resolveId(source) {
      if (/^lit(-html)?\/(async-)?directive/.test(source))
        this.error(`${source}: the panel's Lit has no directives; see server/build/lit-as-guest.ts`);
    },
  };
}

function litWith(name: string, changes: readonly Change[]): Plugin {
  return {
    name,
    transform(code, id) {
      if (!/[\\/]lit-html[\\/]lit-html\.js/.test(id)) return null;
      let changed = code;
      for (const { what, found, instead } of changes) {
        if (!found.test(changed))
          this.error(
            `lit-html no longer writes ${what} as ${found}: see lit-html.js and server/build/lit-as-guest.ts`,
          );
        changed = changed.replace(found, instead);
      }
      return { code: changed, map: null };
    },
  };
}
