/**
 * A new database outside production starts with one licensee, so that the demo page works at once: its product, its site
 * at our own address, and a key for the backend that is part of the demo. What that backend has to keep, as any
 * licensee's would, lies in a file of its own beside the database.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeIdentityKey } from './auth/identity-keys.ts';
import type { Keys } from './auth/secrets.ts';
import { siteKey } from './commands/set-up-site.ts';
import type { Deps } from './deps.ts';
import { keepFile } from './kept-file.ts';
import type { Site } from './store/sites.ts';

/** What a licensee's page and backend are given when their site is set up. */
export type DemoSite = { siteId: string; siteKey: string; kid: string; privateKeyJwk: string };

const FILE = 'demo-licensee.json';

type Some = Pick<Deps, 'store' | 'now' | 'newId'> & { keys: Keys; baseUrl: URL; dataDir: string };

/** Null where the database has licensees and none of them is the demo's. */
export async function demoLicensee(some: Some): Promise<DemoSite | null> {
  const kept = readKept(some.dataDir);
  const site = kept && (await some.store.sites.get(kept.siteId));
  if (site) {
    await standHere(some, site);
    return kept;
  }
  return (await some.store.licensees.all()).length === 0 ? addDemoLicensee(some) : null;
}

async function addDemoLicensee({ store, now, newId, keys, baseUrl, dataDir }: Some): Promise<DemoSite> {
  const at = now();
  const licensee = { id: newId(), name: 'Северный ветер', createdAt: at };
  const product = {
    id: newId(),
    name: 'Аврора',
    parts: ['Заказы', 'Склад', 'Отчёты', 'Настройки'],
    createdAt: at,
  };
  const site: Site = {
    id: newId(),
    key: siteKey(),
    licenseeId: licensee.id,
    name: 'Аврора',
    origins: [baseUrl.origin],
    anonymousAllowed: true,
    identityRequired: false,
    createdAt: at,
  };
  const made = makeIdentityKey({ siteId: site.id, algorithm: 'EdDSA' }, { id: newId(), at, keys });
  if ('refusal' in made || made.privateKeyJwk === null)
    throw new Error('the demo licensee got no identity key');
  await store.licensees.add(licensee);
  await store.licensees.addProduct(product);
  await store.licensees.license(licensee.id, [product.id]);
  await store.sites.add(site);
  await store.sites.addKey(made.key);
  const demo = { siteId: site.id, siteKey: site.key, kid: made.key.kid, privateKeyJwk: made.privateKeyJwk };
  keepFile(join(dataDir, FILE), JSON.stringify(demo), { over: true });
  return demo;
}

/** Started on another port, the demo page has another origin. */
async function standHere({ store, baseUrl }: Some, { id, origins }: Site): Promise<void> {
  if (!origins.includes(baseUrl.origin))
    await store.sites.update(id, { origins: [...origins, baseUrl.origin] });
}

function readKept(dataDir: string): DemoSite | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as DemoSite;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}
