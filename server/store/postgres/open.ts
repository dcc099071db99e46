/** A pool on PostgreSQL, beside whatever other processes are on it. */
import { randomBytes } from 'node:crypto';
import type { Engine, Opened } from '../engine.ts';
import type { Db, Tables } from '../schema.ts';
import { assertUsable, poolOf, type Manner } from './connect.ts';
import { postgresDialect } from './dialect.ts';
import { postgresEngine } from './engine.ts';
import { neighbours } from './neighbours.ts';
import { RetryingKysely } from './retrying.ts';

const over = (url: string, manner: Manner): Db =>
  new RetryingKysely<Tables>({ dialect: postgresDialect(poolOf(url, manner)) });

export async function openPostgres(
  url: string,
  readOnly: boolean,
  upToDate: (db: Db, engine: Engine) => Promise<void>,
): Promise<Opened> {
  await assertUsable(url);
  const self = randomBytes(9).toString('base64url');
  const engine = postgresEngine(self);
  // Building an index takes as long as it takes.
  const patient = over(url, { patient: true });
  try {
    const around = neighbours(url, self, patient);
    await (readOnly ? upToDate(patient, engine) : around.inTurn('schema', () => upToDate(patient, engine)));
    if (readOnly) return { db: patient, engine, neighbours: around, close: () => patient.destroy() };
  } catch (cause) {
    await patient.destroy();
    throw cause;
  }
  await patient.destroy();
  const db = over(url, {});
  return { db, engine, neighbours: neighbours(url, self, db), close: () => db.destroy() };
}
