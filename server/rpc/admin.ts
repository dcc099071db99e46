/** Licensees, their products, sites and keys; staff. Administrators change, managers read (`access.ts`). */
import { forStaff, router } from './procedures.ts';
import { notYet } from './not-yet.ts';
import * as input from './schemas.ts';
import type {
  IdentityKeyMade,
  InvitationMade,
  LicenseeRow,
  LicenseeView,
  ProductView,
  SiteView,
  StaffRow,
} from './view.ts';

export const admin = router({
  licensees: forStaff.input(input.nothing).query((): Promise<LicenseeRow[]> => notYet()),
  licensee: forStaff.input(input.byId).query((): Promise<LicenseeView> => notYet()),
  createLicensee: forStaff.input(input.createLicensee).mutation((): Promise<LicenseeView> => notYet()),
  updateLicensee: forStaff.input(input.updateLicensee).mutation((): Promise<LicenseeView> => notYet()),
  products: forStaff.input(input.nothing).query((): Promise<ProductView[]> => notYet()),
  createProduct: forStaff.input(input.createProduct).mutation((): Promise<ProductView> => notYet()),
  licenseProducts: forStaff.input(input.licenseProducts).mutation((): Promise<LicenseeView> => notYet()),
  createSite: forStaff.input(input.createSite).mutation((): Promise<SiteView> => notYet()),
  updateSite: forStaff.input(input.updateSite).mutation((): Promise<SiteView> => notYet()),
  createIdentityKey: forStaff
    .input(input.createIdentityKey)
    .mutation((): Promise<IdentityKeyMade> => notYet()),
  retireIdentityKey: forStaff.input(input.byId).mutation((): Promise<SiteView> => notYet()),
  staff: forStaff.input(input.nothing).query((): Promise<StaffRow[]> => notYet()),
  inviteStaff: forStaff.input(input.inviteStaff).mutation((): Promise<InvitationMade> => notYet()),
  updateStaff: forStaff.input(input.updateStaff).mutation((): Promise<StaffRow> => notYet()),
});
