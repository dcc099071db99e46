import { expect, test } from 'vitest';
import { suggestionFor } from '../../../../server/domain/routing/suggestion.ts';
import type { RulesSaid, TicketEvent } from '../../../../server/domain/ticket/event.ts';

const assigned = (seq: number, rules?: Partial<RulesSaid>): TicketEvent => {
  const said = { version: '2.0-1', followed: null, suggestedTopic: null, passedOver: [], ...rules };
  const reason = { code: 'fewest_open', open: 0, ...(rules && { rules: said }) } as const;
  return { seq, at: seq, by: { side: 'desk' }, body: { type: 'assigned', to: 'olga', reason } };
};
const LEGAL = assigned(2, { followed: 3, suggestedTopic: 'legal' });

test('the topic that a rule proposed stays proposed, whoever has the ticket since', () => {
  expect(suggestionFor({ escalations: [] }, [LEGAL, assigned(3)])).toEqual({ topic: 'legal', rule: 3 });
});

test('until somebody has asked under it', () => {
  const asked = [{ topic: 'legal' }] as unknown as Parameters<typeof suggestionFor>[0]['escalations'];
  expect(suggestionFor({ escalations: asked }, [LEGAL])).toBeNull();
  const another = [{ topic: 'settlements' }] as unknown as typeof asked;
  expect(suggestionFor({ escalations: another }, [LEGAL])).not.toBeNull();
});

test('of several the last one', () => {
  const later = assigned(4, { followed: 1, suggestedTopic: 'settlements' });
  expect(suggestionFor({ escalations: [] }, [LEGAL, later])).toMatchObject({ topic: 'settlements' });
});

test('no rule, no proposal', () => {
  expect(suggestionFor({ escalations: [] }, [assigned(2), assigned(3, { followed: 1 })])).toBeNull();
});
