/** What the queue shows, as it stands in the address: a view is sent to a colleague by sending its address. */
import { FIELDS } from '../../../shared/submission.ts';
import {
  CRITICALITIES,
  type Criticality,
  STATUSES,
  type Status,
  TICKET_KINDS,
  type TicketKind,
} from '../../../shared/ticket.ts';

export const DUES = ['overdue', 'hour', 'today'] as const;

export type Filter = {
  status: 'open' | 'all' | Status;
  kind?: TicketKind;
  criticality?: Criticality;
  licenseeId?: string;
  /** `me`, `nobody`, or a colleague's id. */
  assignee?: string;
  due?: (typeof DUES)[number];
  waiting?: 'client';
  search?: string;
};

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((each) => each === value);

/** An address is typed and mailed by people: whatever is not understood in it filters nothing. */
export const filterOf = (address: string): Filter => {
  const asked = new URLSearchParams(address);
  const text = (name: string) => asked.get(name)?.trim() || undefined;
  const found: { [K in keyof Filter]: Filter[K] | undefined } = {
    status: oneOf(['open', 'all', ...STATUSES] as const, asked.get('status')) ?? 'open',
    kind: oneOf(TICKET_KINDS, asked.get('kind')),
    criticality: oneOf(CRITICALITIES, asked.get('criticality')),
    licenseeId: text('licensee')?.slice(0, 64),
    assignee: text('assignee')?.slice(0, 64),
    due: oneOf(DUES, asked.get('due')),
    waiting: oneOf(['client'] as const, asked.get('waiting')),
    search: text('q')?.slice(0, FIELDS.search.max),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Filter;
};

/** The order is fixed, so that the same view always has the same address. */
export const addressOf = (filter: Filter): string => {
  const said = new URLSearchParams();
  const put = (name: string, value: string | undefined) => value && said.set(name, value);
  put('status', filter.status === 'open' ? undefined : filter.status);
  put('kind', filter.kind);
  put('criticality', filter.criticality);
  put('licensee', filter.licenseeId);
  put('assignee', filter.assignee);
  put('due', filter.due);
  put('waiting', filter.waiting);
  put('q', filter.search);
  const text = said.toString();
  return text && `?${text}`;
};

export const isFiltered = (filter: Filter): boolean => addressOf({ ...filter, search: '' }) !== '';
