/** Requirements: who is who, and whose is what. */
import {
  PROCEDURES,
  SCHEMAS,
  TOKENS,
  ORIGINS,
  STAFF,
  DEPARTMENT,
  CLICKS,
  IDENTITY_TOKEN,
  SESSIONS,
  CLIENT_MAIL,
  type Rows,
} from './row.ts';

export const IDENTITY: Rows = {
  'ID-01': {
    says: 'A name or an address that a page only claims identifies nobody',
    tests: [
      [IDENTITY_TOKEN, 'a name and an address in the call itself are refused: only the token says who it is'],
      [PROCEDURES, 'a refused input'],
    ],
    guards: ['inputs are strict'],
  },
  'ID-02': {
    says: 'Where identity is required, every procedure requires it',
    tests: [
      [
        PROCEDURES,
        'where identity is required, an anonymous session opens nothing but the configuration (ID-02)',
      ],
      [PROCEDURES, 'every procedure is classified, has a row of inputs, and nothing else has'],
    ],
    guards: ['identity is required at every call'],
  },
  'ID-03': {
    says: 'An id of somebody else answers as one that nobody has, through every procedure, file, stream and search',
    tests: [
      [PROCEDURES, 'an id of somebody else answers as one that nobody has (ID-03)'],
      [PROCEDURES, 'what a client is answered holds nothing of anybody else'],
    ],
    guards: [
      'a ticket is one person’s',
      'a ticket is one licensee’s',
      'a list is one person’s',
      'an upload is its uploader’s',
    ],
  },
  'ID-04': {
    says: 'The same subject at two sites is two people',
    tests: [[IDENTITY_TOKEN, 'the same subject at two sites is two people, also within one licensee']],
    guards: ['a subject is one site’s'],
  },
  'ID-05': {
    says: 'Forged tokens of identity are refused, whatever algorithm, key or header they name',
    tests: [[IDENTITY_TOKEN, 'a forged token is refused, and says why to the licensee’s developers (ID-05)']],
    guards: ['the algorithm belongs to the key', 'no other header is believed', 'a name stands once'],
  },
  'ID-06': {
    says: 'Each claim of a token is required and checked',
    tests: [[IDENTITY_TOKEN, 'a claim that is missing or wrong (ID-06)']],
    guards: ['an identity token has its own type', 'a token is for one site'],
  },
  'ID-07': {
    says: 'A token lives ten minutes at most, and neither before nor after its time',
    tests: [[IDENTITY_TOKEN, 'when (ID-07)']],
    guards: ['a token lives ten minutes at most'],
  },
  'ID-08': {
    says: 'A token opens one session, of fifty at once and of two servers too',
    tests: [
      [IDENTITY_TOKEN, 'of 50 in the same moment exactly one comes in'],
      [
        'test/server/store/who-is-who.test.ts',
        'is opened by an identity token once, of fifty at the same time exactly one',
      ],
    ],
    guards: ['a token is used once'],
  },
  'ID-09': {
    says: 'A key that is too weak or of another kind cannot be registered',
    tests: [
      [
        'test/server/rpc/administration.test.ts',
        'of another kind than the algorithm takes are refused, and so is a private one (ID-09)',
      ],
      [IDENTITY_TOKEN, 'an HS256 secret is made here, has 256 bits, and signs'],
    ],
    guards: ['a key is of the kind that its algorithm takes'],
  },
  'ID-10': {
    says: 'A key is rotated without a gap, and a revoked one ends what it opened within seconds',
    tests: [
      [
        'test/server/rpc/administration.test.ts',
        'a retired one opens nothing new and lets who has come in go on; a revoked one puts them out (ID-10)',
      ],
      [IDENTITY_TOKEN, 'when (ID-07)'],
    ],
    guards: ['a revoked key ends the sessions born from it'],
  },
  'ID-11': {
    says: 'A token of one site is nothing at another',
    tests: [
      [IDENTITY_TOKEN, 'a token of one site with the key of another is refused'],
      [IDENTITY_TOKEN, 'with the same kid at both sites it is still refused'],
    ],
    guards: ['a token is for one site'],
  },
  'ID-12': {
    says: 'No signing secret stands in what browsers get',
    tests: [
      [
        'test/server/rpc/administration.test.ts',
        'are shown once: nothing that is read afterwards holds a secret (ID-12)',
      ],
    ],
    guards: ['a key is sealed'],
  },
  'ID-13': {
    says: 'A browser sets nothing that a procedure did not ask for',
    tests: [
      [PROCEDURES, 'a refused input'],
      [SCHEMAS, 'every object is strict, or is a list of names that are themselves limited'],
    ],
    guards: ['inputs are strict'],
  },
  'ID-14': {
    says: 'An identity of a client never becomes one of staff',
    tests: [
      [STAFF, 'a client’s identity never becomes staff’s: neither by subject nor by address (ID-14)'],
      [PROCEDURES, 'a caller of the other side'],
    ],
    noGuard: 'staff and clients come in by two doors with a table each: no line leads from one to the other',
  },
  'ID-15': {
    says: 'A session is a Bearer header: in no address, cookie, storage or log',
    tests: [
      [SESSIONS, 'nor as a cookie or in the address (ID-15)'],
      [SESSIONS, 'only its hash is kept, and nothing of it is in the log'],
    ],
    guards: ['only hashes are kept'],
  },
  'ID-16': {
    says: 'Who signs in after somebody else in the same page sees nothing of theirs',
    tests: [
      [SESSIONS, 'each sees their own; a closed session sees nothing, and its stream ends'],
      [
        'test/e2e/identity.test.ts',
        'changes from A to B and back: each sees their own and nothing of the other, drafts included',
      ],
      ['test/widget/embed/kept.browser.ts', 'is another person’s never: A, then B, then A again'],
    ],
    guards: ['a closed session is closed'],
  },
  'ID-17': {
    says: 'A session is new after signing in and after a change of rights',
    tests: [
      [SESSIONS, 'no two are alike, and none is what was there before (ID-17)'],
      [STAFF, 'each time is another session; signing out ends this one and no other'],
      [STAFF, 'has to sign in again when the role changed'],
    ],
    guards: ['a new role is a new session'],
  },
  'ID-18': {
    says: 'A page of another origin is refused, however alike it is written',
    tests: [[ORIGINS, 'a page that may not call is refused and can read nothing (ID-18)']],
    guards: [
      'unknown origins are refused',
      'the origin is asked at every call',
      'another site cannot read the refusal',
    ],
  },
  'ID-19': {
    says: 'A visitor’s device is known by 256 random bits, and guesses are counted',
    tests: [
      [SESSIONS, 'come back with their device, and no other device reads what they wrote'],
      [
        SESSIONS,
        'a device secret is guessed ten times a minute from one address, then never mind whether it is right',
      ],
      [TOKENS, '256 bits, each as often on as off'],
    ],
    guards: ['guesses are counted'],
  },
  'ID-20': {
    says: 'An address that a visitor typed merges nothing, shows nothing, and gets no mail with their words',
    tests: [
      [SESSIONS, 'is never made one with a person we know already, however alike name and address are'],
      [CLIENT_MAIL, 'to whom'],
    ],
    guards: ['mail goes to addresses that the licensee has vouched for'],
  },
  'ID-21': {
    says: 'Ids in addresses are 128 random bits; the number that people read opens nothing',
    tests: [
      [SCHEMAS, 'no id is a number, nor is the number that people read an id'],
      [PROCEDURES, 'a refused input'],
    ],
    noGuard: 'there is no procedure or address that takes a number: nothing stands in the way of one',
  },
  'ID-22': {
    says: 'Secrets are found by their hash or compared in constant time',
    tests: [
      [TOKENS, 'what is of another length, or empty, is another, and breaks nothing'],
      [
        TOKENS,
        'a guess that is right but for its last letter takes no longer than one that is wrong from the first',
      ],
      [TOKENS, 'no secret is compared letter by letter in what runs'],
    ],
    guards: ['lengths are compared before letters'],
  },
  'ID-23': {
    says: 'A department’s link that is wrong in any way answers as every other, is counted, and changes nothing by reading',
    tests: [
      [DEPARTMENT, 'a link that is not right shows what every other such link shows'],
      [DEPARTMENT, 'reading it changes nothing, however often and in whatever way'],
      [
        DEPARTMENT,
        'ten wrong ones a minute from one address, also when they come at once, and no right one of others suffers',
      ],
    ],
    guards: [
      'a link of a department runs out',
      'a link of a department can be revoked',
      'wrong links of departments are counted, also those that come at once',
    ],
  },
  'ID-24': {
    says: 'A token that was bent in any way opens nothing',
    tests: [
      [TOKENS, 'a token that was bent opens nothing, and the straight one still does (ID-24)'],
      [STAFF, 'wrong, used, over, taken back, mistyped and of another kind: all answer the same'],
    ],
    guards: ['a token is its very letters'],
  },
  'ID-25': {
    says: 'No token is computed from what it opens',
    tests: [[TOKENS, 'nothing that opens something is computed from what it opens (ID-25)']],
    guards: ['a token is random'],
  },
  'ID-26': {
    says: 'A click in Mattermost counts once, with its own token, on its own post, by a member',
    tests: [
      [CLICKS, 'that comes too late is not allowed'],
      [CLICKS, 'of somebody who has left the department is not allowed'],
      [CLICKS, 'a hundred times, at once and one after the other, is one'],
    ],
    guards: [
      'a click counts on its own post and channel alone',
      'a click counts once',
      'a click runs out',
      'a click is by a member of the department',
    ],
  },
};
