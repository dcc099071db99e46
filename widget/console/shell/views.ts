import type { QueueCounts } from '../../client/api.ts';

/** The views of the queue in the side bar: a view is an address, nothing else. */
export const VIEWS = [
  { name: 'mine', search: '?assignee=me', count: 'mine' },
  { name: 'nobody', search: '?assignee=nobody', count: 'nobody' },
  { name: 'hour', search: '?due=hour', count: 'dueWithinHour' },
  { name: 'overdue', search: '?due=overdue', count: 'overdue' },
  { name: 'waiting', search: '?waiting=client', count: 'waitingForClient' },
] as const satisfies readonly { name: string; search: string; count: keyof QueueCounts }[];
