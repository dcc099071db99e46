/** Clients' people. (site, subject) is who somebody is; an address or a name that was typed in is never a match. */
import type { Instant } from '../../shared/instant.ts';
import type { LicenseeId, PersonId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Search } from './engine.ts';
import { indexTicketsOf } from './findable.ts';
import { yesNo, type Db, type PersonTable } from './schema.ts';

export type Person = {
  id: PersonId;
  licenseeId: LicenseeId;
  siteId: string | null;
  subject: string | null;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
  /** Came with the licensee's own identity token. */
  verified: boolean;
  anonymous: boolean;
  createdAt: Instant;
};

export type Identified = {
  licenseeId: LicenseeId;
  siteId: string;
  subject: string;
  /** Null leaves what is known. */
  name: string | null;
  email: string | null;
  emailVerified: boolean;
};

export type People = {
  /** `id` is used if nobody has this subject at this site yet. */
  findOrAdd(identified: Identified, fresh: { id: PersonId; at: Instant }): Promise<Person>;
  /**
   * An anonymous visitor turns out to be this identity, and is it from now on: same id, same tickets; their devices and
   * anonymous sessions open nothing any more. Null when they are no anonymous visitor of this site, or when the identity
   * is somebody we know already: two people are never made one.
   */
  identify(visitor: PersonId, identified: Identified): Promise<Person | null>;
  /** An anonymous visitor, or somebody whom staff enter by hand. */
  add(person: Person): Promise<void>;
  get(id: PersonId): Promise<Person | null>;
  /** Within one licensee, for staff who choose somebody of theirs. */
  getOf(licenseeId: LicenseeId, id: PersonId): Promise<Person | null>;
  of(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  /** Those of a licensee whose name or address holds `text`; by name, twenty at most. */
  find(licenseeId: LicenseeId, text: string): Promise<Person[]>;
};

const MOST_FOUND = 20;

const personOf = (row: PersonTable): Person => ({
  id: row.id,
  licenseeId: row.licensee_id,
  siteId: row.site_id,
  subject: row.subject,
  name: row.name,
  email: row.email,
  emailVerified: row.email_verified === 1,
  verified: row.verified === 1,
  anonymous: row.anonymous === 1,
  createdAt: row.created_at,
});

const rowOfPerson = (person: Person): PersonTable => ({
  id: person.id,
  licensee_id: person.licenseeId,
  site_id: person.siteId,
  subject: person.subject,
  name: person.name,
  email: person.email,
  email_verified: yesNo(person.emailVerified),
  verified: yesNo(person.verified),
  anonymous: yesNo(person.anonymous),
  created_at: person.createdAt,
  erased_at: null,
});

const one = compiledOnce((db, id: PersonId) => db.selectFrom('person').selectAll().where('id', '=', id));

export function people(db: Db, search: Search): People {
  const bySubject = (tx: Db, siteId: string, subject: string) =>
    tx
      .selectFrom('person')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('subject', '=', subject)
      .executeTakeFirst();

  return {
    findOrAdd: (identified, { id, at }) =>
      // The key of (site, subject) decides who comes first.
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          const { licenseeId, siteId, subject } = identified;
          const known = await bySubject(tx, siteId, subject);
          if (!known) {
            const person: Person = { ...identified, id, verified: true, anonymous: false, createdAt: at };
            await tx
              .insertInto('person')
              .values(rowOfPerson(person))
              .onConflict((conflict) => conflict.columns(['site_id', 'subject']).doNothing())
              .execute();
            const kept = await bySubject(tx, siteId, subject);
            if (!kept) throw new Error(`person ${subject} of site ${siteId} was added and is not there`);
            return personOf(kept);
          }
          if (known.licensee_id !== licenseeId)
            throw new Error(`site ${siteId} has a person of another licensee`);
          const now: PersonTable = {
            ...known,
            name: identified.name ?? known.name,
            email: identified.email ?? known.email,
            email_verified:
              identified.email === null ? known.email_verified : yesNo(identified.emailVerified),
            verified: 1,
          };
          const renamed = now.name !== known.name || now.email !== known.email;
          if (renamed || now.email_verified !== known.email_verified || known.verified === 0) {
            await tx
              .updateTable('person')
              .set({ name: now.name, email: now.email, email_verified: now.email_verified, verified: 1 })
              .where('id', '=', known.id)
              .execute();
          }
          if (renamed) await indexTicketsOf(tx, search, { person_id: known.id });
          return personOf(now);
        }),

    identify: (visitor, identified) =>
      db.transaction().execute(async (tx) => {
        const row = await tx
          .selectFrom('person')
          .selectAll()
          .where('id', '=', visitor)
          .where('site_id', '=', identified.siteId)
          .where('licensee_id', '=', identified.licenseeId)
          .where('anonymous', '=', 1)
          .executeTakeFirst();
        if (!row || (await bySubject(tx, identified.siteId, identified.subject))) return null;
        const now: PersonTable = {
          ...row,
          subject: identified.subject,
          name: identified.name,
          email: identified.email,
          email_verified: yesNo(identified.emailVerified),
          verified: 1,
          anonymous: 0,
        };
        await tx.updateTable('person').set(now).where('id', '=', visitor).execute();
        await tx.deleteFrom('device').where('person_id', '=', visitor).execute();
        await tx.deleteFrom('client_session').where('person_id', '=', visitor).execute();
        await indexTicketsOf(tx, search, { person_id: visitor });
        return personOf(now);
      }),

    async add(person) {
      await db.insertInto('person').values(rowOfPerson(person)).execute();
    },

    async get(id) {
      const [row] = (await one(db, id)).rows;
      return row ? personOf(row) : null;
    },

    async getOf(licenseeId, id) {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where('id', '=', id)
        .where('licensee_id', '=', licenseeId)
        .executeTakeFirst();
      return row ? personOf(row) : null;
    },

    async of(ids) {
      if (ids.length === 0) return new Map();
      if (ids.length === 1) {
        const [row] = (await one(db, ids[0]!)).rows;
        return new Map(row ? [[row.id, personOf(row)]] : []);
      }
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where('id', 'in', [...new Set(ids)])
        .execute();
      return new Map(rows.map((row) => [row.id, personOf(row)]));
    },

    async find(licenseeId, text) {
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where('licensee_id', '=', licenseeId)
        .where('anonymous', '=', 0)
        .orderBy('name')
        .orderBy('id')
        .execute();
      // Compared here: lower case beyond ASCII is not the same in every database.
      const wanted = text.trim().toLocaleLowerCase();
      return rows
        .filter((row) => `${row.name ?? ''} ${row.email ?? ''}`.toLocaleLowerCase().includes(wanted))
        .slice(0, MOST_FOUND)
        .map(personOf);
    },
  };
}
