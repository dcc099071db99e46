/** What the database knows of the desk's work, asked when the page of numbers is read. */
import type { Instant } from '../../shared/instant.ts';
import type { Ways } from '../delivery/ways.ts';
import type { Store } from '../store/store.ts';
import type { Family } from './exposition.ts';

/** Of the first ticket that a desk has. */
const FIRST_NUMBER = 1001;

type Asking = {
  store: Pick<Store, 'outbox' | 'inspection'>;
  ways: Pick<Ways, 'closedChannels'>;
  at: Instant;
};

export async function deskNumbers({ store, ways, at }: Asking): Promise<Family[]> {
  const due = await store.outbox.oldestDue(at, ways.closedChannels(at));
  const { turn, later, oldestSince } = await store.outbox.waiting(at);
  const givenUp = await store.outbox.givenUp();
  const age = (since: Instant | null) => (since === null ? 0 : Math.max(0, at - since) / 1000);
  return [
    {
      name: 'smart_support_submissions_total',
      help: 'Tickets ever submitted, in whatever way, to any process.',
      type: 'counter',
      samples: [{ value: (await store.inspection.nextNumber()) - FIRST_NUMBER }],
    },
    {
      name: 'smart_support_outbox_oldest_due_age_seconds',
      help: 'How long the oldest notice that could go now has not gone; 0 when there is none.',
      type: 'gauge',
      samples: [{ value: age(due) }],
    },
    {
      name: 'smart_support_outbox_oldest_age_seconds',
      help: 'How long the oldest notice has waited, put off or not.',
      type: 'gauge',
      samples: [{ value: age(oldestSince) }],
    },
    {
      name: 'smart_support_outbox_waiting',
      help: 'Notices that wait: for their turn, or for a later hour.',
      type: 'gauge',
      samples: [
        { labels: { until: 'turn' }, value: turn },
        { labels: { until: 'later' }, value: later },
      ],
    },
    {
      name: 'smart_support_notices_given_up',
      help: 'Notices that were given up and not sent again, by reason.',
      type: 'gauge',
      samples: givenUp.map(({ code, count }) => ({ labels: { code }, value: count })),
    },
  ];
}
