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
  'BR-02': { says: 'The policy that the README gives is enough', missing: 'a test that takes it from there' },
  'BR-03': {
    says: 'The lint forbids what a strict policy would stop',
    missing: 'a test of the lint’s rules',
  },
  'BR-04': {
    says: 'A widget that cannot load or work does the page no harm',
    missing: 'a matrix of faults in a browser',
  },
  'BR-05': {
    says: 'A page that has changed the language’s own objects neither breaks the widget nor hears of errors',
    tests: [['test/e2e/tampered.test.ts', 'a page that has changed']],
    noGuard:
      'each page was seen to break the widget before it was written as it is: nothing single could be taken out',
  },
  'BR-06': {
    says: 'The widget changes nothing of its page',
    missing: 'a comparison of what was there before and after',
  },
  'BR-08': {
    says: 'A script of the page finds no token, wherever it looks',
    missing: 'a walk through everything reachable',
  },
  'BR-09': {
    says: 'Without storage or cookies it can be written all the same, and that is said',
    missing: 'a sandboxed page',
  },
  'BR-11': { says: 'A screenshot is asked for, shown and can be dropped', missing: NOT_IN_PRODUCT },
  'BR-12': { says: 'The widget works on isolated and sandboxed pages', missing: 'a matrix of pages' },
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
