/**
 * What browsers load, as three builds, because each lands on a page of another kind: the panel is hashed modules that
 * are cached for ever, the launcher one classic script that any page may carry, the console a page of our own.
 * `npm run build` (server/cli/build.ts) runs them in this order.
 */
import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { leanSheets } from './server/build/lean-sheets.ts';
import { leanTemplates } from './server/build/lean-templates.ts';
import { leanLit, litAsGuest } from './server/build/lit-as-guest.ts';
import { plainImports } from './server/build/plain-imports.ts';

const ROOT = import.meta.dirname;

/** `light-dark()` is in all of these: an older target would have it rewritten into twice the bytes. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** Addresses of built files, relative to the launcher's own. */
export type LauncherNeeds = { panel: string; unread: string };

export const PANEL_ENTRIES = {
  panel: 'widget/embed/panel.ts',
  unread: 'widget/embed/unread.ts',
  feedback: 'widget/embed/feedback.ts',
  index: 'widget/embed/index.ts',
} as const;

/**
 * Few files compress better than many: what comes together is one.
 */
const CHUNKS = [
  {
    name: 'first',
    test: /node_modules\/(@lit|lit|lit-element|lit-html)\/(?!.*directive)|widget\/(ui\/(adopt|drawn-element|icons|tokens|ui)\b|embed\/(panel|form)\/|embed\/(events|identity|kept|language|site)\.ts)|shared\/(form-fields|ticket)\.ts/,
  },
  {
    name: 'desk',
    test: /widget\/(client|ui\/told|wording\/(time|local|ledger)\.ts|embed\/(submission|ticket\/mark|files\/|desk\/(?!.*-door|browser-notices|feedback-desk|far-rooms|sent-room|telling-room|unsent-room|ticket-deps)))|shared\/(duration|submission)\.ts/,
  },
  {
    name: 'far',
    test: /widget\/(ui\/ledger|embed\/(ticket|desk\/(browser-notices|far-rooms|sent-room|telling-room|unsent-room|ticket-deps)\.))/,
  },
] as const;

function common(outDir: string, plugins: readonly Plugin[]): InlineConfig {
  return {
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [litAsGuest(), ...plugins],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  };
}

export function panelBuild(outDir: string): InlineConfig {
  const config = common(outDir, [plainImports(), leanLit(), leanTemplates(), leanSheets(ROOT)]);
  return {
    ...config,
    build: {
      ...config.build,
      manifest: 'w/manifest.json',
      rolldownOptions: {
        input: Object.values(PANEL_ENTRIES),
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: 'w/[name]-[hash].js',
          chunkFileNames: 'w/[name]-[hash].js',
          assetFileNames: 'w/[name]-[hash][extname]',
          codeSplitting: { groups: [...CHUNKS] },
        },
      },
    },
  };
}

export function launcherBuild(outDir: string, { panel, unread }: LauncherNeeds): InlineConfig {
  const config = common(outDir, [plainImports(), leanTemplates()]);
  return {
    ...config,
    define: { __PANEL__: JSON.stringify(panel), __UNREAD__: JSON.stringify(unread) },
    build: {
      ...config.build,
      rolldownOptions: {
        input: 'widget/embed/widget.ts',
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  };
}

export function consoleBuild(outDir: string): InlineConfig {
  return { ...common(outDir, []), root: join(ROOT, 'widget/console'), base: '/admin/' };
}
