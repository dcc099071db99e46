/** Whatever a person writes stays words: nothing of it is outside code, as a reader of Markdown of our own finds it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenced, fitting, inCode, withoutBrackets } from '../../../server/delivery/mattermost-text.ts';

const NASTY = [
  '@channel',
  '@here look',
  '@all',
  '@olga',
  '<!channel>',
  '<!here|x>',
  '<@U123>',
  '<https://evil.example|your bank>',
  'https://evil.example',
  '[your bank](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '`@channel`',
  '``` \n@channel\n```',
  '```\n@channel\n```\n@here',
  '~~~\n@channel\n~~~',
  '````` @all `````',
  '```@channel',
  '@channel```',
  '\n```\n```\n@here\n```',
  '`````````````````````` @all',
  '\\`@channel',
  '# heading',
  '> quote\n@channel',
  '* item',
  '|a|b|\n|-|-|\n|@all|x|',
  '<script>alert(1)</script>',
  '~town-square',
  ':smile:',
  '$$x$$',
  '\u202Emoc.elpmaxe',
  '\r\n```\r\n@channel\r\n',
  '   ```\n@here',
  '\t```\n@here',
  '\u2028```\u2028@all',
  'a\u0000`b`',
];

/** What CommonMark would not show as code: blocks between fences first, then spans between runs of one length. */
function outsideCode(markdown: string): string {
  const outside: string[] = [];
  let fence: number | null = null;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const run = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (fence === null && run) fence = run[1]!.length;
    else if (fence !== null) {
      if (run && run[1]!.length >= fence && run[2]!.trim() === '') fence = null;
    } else outside.push(line);
  }
  return outside.join('\n').replace(/(?<!`)(`+)(?!`)([^]*?)(?<!`)\1(?!`)/g, '');
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('`', '``', '```', '````', '\n', '\r', ' ', '@channel', '<', '|', '>', 'x', '~~~', '\\'),
    )
    .map((parts) => parts.join('')),
);

describe('fenced', () => {
  test.each(NASTY)('%j is all inside', (words) => {
    expect(outsideCode(`before\n${fenced(words)}\nafter`)).toBe('before\nafter');
  });

  test('and so is anything', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        expect(outsideCode(`before\n${fenced(one)}\nbetween\n${fenced(two)}\nafter`)).toBe(
          'before\nbetween\nafter',
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('what is long is cut, and says so; half an emoji is not left over', () => {
    const cut = fenced('😀'.repeat(100), 33);
    expect(cut).toContain('cut');
    expect(cut.isWellFormed()).toBe(true);
    expect(cut.length).toBeLessThan(80);
  });

  test('the words themselves are unchanged', () => {
    expect(fenced('a < b && c\n\tindented `code`')).toBe('```\na < b && c\n\tindented `code`\n```');
  });
});

describe('in code', () => {
  test.each(NASTY)('%j is all inside, on one line', (words) => {
    const text = inCode(words);
    expect(text).not.toMatch(/[\n\r\u2028]/);
    expect(outsideCode(`before ${text} after`)).toBe('before  after');
  });

  test('and so is anything', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        expect(outsideCode(`a ${inCode(one)} b ${inCode(two)} c`)).toBe('a  b  c');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a message that is too long', () => {
  test('is cut to what the server takes, with its block closed', () => {
    const message = `before\n${fenced('x'.repeat(30_000), 30_000)}\n@channel`;
    const fits = fitting(message);
    expect(fits.length).toBeLessThanOrEqual(16_383);
    expect(outsideCode(fits)).toMatch(/^before\n… \[.*cut\]$/);
  });

  test('wherever it is cut, nothing gets out', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 15_900, max: 16_600 }), (words, length) => {
        const fits = fitting(
          `before\n${fenced(`${'x'.repeat(length)}\n${words}`, 40_000)}\n${fenced('@here')}`,
        );
        expect(fits.length).toBeLessThanOrEqual(16_383);
        expect(outsideCode(fits)).not.toMatch(/@|</);
      }),
    );
  });

  test('one that is not stays as it is', () => {
    expect(fitting('short')).toBe('short');
  });
});

test('a webhook finds nothing to read: no bracket is left', () => {
  for (const words of NASTY) expect(withoutBrackets(fenced(words))).not.toContain('<');
});
