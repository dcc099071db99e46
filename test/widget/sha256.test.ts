/** The hash that the widget makes of a shown text, against the one that the server makes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOfText } from '../../server/commands/consent.ts';
import { sha256 } from '../../widget/embed/consent/sha256.ts';

test('is the server’s, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(hashOfText(text));
    }),
    { numRuns: 200 },
  );
});

test.each([0, 1, 55, 56, 63, 64, 119, 120, 40_000])(
  'is the server’s where a block ends: %i bytes',
  (bytes) => {
    expect(sha256('x'.repeat(bytes))).toBe(hashOfText('x'.repeat(bytes)));
  },
);
