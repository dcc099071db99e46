/** Licensees' sites: the public key in the page, where it may stand, and whose signatures it believes. */
import type { Instant } from '../../shared/instant.ts';
import type { LicenseeId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import { yesNo, type Db, type IdentityKeyTable, type SiteOriginTable, type SiteTable } from './schema.ts';

export type Site = {
  id: string;
  key: string;
  licenseeId: LicenseeId;
  name: string;
  /** Exact: scheme, host and port. */
  origins: readonly string[];
  anonymousAllowed: boolean;
  identityRequired: boolean;
  createdAt: Instant;
};

export type IdentityKey = {
  id: string;
  siteId: string;
  kid: string;
  algorithm: IdentityKeyTable['algorithm'];
  /** A JWK as JSON, for EdDSA and ES256. */
  publicKey: string | null;
  /** For HS256, sealed with a key made from the installation's secret before it comes here. */
  sealedSecret: string | null;
  state: IdentityKeyTable['state'];
  createdAt: Instant;
  retiredAt: Instant | null;
};

export type SiteChange = Partial<Pick<Site, 'name' | 'origins' | 'anonymousAllowed' | 'identityRequired'>>;

export type Sites = {
  byKey(key: string): Promise<Site | null>;
  get(id: string): Promise<Site | null>;
  ofLicensee(licenseeId: LicenseeId): Promise<Site[]>;
  all(): Promise<Site[]>;
  add(site: Site): Promise<void>;
  /** False when there is none of this id. */
  update(id: string, change: SiteChange): Promise<boolean>;
  /** Whether any site at all may stand at this origin: for answers before the site is known. */
  anyAt(origin: string): Promise<boolean>;
  keysOf(siteId: string): Promise<IdentityKey[]>;
  /** Whatever its state: only an active one is believed. */
  keyOf(siteId: string, kid: string): Promise<IdentityKey | null>;
  addKey(key: IdentityKey): Promise<void>;
  /**
   * `retired`: nothing that it signs is believed from now on, sessions born from it live to their end. `revoked`: they end in
   * the same moment, also of one that was retired; gives how many. Null when there is no such key that it could be done to.
   */
  endKey(siteId: string, keyId: string, end: 'retired' | 'revoked', at: Instant): Promise<number | null>;
};

const siteOf = (row: SiteTable, origins: readonly SiteOriginTable[]): Site => ({
  id: row.id,
  key: row.key,
  licenseeId: row.licensee_id,
  name: row.name,
  origins: origins.filter(({ site_id }) => site_id === row.id).map(({ origin }) => origin),
  anonymousAllowed: row.anonymous_allowed === 1,
  identityRequired: row.identity_required === 1,
  createdAt: row.created_at,
});

const keyOfRow = (row: IdentityKeyTable): IdentityKey => ({
  id: row.id,
  siteId: row.site_id,
  kid: row.kid,
  algorithm: row.algorithm,
  publicKey: row.public_key,
  sealedSecret: row.sealed_secret,
  state: row.state,
  createdAt: row.created_at,
  retiredAt: row.retired_at,
});

const siteAt = compiledOnce((db, origin: string) =>
  db.selectFrom('site_origin').select('site_id').where('origin', '=', origin).limit(1),
);
const siteBy = {
  id: compiledOnce((db, id: string) => db.selectFrom('site').selectAll().where('id', '=', id)),
  key: compiledOnce((db, key: string) => db.selectFrom('site').selectAll().where('key', '=', key)),
};
const originsOf = compiledOnce((db, id: string) =>
  db.selectFrom('site_origin').selectAll().where('site_id', '=', id).orderBy('origin'),
);

export function sites(db: Db): Sites {
  const withOrigins = async (rows: readonly SiteTable[]): Promise<Site[]> => {
    const ids = rows.map(({ id }) => id);
    const origins =
      ids.length === 0
        ? []
        : await db
            .selectFrom('site_origin')
            .selectAll()
            .where('site_id', 'in', ids)
            .orderBy('origin')
            .execute();
    return rows.map((row) => siteOf(row, origins));
  };
  const one = async (row: SiteTable | undefined): Promise<Site | null> =>
    row ? siteOf(row, (await originsOf(db, row.id)).rows) : null;
  const rows = () => db.selectFrom('site').selectAll();

  return {
    byKey: async (key) => one((await siteBy.key(db, key)).rows[0]),
    get: async (id) => one((await siteBy.id(db, id)).rows[0]),
    ofLicensee: async (licenseeId) =>
      withOrigins(
        await rows().where('licensee_id', '=', licenseeId).orderBy('created_at').orderBy('id').execute(),
      ),
    all: async () => withOrigins(await rows().orderBy('created_at').orderBy('id').execute()),

    add: (site) =>
      db.transaction().execute(async (tx) => {
        await tx
          .insertInto('site')
          .values({
            id: site.id,
            key: site.key,
            licensee_id: site.licenseeId,
            name: site.name,
            anonymous_allowed: yesNo(site.anonymousAllowed),
            identity_required: yesNo(site.identityRequired),
            created_at: site.createdAt,
          })
          .execute();
        await setOrigins(tx, site.id, site.origins);
      }),

    update: (id, change) =>
      db.transaction().execute(async (tx) => {
        const site = await tx.selectFrom('site').selectAll().where('id', '=', id).executeTakeFirst();
        if (!site) return false;
        await tx
          .updateTable('site')
          .set({
            name: change.name ?? site.name,
            anonymous_allowed:
              change.anonymousAllowed === undefined ? site.anonymous_allowed : yesNo(change.anonymousAllowed),
            identity_required:
              change.identityRequired === undefined ? site.identity_required : yesNo(change.identityRequired),
          })
          .where('id', '=', id)
          .execute();
        if (change.origins) await setOrigins(tx, id, change.origins);
        return true;
      }),

    async anyAt(origin) {
      return (await siteAt(db, origin)).rows.length > 0;
    },

    async keysOf(siteId) {
      const keys = await db
        .selectFrom('identity_key')
        .selectAll()
        .where('site_id', '=', siteId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return keys.map(keyOfRow);
    },

    async keyOf(siteId, kid) {
      const row = await db
        .selectFrom('identity_key')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('kid', '=', kid)
        .executeTakeFirst();
      return row ? keyOfRow(row) : null;
    },

    async addKey(key) {
      await db
        .insertInto('identity_key')
        .values({
          id: key.id,
          site_id: key.siteId,
          kid: key.kid,
          algorithm: key.algorithm,
          public_key: key.publicKey,
          sealed_secret: key.sealedSecret,
          state: key.state,
          created_at: key.createdAt,
          retired_at: key.retiredAt,
        })
        .execute();
    },

    endKey: (siteId, keyId, end, at) =>
      db.transaction().execute(async (tx) => {
        const ended = await tx
          .updateTable('identity_key')
          .set({ state: end, retired_at: at })
          .where('id', '=', keyId)
          .where('site_id', '=', siteId)
          .where('state', 'in', end === 'retired' ? ['active'] : ['active', 'retired'])
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return null;
        if (end === 'retired') return 0;
        const sessions = await tx
          .deleteFrom('client_session')
          .where('identity_key_id', '=', keyId)
          .executeTakeFirst();
        return Number(sessions.numDeletedRows);
      }),
  };
}

async function setOrigins(tx: Db, siteId: string, origins: readonly string[]): Promise<void> {
  await tx.deleteFrom('site_origin').where('site_id', '=', siteId).execute();
  const exact = [...new Set(origins)];
  if (exact.length > 0) {
    await tx
      .insertInto('site_origin')
      .values(exact.map((origin) => ({ site_id: siteId, origin })))
      .execute();
  }
}
