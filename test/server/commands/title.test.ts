import { describe, expect, test } from 'vitest';
import { titleOf } from '../../../server/commands/title.ts';
import { TITLE_LENGTH } from '../../../shared/submission.ts';

describe('a title', () => {
  test.each<[string, string, number, string]>([
    ['is the text when that is short', 'No export', 20, 'No export'],
    ['is its first line', 'No export\nSince Monday', 20, 'No export'],
    ['skips lines that say nothing', '\r\n  \r\nNo export\r\n', 20, 'No export'],
    ['has single spaces', '  No \t export ', 20, 'No export'],
    ['may be exactly as long', 'No export at al', 15, 'No export at al'],
    ['is cut at a word', 'No export at all', 15, 'No export at…'],
    ['leaves no comma before the dots', 'No export, at all', 14, 'No export…'],
    ['cuts a word that is too long by itself', 'Donaudampfschifffahrt', 10, 'Donaudamp…'],
    ['keeps a letter that takes two code units whole', '𝒳𝒳𝒳𝒳', 3, '𝒳𝒳…'],
    ['is nothing for nothing', ' \n ', 10, ''],
  ])('%s', (_, text, longest, title) => {
    expect(titleOf(text, longest)).toBe(title);
    expect([...title].length).toBeLessThanOrEqual(longest);
  });

  test('of any length stays within the limit of the field', () => {
    for (let words = 1; words < 100; words++) {
      expect(titleOf('Не выгружается реестр '.repeat(words), TITLE_LENGTH).length).toBeLessThanOrEqual(
        TITLE_LENGTH,
      );
    }
  });
});
