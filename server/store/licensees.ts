/** Licensees, the licensor's products, and who is licensed for which. */
import type { Instant } from '../../shared/instant.ts';
import type { LicenseeId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Search } from './engine.ts';
import { indexTicketsOf } from './findable.ts';
import type { Db, ProductTable } from './schema.ts';

export type Licensee = { id: LicenseeId; name: string; createdAt: Instant };
export type Product = { id: string; name: string; parts: readonly string[]; createdAt: Instant };

export type Licensees = {
  all(): Promise<Licensee[]>;
  get(id: LicenseeId): Promise<Licensee | null>;
  add(licensee: Licensee): Promise<void>;
  /** False when there is none of this id. */
  rename(id: LicenseeId, name: string): Promise<boolean>;
  /** Open tickets and sites of each, for the list of licensees. */
  sizes(): Promise<ReadonlyMap<LicenseeId, { openTickets: number; sites: number }>>;
  products(): Promise<Product[]>;
  product(id: string): Promise<Product | null>;
  addProduct(product: Product): Promise<void>;
  updateProduct(id: string, product: { name: string; parts: readonly string[] }): Promise<boolean>;
  productsOf(id: LicenseeId): Promise<Product[]>;
  /** Exactly these from now on; ids that are no product's make it throw. */
  license(id: LicenseeId, productIds: readonly string[]): Promise<void>;
};

const productOf = (row: ProductTable): Product => ({
  id: row.id,
  name: row.name,
  parts: JSON.parse(row.parts) as string[],
  createdAt: row.created_at,
});

const one = compiledOnce((db, id: LicenseeId) =>
  db.selectFrom('licensee').select(['id', 'name', 'created_at as createdAt']).where('id', '=', id),
);
const productsOf = compiledOnce((db, id: LicenseeId) =>
  db
    .selectFrom('product')
    .innerJoin('licensee_product', 'licensee_product.product_id', 'product.id')
    .selectAll('product')
    .where('licensee_product.licensee_id', '=', id)
    .orderBy('product.name')
    .orderBy('product.id'),
);

export function licensees(db: Db, search: Search): Licensees {
  const rows = () => db.selectFrom('licensee').select(['id', 'name', 'created_at as createdAt']);

  return {
    all: () => rows().orderBy('name').orderBy('id').execute(),
    get: async (id) => (await one(db, id)).rows[0] ?? null,

    async add({ id, name, createdAt }) {
      await db.insertInto('licensee').values({ id, name, created_at: createdAt }).execute();
    },

    rename: (id, name) =>
      db.transaction().execute(async (tx) => {
        const renamed = await tx
          .updateTable('licensee')
          .set({ name })
          .where('id', '=', id)
          .executeTakeFirst();
        if (renamed.numUpdatedRows === 0n) return false;
        await indexTicketsOf(tx, search, { licensee_id: id });
        return true;
      }),

    async sizes() {
      const open = await db
        .selectFrom('licensee')
        .select((eb) => [
          'licensee.id as licensee_id',
          eb
            .selectFrom('ticket')
            .select((of) => of.fn.countAll().as('tickets'))
            .whereRef('ticket.licensee_id', '=', 'licensee.id')
            // Those that are open, in an index that has the closed ones behind them.
            .where('ticket.queue_group', '<', 3)
            .as('tickets'),
        ])
        .execute();
      const sites = await db
        .selectFrom('site')
        .select((eb) => ['licensee_id', eb.fn.countAll().as('sites')])
        .groupBy('licensee_id')
        .execute();
      const sizes = new Map<LicenseeId, { openTickets: number; sites: number }>();
      const of = (id: LicenseeId) => sizes.get(id) ?? { openTickets: 0, sites: 0 };
      for (const row of open)
        sizes.set(row.licensee_id, { ...of(row.licensee_id), openTickets: Number(row.tickets) });
      for (const row of sites)
        sizes.set(row.licensee_id, { ...of(row.licensee_id), sites: Number(row.sites) });
      return sizes;
    },

    async products() {
      return (await db.selectFrom('product').selectAll().orderBy('name').orderBy('id').execute()).map(
        productOf,
      );
    },

    async product(id) {
      const row = await db.selectFrom('product').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? productOf(row) : null;
    },

    async addProduct({ id, name, parts, createdAt }) {
      await db
        .insertInto('product')
        .values({ id, name, parts: JSON.stringify(parts), created_at: createdAt })
        .execute();
    },

    async updateProduct(id, { name, parts }) {
      const updated = await db
        .updateTable('product')
        .set({ name, parts: JSON.stringify(parts) })
        .where('id', '=', id)
        .executeTakeFirst();
      return updated.numUpdatedRows === 1n;
    },

    async productsOf(id) {
      return (await productsOf(db, id)).rows.map(productOf);
    },

    license: (id, productIds) =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom('licensee_product').where('licensee_id', '=', id).execute();
        const ids = [...new Set(productIds)];
        if (ids.length === 0) return;
        await tx
          .insertInto('licensee_product')
          .values(ids.map((product_id) => ({ licensee_id: id, product_id })))
          .execute();
      }),
  };
}
