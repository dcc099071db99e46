import type { ConsentGiven } from '../../../shared/consent.ts';
import type { Criticality } from '../../../shared/ticket.ts';
import type { FileView } from '../../client/api.ts';
import type { Draft } from '../ticket/ticket-deps.ts';

/** What has been filled in, and not sent. */
export type Filled = {
  fields: Record<string, string>;
  impact: Criticality | null;
  files: readonly FileView[];
  product: string;
  part: string;
  /** Ticked here and now: a draft that is found again asks again. */
  consent?: ConsentGiven | undefined;
};

export const EMPTY: Filled = { fields: {}, impact: null, files: [], product: '', part: '' };

export function readDraft(draft: Draft): Filled {
  const text = draft.read();
  return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Filled>) } : EMPTY;
}

export function writeDraft(draft: Draft, filled: Filled): void {
  const { fields, impact, files, product, part } = filled;
  const something = files.length > 0 || impact || product || part || Object.values(fields).some(Boolean);
  draft.write(something ? JSON.stringify({ fields, impact, files, product, part }) : '');
}
