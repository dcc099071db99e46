/** Clients' sessions, anonymous visitors' devices, and identity tokens that have been used. Only hashes of secrets come here. */
import type { Instant } from '../../shared/instant.ts';
import type { LicenseeId, PersonId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import { sweepRows } from './in-pieces.ts';
import { yesNo, type ClientSessionTable, type Db } from './schema.ts';

export type ClientSession = {
  id: string;
  /** SHA-256. */
  tokenHash: string;
  licenseeId: LicenseeId;
  siteId: string;
  personId: PersonId;
  verified: boolean;
  identityKeyId: string | null;
  createdAt: Instant;
  lastUsedAt: Instant;
  expiresAt: Instant;
};

export type Sessions = {
  add(session: ClientSession): Promise<void>;
  /** Whether it has expired is for the caller to say. */
  byTokenHash(tokenHash: string): Promise<ClientSession | null>;
  /** By their hashes: all that there are of these. */
  byTokenHashes(tokenHashes: readonly string[]): Promise<Map<string, ClientSession>>;
  touch(id: string, at: Instant): Promise<void>;
  end(id: string): Promise<void>;
  /** Ids of those that have ended. */
  endAllOfSite(siteId: string): Promise<string[]>;
  /** True the first time, false ever after: of any number at once exactly one is the first. */
  useToken(siteId: string, jti: string, expiresAt: Instant): Promise<boolean>;
  addDevice(device: {
    secretHash: string;
    siteId: string;
    personId: PersonId;
    createdAt: Instant;
  }): Promise<void>;
  personOfDevice(siteId: string, secretHash: string): Promise<PersonId | null>;
  /** Forgets what expired before `at`; gives how many rows. */
  sweep(at: Instant): Promise<number>;
};

const sessionOf = (row: ClientSessionTable): ClientSession => ({
  id: row.id,
  tokenHash: row.token_hash,
  licenseeId: row.licensee_id,
  siteId: row.site_id,
  personId: row.person_id,
  verified: row.verified === 1,
  identityKeyId: row.identity_key_id,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
});

const byTokenHash = compiledOnce((db, tokenHash: string) =>
  db.selectFrom('client_session').selectAll().where('token_hash', '=', tokenHash),
);

/** One statement of a fixed length, so that it is compiled once: what is missing to it is filled up. */
const AT_ONCE = 64;

const byTokenHashes = compiledOnce((db, ...tokenHashes: string[]) =>
  db.selectFrom('client_session').selectAll().where('token_hash', 'in', tokenHashes),
);

export function sessions(db: Db): Sessions {
  return {
    async add(session) {
      await db
        .insertInto('client_session')
        .values({
          id: session.id,
          token_hash: session.tokenHash,
          licensee_id: session.licenseeId,
          site_id: session.siteId,
          person_id: session.personId,
          verified: yesNo(session.verified),
          identity_key_id: session.identityKeyId,
          created_at: session.createdAt,
          last_used_at: session.lastUsedAt,
          expires_at: session.expiresAt,
        })
        .execute();
    },

    async byTokenHash(tokenHash) {
      const [row] = (await byTokenHash(db, tokenHash)).rows;
      return row ? sessionOf(row) : null;
    },

    async byTokenHashes(tokenHashes) {
      const found = new Map<string, ClientSession>();
      for (let i = 0; i < tokenHashes.length; i += AT_ONCE) {
        const some = tokenHashes.slice(i, i + AT_ONCE);
        const filled = Array.from({ length: AT_ONCE }, (_, place) => some[place] ?? some[0]!);
        for (const row of (await byTokenHashes(db, ...filled)).rows)
          found.set(row.token_hash, sessionOf(row));
      }
      return found;
    },

    async touch(id, at) {
      await db.updateTable('client_session').set({ last_used_at: at }).where('id', '=', id).execute();
    },

    async end(id) {
      await db.deleteFrom('client_session').where('id', '=', id).execute();
    },

    async endAllOfSite(siteId) {
      const ended = await db
        .deleteFrom('client_session')
        .where('site_id', '=', siteId)
        .returning('id')
        .execute();
      return ended.map(({ id }) => id);
    },

    async useToken(siteId, jti, expiresAt) {
      const used = await db
        .insertInto('used_token')
        .values({ site_id: siteId, jti, expires_at: expiresAt })
        .onConflict((conflict) => conflict.columns(['site_id', 'jti']).doNothing())
        .executeTakeFirst();
      return used.numInsertedOrUpdatedRows === 1n;
    },

    async addDevice({ secretHash, siteId, personId, createdAt }) {
      await db
        .insertInto('device')
        .values({ secret_hash: secretHash, site_id: siteId, person_id: personId, created_at: createdAt })
        .execute();
    },

    async personOfDevice(siteId, secretHash) {
      const row = await db
        .selectFrom('device')
        .select('person_id')
        .where('secret_hash', '=', secretHash)
        .where('site_id', '=', siteId)
        .executeTakeFirst();
      return row?.person_id ?? null;
    },

    async sweep(at) {
      const ended = await sweepRows(db, { from: 'client_session', key: ['id'], time: 'expires_at' }, at);
      const used = { from: 'used_token', key: ['site_id', 'jti'], time: 'expires_at' } as const;
      return ended + (await sweepRows(db, used, at));
    },
  };
}
