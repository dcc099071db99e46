/** Requirements: personal data. */
import { ERASE, AUDIT, type Rows } from './row.ts';

export const PRIVACY: Rows = {
  'PR-01': {
    says: 'Consent is its own text and its own tick, and what was agreed to is recorded',
    tests: [
      ['test/server/privacy/consent.test.ts', 'takes no ticket without it'],
      ['test/server/privacy/consent.test.ts', 'notes who, when, whence, and the very text'],
      [
        'test/server/privacy/consent.test.ts',
        'asks again for a new text, and keeps the old one word for word',
      ],
    ],
    guards: ['no ticket without the consent that is asked for'],
  },
  'PR-02': {
    says: 'The widget speaks to the host that is set and to no other',
    tests: [
      [
        'test/e2e/attacks.test.ts',
        'speaks to its own desk alone, and changes nothing of the page’s (BR-06, PR-02)',
      ],
    ],
    noGuard: 'no other host stands in what is built: there is nothing to take out',
  },
  'PR-03': {
    says: 'What is kept of a person is exported whole, and erased so that it is found nowhere, also from an old backup',
    tests: [
      [ERASE, 'is exported whole: who they are, each ticket as they see it, each file'],
      [ERASE, 'who was erased is found nowhere: no row, no file, no index, no free page, no log'],
      [ERASE, 'is erased again when a backup from before is restored'],
    ],
    guards: [
      'who was erased is gone from the outbox',
      'an erased file’s bytes go',
      'an erasure is written down beside the database',
    ],
  },
  'PR-04': {
    says: 'Files, words and addresses are forgotten after their time',
    tests: [
      [
        'test/server/privacy/retention.test.ts',
        'takes files after 90 days and words after 24 months, of closed tickets alone',
      ],
      [AUDIT, 'forgets addresses after thirty days, and nothing else'],
    ],
    guards: ['closed tickets alone are forgotten, and in their time'],
  },
};
