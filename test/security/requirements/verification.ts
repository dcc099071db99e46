/** Requirements: the application security verification standard, level 2. */
import {
  EMAIL,
  PROCEDURES,
  SCHEMAS,
  WIRE,
  STAFF,
  SECOND_FACTOR,
  SESSIONS,
  DOORS,
  FILES,
  LIVE,
  ATTACHMENTS,
  SNIFF,
  METRICS,
  AUDIT,
  type Rows,
} from './row.ts';

export const VERIFICATION: Rows = {
  'ASVS 1.2.1': { says: 'What is shown is escaped for where it stands', as: ['AD-38'] },
  'ASVS 1.2.4': {
    says: 'No statement is put together from text',
    tests: [
      [
        'test/security/sources.test.ts',
        'no statement is put together from text: only the files of one database write SQL as a string (ASVS 1.2.4)',
      ],
      ['test/server/store/search.test.ts', 'takes any text without a fault, and answers a long one at once'],
    ],
    noGuard: 'the list of files that write SQL themselves is the guard, and is compared',
  },
  'ASVS 1.2.9': {
    says: 'No pattern is made of a person’s text',
    tests: [['test/security/sources.test.ts', 'no pattern is made of what a person wrote (ASVS 1.2.9)']],
    noGuard: 'the list of files that make a pattern is the guard, and is compared',
  },
  'ASVS 1.2.10': { says: 'No cell of an exported table is a formula', as: ['AD-37'] },
  'ASVS 1.3.4': { says: 'No drawing or page of a person is shown as one', as: ['AD-02', 'AD-34'] },
  'ASVS 1.3.6': { says: 'The desk calls only where it is set up to', as: ['AD-14'] },
  'ASVS 1.3.11': { says: 'No mail takes commands or headers from text', as: ['AD-32'] },
  'ASVS 2.2.1': {
    says: 'Every input has a strict schema with limits',
    tests: [
      [SCHEMAS, 'the schemas of the router'],
      [PROCEDURES, 'a refused input'],
    ],
    guards: ['inputs are strict', 'a text has its limit'],
  },
  'ASVS 2.3.3': {
    says: 'What belongs together is one transaction, and of two that change the same one is refused',
    tests: [
      ['test/server/store/commit.test.ts', 'writes nothing when the last of its rows fails'],
      [
        'test/server/store/commit.test.ts',
        'refuses a change to a version that has moved on, and leaves nothing of it',
      ],
      ['test/server/store/commit.test.ts', 'takes exactly one of many changes to the same version'],
    ],
    guards: ['a change is to the version that was seen'],
  },
  'ASVS 2.4.1': {
    says: 'Calls are limited by address, session, account and site',
    tests: [
      [SESSIONS, 'limits'],
      [
        'test/server/overload/gate.test.ts',
        'one session may ask so much at once, one site so much in a row while another is there, and both are told 429',
      ],
    ],
    guards: ['guesses are counted', 'wrong passwords are counted by account', 'a site has so much at once'],
  },
  'ASVS 3.2.1': { says: 'No answer is shown as what it is not', as: ['AD-02', 'AD-23'] },
  'ASVS 3.3.1': {
    says: 'The cookie of staff is bound to its host, unread by scripts, and sent by our pages alone',
    tests: [
      [STAFF, 'over https the cookie is bound to this very host'],
      [STAFF, 'gives a cookie that only our own pages send, and scripts cannot read'],
    ],
    guards: ['the cookie is bound to its host'],
  },
  'ASVS 3.4.1': {
    says: 'Every answer says what browsers may do with it',
    as: ['AD-19', 'AD-23', 'AD-41', 'BR-16'],
  },
  'ASVS 3.5.1': { says: 'No foreign page acts for somebody signed in', as: ['AD-20'] },
  'ASVS 3.5.4': {
    says: 'Widget, console and files have hosts of their own',
    tests: [
      ['test/server/http/places.test.ts', 'nothing else is at'],
      ['test/server/http/places.test.ts', 'and from no other: the same link elsewhere opens nothing'],
    ],
    guards: [
      'nothing but files is at the files’ host',
      'a file’s link opens it at its host alone',
      'staff are sent to the files’ host',
    ],
  },
  'ASVS 3.5.5': { says: 'No message of a window is listened to', as: ['AD-01'] },
  'ASVS 3.7.2': { says: 'Redirects lead to places of our own', as: ['AD-40'] },
  'ASVS 4.1.1': {
    says: 'Every body says its type, and text its letters',
    tests: [['test/security/answers.test.ts', 'every body says its type, and text its letters (ASVS 4.1.1)']],
    guards: ['text says its letters'],
  },
  'ASVS 4.1.3': { says: 'Headers of proxies count from ours alone', as: ['AD-08', 'AD-24'] },
  'ASVS 4.2.1': {
    says: 'A request that can be read in two ways is refused',
    tests: [[WIRE, 'one body with two lengths, or lines that end otherwise (request smuggling)']],
    noGuard: 'Node’s own reader is strict unless it is told otherwise, and nothing here tells it',
  },
  'ASVS 4.4': { says: 'A stream asks who listens as every call does', as: ['AD-29', 'AD-45'] },
  'ASVS 5.1.1': {
    says: 'Files have a limit, are known by their bytes, and are never unpacked',
    tests: [
      [ATTACHMENTS, 'takes a file of exactly the limit'],
      [FILES, 'too large, said or not, and empty: each with its name and limit'],
      [SNIFF, 'a file’s type'],
    ],
    guards: ['a file has its limit'],
  },
  'ASVS 5.3.1': { says: 'Files are kept and served under names that nobody chose', as: ['AD-03', 'AD-04'] },
  'ASVS 5.4.3': {
    says: 'Files can be looked through for viruses, or say that they were not',
    tests: [
      [
        'test/server/files/scanner.test.ts',
        'is refused by its name when a virus was found, and nothing of it stays',
      ],
      [
        'test/server/files/scanner.test.ts',
        'is not taken for clean when the scanner says neither yes nor no',
      ],
    ],
    guards: ['a file with a virus is not taken', 'an answer that is no yes is none'],
  },
  'ASVS 6.2.1': {
    says: 'A password is long, and none of those that everybody tries',
    tests: [
      ['test/server/auth/known-passwords.test.ts', '%s is known'],
      [STAFF, 'a password that is too short, too long or known to all uses nothing up'],
      [SECOND_FACTOR, 'is changed with the old one, and every other session ends'],
    ],
    guards: ['a password that everybody tries is not taken'],
  },
  'ASVS 6.3.1': {
    says: 'Guessing is slow, no account is there by default, and a second factor is to be had',
    tests: [
      [SESSIONS, 'wrong passwords are counted by account too, so that many addresses help nobody'],
      [SECOND_FACTOR, 'is a door of its own: the password alone opens no session, the code does'],
      [
        STAFF,
        'on a new database the first administrator comes by the printed link, and the one printed before is dead',
      ],
    ],
    guards: ['wrong passwords are counted by account', 'there is one first administrator'],
  },
  'ASVS 6.5.1': {
    says: 'A code opens once, and has five tries',
    tests: [
      [SECOND_FACTOR, 'five wrong codes end the question: the right one comes too late'],
      [SECOND_FACTOR, 'a kept code opens once'],
    ],
    noGuard: 'the counting is better-auth’s own: these tests are what would notice a version without it',
  },
  'ASVS 6.8.1': { says: 'Who somebody is, is their site and their subject, signed', as: ['ID-04', 'ID-05'] },
  'ASVS 7.2.1': { says: 'A session is 256 random bits, new at each signing in', as: ['ID-17', 'ID-25'] },
  'ASVS 7.3.1': {
    says: 'A session of staff idles out, and ends',
    tests: [
      ['test/server/auth/staff-sessions.test.ts', 'lives on while it is used, and ends half an hour after'],
      ['test/server/auth/staff-sessions.test.ts', 'is not kept alive by what a page asks by itself'],
    ],
    guards: ['a session of staff idles out', 'what a page asks by itself keeps no session alive'],
  },
  'ASVS 7.4.1': {
    says: 'Signing out, being disabled and another role end sessions and streams; administrators can end them',
    tests: [
      ['test/server/auth/staff-sessions.test.ts', 'ends when an administrator ends it, with its stream'],
      [STAFF, 'is out at once'],
      [LIVE, 'it ends by itself'],
    ],
    guards: ['the disabled are out at once', 'a stream looks again'],
  },
  'ASVS 7.5.1': {
    says: 'What opens doors is changed with a password that was given lately',
    tests: [
      [
        'test/server/auth/staff-sessions.test.ts',
        'asks for the password a quarter of an hour after it was given; all else goes on',
      ],
      [SECOND_FACTOR, 'goes only with the password: a stolen session neither drops it nor begins another'],
    ],
    guards: ['what opens doors to others asks for the password again', 'a password that was given runs out'],
  },
  'ASVS 8.2.1': {
    says: 'Each role may do what its table says, procedure by procedure',
    tests: [
      [PROCEDURES, 'a role that may not'],
      [PROCEDURES, 'an unknown caller'],
    ],
    guards: ['roles'],
  },
  'ASVS 8.3.1': { says: 'Hiding a button is no check', as: ['ASVS 8.2.1'] },
  'ASVS 8.4.1': { says: 'Nobody reaches over to another licensee', as: ['ID-03', 'ID-04'] },
  'ASVS 9.1.1': {
    says: 'A signed token is checked in all that it says',
    as: ['ID-05', 'ID-06', 'ID-07', 'ID-08', 'ID-11'],
  },
  'ASVS 11.4.2': { says: 'Passwords are kept slow, tokens are random', as: ['ID-25'] },
  'ASVS 12.3.1': {
    says: 'A line that is encrypted is to whom it says',
    tests: [
      [EMAIL, 'a mail server whose certificate nobody vouches for gets no mail'],
      [EMAIL, 'a password is not given where the line is not encrypted'],
    ],
    guards: ['a certificate is looked at'],
  },
  'ASVS 13.3.1': {
    says: 'Secrets are sealed where they are kept, and stand in no log',
    tests: [
      [
        'test/server/rpc/administration.test.ts',
        'are shown once: nothing that is read afterwards holds a secret (ID-12)',
      ],
      [SECOND_FACTOR, 'neither the secret nor a kept code lies readable in the database'],
    ],
    guards: ['a key is sealed'],
  },
  'ASVS 13.4.2': {
    says: 'Nobody outside sees how it works inside',
    tests: [
      [DOORS, 'a fault says nothing but its number, which the log has with everything else'],
      [METRICS, 'is there for whoever has the token, and where there is one'],
    ],
    guards: ['a fault says nothing', 'the numbers are for whoever has their token'],
  },
  'ASVS 14.2.1': { says: 'No token in an address, nothing kept by caches', as: ['ID-15', 'AD-23'] },
  'ASVS 15.1.2': {
    says: 'What the program is made of is listed, and mended in time',
    tests: [
      [
        'test/server/node/parts.test.ts',
        'all that runs with the desk is listed, each part with its version, its digest and its licence',
      ],
    ],
    noGuard: 'the list is npm’s own; with its --omit dev, which leaves half of it out, the test fails',
  },
  'ASVS 15.3.1': { says: 'Nothing goes in or out beside the schema', as: ['ID-13', 'ID-24', 'AD-26'] },
  'ASVS 16.2.5': {
    says: 'Who did and read what is noted, without what was written, and nobody forges a line',
    tests: [
      [AUDIT, 'is noted with who, when, about what, from where; never with what was written'],
      [
        AUDIT,
        'a sign-in is noted, and one that failed: of whom, where that is known, never with what was typed',
      ],
      [METRICS, 'text of others cannot forge a line, and buckets hold all that is smaller'],
    ],
    guards: [
      'what staff read is noted before they are answered',
      'an act that the role does not allow is noted',
    ],
  },
  'ASVS 16.5.1': {
    says: 'A fault is a number outside and everything inside, and opens nothing',
    tests: [
      [DOORS, 'a fault says nothing but its number, which the log has with everything else'],
      [STAFF, 'while the database is away nobody is told that a right password is wrong'],
    ],
    guards: ['a fault says nothing'],
  },
};
