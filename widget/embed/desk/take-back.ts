import { writeDraft } from '../form/form-draft.ts';
import type { Draft } from '../ticket/ticket-deps.ts';
import type { Desk } from './desk.ts';
import type { Entry } from './outbox.ts';

/** What was sent off and has not been accepted is a draft again. */
export function takeBack(
  desk: Desk,
  { requestId, input, fileNames }: Entry & { is: 'submit' },
  draft: Draft,
): void {
  writeDraft(draft, {
    fields: { ...input.fields },
    impact: input.impact ?? null,
    files: input.files.map((id, index) => ({
      id,
      name: fileNames[index] ?? '',
      bytes: 0,
      type: '',
      picture: false,
    })),
    product: input.productId ?? '',
    part: input.part ?? '',
  });
  desk.drop(requestId);
}
