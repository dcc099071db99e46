/** Where we are in the console, read from the address, so that any view can be sent to a colleague. */
const BASE = '/admin';

export type Place =
  | { page: 'queue'; search: string }
  | { page: 'ticket'; id: string }
  | { page: 'board' }
  | { page: 'register' }
  | { page: 'join'; token: string }
  | { page: 'licensees' }
  | { page: 'licensee'; id: string }
  | { page: 'staff' }
  | { page: 'roster'; date: string | null; period: 'week' | 'month' }
  | { page: 'calendar'; year: number | null }
  | { page: 'regulation' }
  | { page: 'rules'; tab: RulesTab }
  | { page: 'my-notices' }
  | { page: 'reports'; month: string | null }
  | { page: 'account' }
  | { page: 'delivery' }
  | { page: 'second-line' }
  | { page: 'departments' }
  | { page: 'person'; id: string }
  | { page: 'audit' }
  | { page: 'unknown' };

export const RULES_TABS = ['draft', 'effect', 'replay', 'calendar', 'versions'] as const;
export type RulesTab = (typeof RULES_TABS)[number];

type Address = { pathname: string; search: string; hash: string };

/** A day that there is: 30 February is none. */
const isDate = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** Null for what no browser of ours would write: an address may be typed. */
const idIn = (part: string): string | null => {
  try {
    return decodeURIComponent(part) || null;
  } catch {
    return null;
  }
};

export const placeOf = ({ pathname, search, hash }: Address): Place => {
  const [head = '', tail = '', ...rest] = pathname.slice(BASE.length).split('/').filter(Boolean);
  if (rest.length) return { page: 'unknown' };
  if (head === '') return { page: 'queue', search };
  const id = idIn(tail);
  if (tail && id === null) return { page: 'unknown' };
  if (head === 'tickets' && id) return { page: 'ticket', id };
  if (head === 'people' && id) return { page: 'person', id };
  if (head === 'licensees' && id) return { page: 'licensee', id };
  if (head === 'roster') {
    const period = new URLSearchParams(search).get('period') === 'month' ? 'month' : 'week';
    return { page: 'roster', date: isDate(tail) ? tail : null, period };
  }
  if (head === 'reports') return { page: 'reports', month: /^\d{4}-\d{2}$/.test(tail) ? tail : null };
  if (head === 'calendar') return { page: 'calendar', year: /^\d{4}$/.test(tail) ? Number(tail) : null };
  if (head === 'rules') {
    const tab = RULES_TABS.find((each) => each === (tail || 'draft'));
    return tab ? { page: 'rules', tab } : { page: 'unknown' };
  }
  if (tail) return { page: 'unknown' };
  if (head === 'audit') return { page: 'audit' };
  if (head === 'register' || head === 'board') return { page: head };
  if (head === 'join') return { page: 'join', token: hash.slice(1) };
  if (head === 'licensees' || head === 'staff' || head === 'regulation' || head === 'account')
    return { page: head };
  if (head === 'my-notices' || head === 'delivery') return { page: head };
  if (head === 'second-line' || head === 'departments') return { page: head };
  return { page: 'unknown' };
};

export const address = {
  queue: (search = '') => `${BASE}/${search}`,
  ticket: (id: string) => `${BASE}/tickets/${encodeURIComponent(id)}`,
  board: () => `${BASE}/board`,
  register: () => `${BASE}/register`,
  licensees: () => `${BASE}/licensees`,
  licensee: (id: string) => `${BASE}/licensees/${encodeURIComponent(id)}`,
  staff: () => `${BASE}/staff`,
  roster: (date?: string | null, period: 'week' | 'month' = 'week') =>
    `${BASE}/roster${date ? `/${date}` : ''}${period === 'month' ? '?period=month' : ''}`,
  calendar: (year?: number) => `${BASE}/calendar${year ? `/${year}` : ''}`,
  regulation: () => `${BASE}/regulation`,
  rules: (tab: RulesTab = 'draft') => `${BASE}/rules${tab === 'draft' ? '' : `/${tab}`}`,
  reports: (month?: string) => `${BASE}/reports${month ? `/${month}` : ''}`,
  myNotices: () => `${BASE}/my-notices`,
  account: () => `${BASE}/account`,
  delivery: () => `${BASE}/delivery`,
  secondLine: () => `${BASE}/second-line`,
  departments: () => `${BASE}/departments`,
  person: (id: string) => `${BASE}/people/${encodeURIComponent(id)}`,
  audit: () => `${BASE}/audit`,
};

/** Sent on the window whenever the address has changed from inside. */
export const MOVED = 'console-moved';

export const go = (to: string, how: 'push' | 'replace' = 'push'): void => {
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(history.state, '', to);
  dispatchEvent(new Event(MOVED));
};

/** A plain click on one of our own links stays in the page; with a modifier the browser does what it always does. */
export const takeLinkClick = (event: MouseEvent): void => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
};
