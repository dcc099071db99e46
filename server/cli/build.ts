/**
 * Builds what browsers load (vite.config.ts) into `dist/`.
 *
 *   npm run build                   builds
 *   npm run build -- --if-changed   builds unless `dist/` was made of these very sources
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { consoleBuild, launcherBuild, PANEL_ENTRIES, panelBuild } from '../../vite.config.ts';
import { layCompressed } from './lay-compressed.ts';
import { sourcesDigest } from './sources-digest.ts';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');
/** Built beside `dist/` and put in its place at the end: a running server never sees half a build. */
const fresh = join(root, `dist-${process.pid}`);

type BuiltFiles = Record<keyof typeof PANEL_ENTRIES, string>;

async function buildPanel(): Promise<BuiltFiles> {
  await build(panelBuild(fresh));
  const manifest = JSON.parse(readFileSync(join(fresh, 'w', 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string }
  >;
  const builtFile = (name: keyof typeof PANEL_ENTRIES) => {
    const chunk = manifest[PANEL_ENTRIES[name]];
    if (!chunk) throw new Error(`the build made nothing of ${PANEL_ENTRIES[name]}`);
    return chunk.file;
  };
  return {
    panel: builtFile('panel'),
    unread: builtFile('unread'),
    feedback: builtFile('feedback'),
    index: builtFile('index'),
  };
}

/** Addresses that stay the same while the hashed names behind them change. */
function writeStableNames({ feedback, index }: BuiltFiles): void {
  writeFileSync(join(fresh, 'feedback.js'), `import './${feedback}';\n`);
  mkdirSync(join(fresh, 'npm'));
  writeFileSync(join(fresh, 'npm', 'widget.js'), `export * from '../${index}';\n`);
}

const digest = sourcesDigest(root);
const stamp = join(dist, '.sources');
const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

if (!(process.argv.includes('--if-changed') && isCurrent)) {
  try {
    const files = await buildPanel();
    await build(launcherBuild(fresh, files));
    await build(consoleBuild(join(fresh, 'console')));
    writeStableNames(files);
    layCompressed(fresh);
    writeFileSync(join(fresh, '.sources'), digest);
    const old = `${fresh}-old`;
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
