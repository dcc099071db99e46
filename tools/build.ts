/**
 * Builds what browsers load into `dist/`. Four builds, because each lands on a page of another kind:
 * the launcher is one classic script that any page may carry, the panel is hashed modules that are cached for ever,
 * the console is a page of our own, and the demo is copied as it stands.
 *
 *   node tools/build.ts               builds
 *   node tools/build.ts --if-changed  builds unless `dist/` was made of these very sources
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { sourcesDigest } from './sources-digest.ts';
import { leanTemplates } from './lean-templates.ts';
import { plainDynamicImport } from './plain-dynamic-import.ts';
import { ownTrustedTypesPolicy } from './trusted-types-policy.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Built beside `dist/` and put in its place at the end: a running server never sees half a build. */
const fresh = join(root, `dist-${process.pid}`);

type Manifest = Record<string, { file: string }>;

/** `light-dark()` is in all of these: an older target would have it rewritten into twice the bytes. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

function common(outDir: string, plugins: readonly Plugin[]): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [ownTrustedTypesPolicy(), ...plugins],
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

async function buildPanel(): Promise<Manifest> {
  const config = common(fresh, [plainDynamicImport(), leanTemplates()]);
  await build({
    ...config,
    build: {
      ...config.build,
      manifest: 'w/manifest.json',
      rolldownOptions: {
        input: ['panel', 'unread', 'feedback', 'index'].map((entry) => `widget/embed/${entry}.ts`),
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: 'w/[name]-[hash].js',
          chunkFileNames: 'w/[name]-[hash].js',
          assetFileNames: 'w/[name]-[hash][extname]',
        },
      },
    },
  });
  return JSON.parse(readFileSync(join(fresh, 'w', 'manifest.json'), 'utf8')) as Manifest;
}

function builtFile(manifest: Manifest, entry: string): string {
  const chunk = manifest[entry];
  if (!chunk) throw new Error(`the build made nothing of ${entry}`);
  return chunk.file;
}

async function buildLauncher(manifest: Manifest): Promise<void> {
  const config = common(fresh, [plainDynamicImport(), leanTemplates()]);
  await build({
    ...config,
    define: {
      __PANEL__: JSON.stringify(builtFile(manifest, 'widget/embed/panel.ts')),
      __UNREAD__: JSON.stringify(builtFile(manifest, 'widget/embed/unread.ts')),
    },
    build: {
      ...config.build,
      rolldownOptions: {
        input: 'widget/embed/widget.ts',
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  });
}

async function buildConsole(): Promise<void> {
  const config = common(join(fresh, 'console'), []);
  await build({ ...config, root: join(root, 'widget/console'), base: '/admin/' });
}

/** Addresses that stay the same while the hashed names behind them change. */
function writeStableNames(manifest: Manifest): void {
  writeFileSync(
    join(fresh, 'feedback.js'),
    `import './${builtFile(manifest, 'widget/embed/feedback.ts')}';\n`,
  );
  mkdirSync(join(fresh, 'npm'));
  const index = builtFile(manifest, 'widget/embed/index.ts');
  writeFileSync(join(fresh, 'npm', 'widget.js'), `export * from '../${index}';\n`);
}

const digest = sourcesDigest(root);
const stamp = join(dist, '.sources');
const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

if (!(process.argv.includes('--if-changed') && isCurrent)) {
  try {
    const manifest = await buildPanel();
    await buildLauncher(manifest);
    await buildConsole();
    writeStableNames(manifest);
    if (existsSync(join(root, 'demo/pages')))
      cpSync(join(root, 'demo/pages'), join(fresh, 'demo'), { recursive: true });
    writeFileSync(join(fresh, '.sources'), digest);
    const old = `${fresh}-old`;
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
