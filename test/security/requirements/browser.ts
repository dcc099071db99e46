/** Requirements: in the browser. */
import { STAFF, DOORS, type Rows } from './row.ts';

const NOT_IN_PRODUCT = 'the widget takes no screenshots and reads no logs; comes with that, should it come';

export const BROWSER: Rows = {
  'BR-01': {
    says: 'The widget works whole under a policy that allows nothing else, without one violation',
    tests: [
      ['test/e2e/hostile.test.ts', 'has the widget work all the same, without one violation of its policy'],
    ],
    noGuard:
      'what would break it is any style, picture or script that is not allowed: the page counts its violations',
  },
  'BR-02': {
    says: 'The policy that the README gives is enough',
    tests: [
      ['test/e2e/attacks.test.ts', 'works under the policy that the README gives, word for word (BR-02)'],
    ],
    noGuard:
      'what would break it is any source that the policy does not name: the page counts its violations',
  },
  'BR-03': {
    says: 'The lint forbids what a strict policy would stop',
    tests: [
      ['test/security/sources.test.ts', 'the lint forbids in the widget (BR-03, AD-34)'],
      [
        'test/security/sources.test.ts',
        'no template of the widget has a style of its own or what runs by itself',
      ],
    ],
    guards: ['the lint knows what makes markup', 'the lint knows messages of windows'],
  },
  'BR-04': {
    says: 'A widget that cannot load or work does the page no harm',
    tests: [['test/e2e/attacks.test.ts', 'a widget that cannot load or work does the page no harm (BR-04)']],
    noGuard:
      'it runs what was built; “elements cannot be defined” was seen to fail before the launcher took care of it',
  },
  'BR-05': {
    says: 'A page that has changed the language’s own objects neither breaks the widget nor hears of errors',
    tests: [['test/e2e/tampered.test.ts', 'a page that has changed']],
    noGuard:
      'each page was seen to break the widget before it was written as it is: nothing single could be taken out',
  },
  'BR-06': {
    says: 'The widget changes nothing of its page',
    tests: [
      [
        'test/e2e/attacks.test.ts',
        'speaks to its own desk alone, and changes nothing of the page’s (BR-06, PR-02)',
      ],
      ['test/e2e/hostile.test.ts', 'has the widget work all the same, without one violation of its policy'],
    ],
    noGuard:
      'there is no line that keeps it from changing things; the comparison was seen to name the page’s own function',
  },
  'BR-08': {
    says: 'A script of the page finds no token, wherever it looks',
    tests: [['test/e2e/attacks.test.ts', 'keeps its session where no script of the page finds it (BR-08)']],
    noGuard: 'the session lives in a closure of the panel: nothing stands before it that could be taken out',
  },
  'BR-09': {
    says: 'Without storage it can be written all the same, and that is said',
    tests: [
      ['test/e2e/tampered.test.ts', 'a page that has changed'],
      ['test/widget/embed/kept.browser.ts', 'stays in memory where the browser denies storage, and says so'],
      ['test/widget/embed/form.browser.ts', 'says plainly where the browser keeps nothing'],
    ],
    noGuard:
      'these run in the browser, where the table of guards takes nothing out yet; cookies are used nowhere',
  },
  'BR-11': { says: 'A screenshot is asked for, shown and can be dropped', missing: NOT_IN_PRODUCT },
  'BR-12': {
    says: 'The widget works on isolated pages',
    tests: [['test/e2e/attacks.test.ts', 'works on a page that is isolated from all others (BR-12)']],
    noGuard: 'what lets it be loaded there are headers of doors.test.ts; without them the page has no button',
  },
  'BR-13': { says: 'What is secret on a page never leaves the browser', missing: NOT_IN_PRODUCT },
  'BR-14': { says: 'What is recorded is shown to the user and can be taken out', missing: NOT_IN_PRODUCT },
  'BR-16': {
    says: 'The console stands under a policy that allows its own files alone',
    tests: [
      [DOORS, '%s is the console, under its policy (BR-16)'],
      [STAFF, 'over https the cookie is bound to this very host'],
    ],
    guards: ['the console has its policy'],
  },
};
