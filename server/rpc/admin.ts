/** Licensees, their products, sites and keys; staff. Administrators change, managers read (`access.ts`). */
import { inviteStaff } from '../commands/invite-staff.ts';
import { createIdentityKey, createSite, endIdentityKey, updateSite } from '../commands/set-up-site.ts';
import { renewAccess } from '../commands/renew-access.ts';
import { updateStaff, withdrawInvitation } from '../commands/update-staff.ts';
import type { Deps } from '../deps.ts';
import type { Desk } from './context.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import * as input from './schemas.ts';
import {
  invitedRow,
  licenseeRows,
  licenseeView,
  productView,
  siteView,
  staffRow,
} from './views/administration.ts';
import type {
  IdentityKeyMade,
  InvitationMade,
  LicenseeRow,
  LicenseeView,
  ProductView,
  SiteView,
  StaffRow,
} from './view.ts';

const found = <T>(value: T | null): T => {
  if (value === null) throw new Refused({ code: 'not_found' });
  return value;
};
const licenseeOf = async ({ deps, places }: Desk, id: string): Promise<LicenseeView> =>
  found(await licenseeView(deps.store, id, places.widget));
const siteOf = async ({ deps, places }: Desk, id: string): Promise<SiteView> =>
  siteView(deps.store, found(await deps.store.sites.get(id)), places.widget);

export const admin = router({
  licensees: forStaff
    .input(input.nothing)
    .query(({ ctx: { desk } }): Promise<LicenseeRow[]> => licenseeRows(desk.deps.store)),
  licensee: forStaff.input(input.byId).query(({ ctx: { desk }, input: { id } }) => licenseeOf(desk, id)),

  createLicensee: forStaff
    .input(input.createLicensee)
    .mutation(async ({ ctx: { desk }, input: { name } }) => {
      const { store, newId, now } = desk.deps;
      const id = newId();
      await store.licensees.add({ id, name, createdAt: now() });
      return licenseeOf(desk, id);
    }),
  updateLicensee: forStaff
    .input(input.updateLicensee)
    .mutation(async ({ ctx: { desk }, input: { id, name } }) => {
      await desk.deps.store.licensees.rename(id, name);
      return licenseeOf(desk, id);
    }),

  products: forStaff
    .input(input.nothing)
    .query(async ({ ctx: { desk } }): Promise<ProductView[]> =>
      (await desk.deps.store.licensees.products()).map(productView),
    ),
  createProduct: forStaff
    .input(input.createProduct)
    .mutation(async ({ ctx: { desk }, input: { name, parts } }): Promise<ProductView> => {
      const { store, newId, now } = desk.deps;
      const product = { id: newId(), name, parts, createdAt: now() };
      await store.licensees.addProduct(product);
      return productView(product);
    }),
  updateProduct: forStaff
    .input(input.updateProduct)
    .mutation(async ({ ctx: { desk }, input: { id, ...product } }): Promise<ProductView> => {
      await desk.deps.store.licensees.updateProduct(id, product);
      return productView(found(await desk.deps.store.licensees.product(id)));
    }),
  licenseProducts: forStaff
    .input(input.licenseProducts)
    .mutation(async ({ ctx: { desk }, input: { licenseeId, productIds } }) => {
      const { store } = desk.deps;
      found(await store.licensees.get(licenseeId));
      const known = new Set((await store.licensees.products()).map(({ id }) => id));
      if (!productIds.every((id) => known.has(id))) throw new Refused({ code: 'not_found' });
      await store.licensees.license(licenseeId, productIds);
      return licenseeOf(desk, licenseeId);
    }),

  createSite: forStaff.input(input.createSite).mutation(async ({ ctx: { desk, caller }, input: wanted }) => {
    const { id } = told(await createSite(desk.deps, caller, wanted));
    return siteOf(desk, id);
  }),
  updateSite: forStaff.input(input.updateSite).mutation(async ({ ctx: { desk, caller }, input: change }) => {
    const { id } = told(await updateSite(desk.deps, caller, change));
    return siteOf(desk, id);
  }),
  createIdentityKey: forStaff
    .input(input.createIdentityKey)
    .mutation(async ({ ctx: { desk, caller }, input: wanted }): Promise<IdentityKeyMade> => {
      const made = told(await createIdentityKey({ ...desk.deps, keys: desk.keys }, caller, wanted));
      const { secret, privateKeyPem, privateKeyJwk } = made;
      return {
        site: await siteOf(desk, wanted.siteId),
        kid: made.key.kid,
        secret,
        privateKeyPem,
        privateKeyJwk,
      };
    }),
  retireIdentityKey: forStaff.input(input.byId).mutation(async ({ ctx: { desk, caller }, input: { id } }) => {
    const { siteId } = told(await endIdentityKey(desk.deps, caller, id, 'retired'));
    return siteOf(desk, siteId);
  }),
  revokeIdentityKey: forStaff.input(input.byId).mutation(async ({ ctx: { desk, caller }, input: { id } }) => {
    const { siteId } = told(await endIdentityKey(desk.deps, caller, id, 'revoked'));
    return siteOf(desk, siteId);
  }),

  staff: forStaff.input(input.nothing).query(({ ctx: { desk } }) => staffRows(desk.deps)),
  inviteStaff: forStaff
    .input(input.inviteStaff)
    .mutation(async ({ ctx: { desk, caller }, input: invited }): Promise<InvitationMade> => {
      const { id, link, expiresAt } = told(
        await inviteStaff({ ...desk.deps, baseUrl: desk.baseUrl }, caller, invited),
      );
      return { link, expiresAt, staff: await staffRowOf(desk.deps, id) };
    }),
  /** The old password and the second factor hold until the link is used. */
  renewAccess: forStaff
    .input(input.byId)
    .mutation(async ({ ctx: { desk, caller }, input: { id } }): Promise<InvitationMade> => {
      const { link, expiresAt } = told(
        await renewAccess({ ...desk.deps, baseUrl: desk.baseUrl }, caller, id),
      );
      return { link, expiresAt, staff: await staffRowOf(desk.deps, id) };
    }),
  /** Wherever they are signed in; they may sign in again. */
  endSessions: forStaff
    .input(input.byId)
    .mutation(async ({ ctx: { desk, caller }, input: { id } }): Promise<StaffRow> => {
      const row = await staffRowOf(desk.deps, id);
      if (row.state === 'invited') throw new Refused({ code: 'not_found' });
      await desk.staff.endSessions(id);
      desk.deps.log.info('sessions ended', { by: caller.staffId, staff: id });
      return row;
    }),
  /** Of an invitation that nobody has accepted, only `disabled` can be said: it is taken back. */
  updateStaff: forStaff
    .input(input.updateStaff)
    .mutation(async ({ ctx: { desk, caller }, input: change }): Promise<StaffRow> => {
      const before = await staffRowOf(desk.deps, change.id);
      if (before.state === 'invited' && change.disabled && (await withdrawInvitation(desk.deps, change.id))) {
        return { ...before, state: 'disabled' };
      }
      told(await updateStaff({ ...desk.deps, staff: desk.staff }, caller, change));
      return staffRowOf(desk.deps, change.id);
    }),
});

async function staffRows({ store, now }: Deps): Promise<StaffRow[]> {
  const open = await store.tickets.openByAssignee();
  const members = (await store.staff.all()).map((member) => staffRow(member, open.get(member.id) ?? 0));
  return [...members, ...(await store.links.openInvitations(now())).map(invitedRow)];
}

const staffRowOf = async (deps: Deps, id: string): Promise<StaffRow> =>
  found((await staffRows(deps)).find((row) => row.id === id) ?? null);
