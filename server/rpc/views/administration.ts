/** Licensees, sites and staff as the console shows them. No secret and no hash is part of any of it. */
import type { Product } from '../../store/licensees.ts';
import type { OneTimeLink } from '../../store/links.ts';
import type { Site } from '../../store/sites.ts';
import type { StaffMember } from '../../store/staff.ts';
import type { Store } from '../../store/store.ts';
import { initialsOf } from './names.ts';
import { retentionView } from './privacy.ts';
import type { LicenseeRow, LicenseeView, ProductView, SiteView, StaffRow, StaffView } from '../view.ts';

export const productView = ({ id, name, parts }: Product): ProductView => ({ id, name, parts });

export async function licenseeRows(store: Store): Promise<LicenseeRow[]> {
  const sizes = await store.licensees.sizes();
  const rows: LicenseeRow[] = [];
  for (const { id, name } of await store.licensees.all()) {
    const { sites, openTickets } = sizes.get(id) ?? { sites: 0, openTickets: 0 };
    const products = (await store.licensees.productsOf(id)).map((product) => product.name);
    rows.push({ id, name, sites, openTickets, products });
  }
  return rows;
}

const NOTHING_SAID = { filesDays: null, ticketsMonths: null };

export async function licenseeView(store: Store, id: string, widgetAt: URL): Promise<LicenseeView | null> {
  const licensee = await store.licensees.get(id);
  if (!licensee) return null;
  const licensed = new Set((await store.licensees.productsOf(id)).map((product) => product.id));
  const products = (await store.licensees.products()).map((product) => ({
    ...productView(product),
    licensed: licensed.has(product.id),
  }));
  const sites: SiteView[] = [];
  for (const site of await store.sites.ofLicensee(id)) sites.push(await siteView(store, site, widgetAt));
  const retention = retentionView((await store.privacy.retentionOf(id)) ?? NOTHING_SAID);
  return { id, name: licensee.name, products, sites, retention };
}

export async function siteView(store: Pick<Store, 'sites'>, site: Site, widgetAt: URL): Promise<SiteView> {
  const { id, key, name, origins, anonymousAllowed, identityRequired } = site;
  const identityKeys = (await store.sites.keysOf(id)).map(({ id, kid, algorithm, state, createdAt }) => ({
    id,
    kid,
    algorithm,
    state,
    createdAt,
  }));
  const snippet = `<script src="${new URL('/widget.js', widgetAt).href}" data-site-key="${key}" async></script>`;
  return { id, key, name, origins, anonymousAllowed, identityRequired, identityKeys, snippet };
}

export const staffView = ({ id, name, role, technicalSpecialist, presence }: StaffMember): StaffView => ({
  id,
  name,
  initials: initialsOf(name),
  role,
  technicalSpecialist,
  presence,
});

export const staffRow = (member: StaffMember, openTickets: number): StaffRow => ({
  ...staffView(member),
  email: member.email,
  state: member.disabled ? 'disabled' : 'active',
  openTickets,
});

/** Somebody who has a link and no account yet. */
export const invitedRow = ({ id, name, email, role, technicalSpecialist }: OneTimeLink): StaffRow => ({
  id,
  name: name ?? '',
  initials: initialsOf(name ?? ''),
  role: role ?? 'agent',
  technicalSpecialist,
  presence: 'off',
  email: email ?? '',
  state: 'invited',
  openTickets: 0,
});
