/** What arrives with the first screen and what is brought when somebody goes there. */
import type { Place } from '../router.ts';

type Page = Place['page'];

const loaded = new Set<Page>(['queue', 'unknown']);

const bring: Partial<Record<Page, () => Promise<unknown>>> = {
  ticket: () => import('../ticket/register-elements.ts'),
  board: () => import('../board/register-elements.ts'),
  register: () => import('../register/register-elements.ts'),
  roster: () => import('../roster/register-elements.ts'),
  licensees: () => import('../admin/register-elements.ts'),
  licensee: () => import('../admin/register-elements.ts'),
  staff: () => import('../admin/register-elements.ts'),
  calendar: () => import('../admin/register-elements.ts'),
  rules: () => import('../rules/register-elements.ts'),
  reports: () => import('../reports/register-elements.ts'),
  account: () => import('../account/register-elements.ts'),
  regulation: () => import('../admin/register-elements.ts'),
  'my-notices': () => import('../my-notices/register-elements.ts'),
  'second-line': () => import('../departments/register-elements.ts'),
  departments: () => import('../departments/register-elements.ts'),
  person: () => import('../privacy/register-elements.ts'),
  audit: () => import('../privacy/register-elements.ts'),
  delivery: () => import('../delivery/register-elements.ts'),
};

export const isHere = (page: Page): boolean => loaded.has(page);

export const bringPage = async (page: Page): Promise<void> => {
  await bring[page]?.();
  loaded.add(page);
};
