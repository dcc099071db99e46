/**
 * Lit names its trusted-types policy `lit-html`. On a page that uses Lit itself that name is taken, and a second
 * policy of the same name dies at import: ours is called `smart-support` in everything we build.
 */
import type { Plugin } from 'vite';

const LITS_NAME = /createPolicy\((["'])lit-html\1/;

export function ownTrustedTypesPolicy(): Plugin {
  return {
    name: 'smart-support:trusted-types-policy',
    transform(code, id) {
      if (!/[\\/]lit-html[\\/]lit-html\.js/.test(id)) return null;
      if (!LITS_NAME.test(code))
        this.error('lit-html no longer creates its policy where it did: see lit-html.js');
      return { code: code.replace(LITS_NAME, 'createPolicy($1smart-support$1'), map: null };
    },
  };
}
