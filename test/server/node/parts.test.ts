import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Part = { name: string; version: string; hashes?: object[]; licenses?: object[] };
type Locked = { version?: string; dependencies?: Record<string, string> };

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** What `path` needs and what that needs, found as Node finds it. */
function partsOf(path: string, known = new Set<string>()): Set<string> {
  for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
    let from = path;
    while (from !== '' && !packages[`${from}/node_modules/${name}`])
      from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')));
    const found = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
    if (known.has(found)) continue;
    known.add(found);
    partsOf(found, known);
  }
  return known;
}

it('all that runs with the desk is listed, each part with its version, its digest and its licence', () => {
  const windows = process.platform === 'win32';
  const said = execFileSync('npm', ['run', '--silent', 'sbom'], { encoding: 'utf8', shell: windows });
  const { components } = JSON.parse(said) as { components: Part[] };
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const needed = [...partsOf('')].map(
    (path) => `${path.replace(/^.*node_modules\//, '')}@${packages[path]?.version}`,
  );
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter((part) => !listed.has(part))).toEqual([]);
  for (const { name, version, hashes, licenses } of components) {
    if (!needed.includes(`${name}@${version}`)) continue;
    expect(hashes?.length, `${name} has no digest`).toBeGreaterThan(0);
    expect(licenses?.length, `${name} has no licence`).toBeGreaterThan(0);
  }
});
