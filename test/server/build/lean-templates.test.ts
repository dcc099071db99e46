import { expect, test } from 'vitest';
import { leanMarkup } from '../../../server/build/lean-templates.ts';

test.each([
  ['indentation', '<svg>\n    <path d="M1 1"/>', '<svg> <path d="M1 1"/>'],
  ['between blocks', '<div>\n  <p>a</p>\n  <p>b</p>\n</div>', '<div><p>a</p><p>b</p></div>'],
  ['at the edge of a block', '<p>\n  <b>a</b>\n</p>', '<p><b>a</b></p>'],
  ['between words, where it is seen', '<b>a</b>\n  <small>b</small>', '<b>a</b> <small>b</small>'],
  ['inside a word of a block', '<p>a\n  b</p>', '<p>a b</p>'],
  ['before the end of a tag', '<p\n  class="a"\n  >b</p\n>', '<p class=a>b</p>'],
  ['quotes round a word', '<p class="cut" role="status">', '<p class=cut role=status>'],
  ['quotes round two words', '<p class="cut soft">', '<p class="cut soft">'],
  ['quotes before a slash', '<rect x="1"/>', '<rect x="1"/>'],
  ['quotes round nothing', '<p title="">', '<p title="">'],
  ['what begins with the name of a block', '<picture>\n  <detail-s>', '<picture> <detail-s>'],
])('%s', (_, written, lean) => {
  expect(leanMarkup(written)).toBe(lean);
});

test('beside an expression white space is seen, unless a block begins or ends there', () => {
  expect(leanMarkup('</b>\n  ')).toBe('</b> ');
  expect(leanMarkup('\n  <b>')).toBe(' <b>');
  expect(leanMarkup('</p>\n  ')).toBe('</p>');
  expect(leanMarkup('\n  <p>')).toBe('<p>');
});
