import type { TicketKind } from '../../shared/ticket.ts';
import type { Submission } from './desk/outbox.ts';
import type { Filled } from './form/form-draft.ts';

export type FromWhere = { kind: TicketKind; channel: Submission['channel']; dataset: DOMStringMap };

/** What a filled form becomes. The page's address goes without its query, which may carry what is nobody's business. */
export function submissionOf(filled: Filled, { kind, channel, dataset }: FromWhere): Submission {
  const product = dataset.product || '';
  const part = filled.part || dataset.part || '';
  return {
    kind,
    channel,
    fields: filled.fields,
    files: filled.files.map(({ id }) => id),
    ...(kind === 'bug' && filled.impact ? { impact: filled.impact } : {}),
    ...(filled.product ? { productId: filled.product } : product ? { product } : {}),
    ...(part ? { part } : {}),
    ...(filled.consent ? { consent: filled.consent } : {}),
    page: (location.origin + location.pathname).slice(0, 2000),
    environment: `${navigator.userAgent}, ${innerWidth}×${innerHeight}`.slice(0, 300),
  };
}
