/** Requirements: what comparable products fell to. */
import {
  PROCEDURES,
  SCHEMAS,
  TOKENS,
  WIRE,
  ORIGINS,
  STAFF,
  SECOND_FACTOR,
  DEPARTMENT,
  CLICKS,
  IDENTITY_TOKEN,
  SESSIONS,
  DOORS,
  FILES,
  LIVE,
  MAIL_PAGES,
  CLIENT_MAIL,
  EMAIL,
  FENCES,
  REPORT_FILES,
  ATTACHMENTS,
  SNIFF,
  METRICS,
  FUZZ,
  type Rows,
} from './row.ts';

export const ADVISORIES: Rows = {
  'AD-01': {
    says: 'A message that a page posts to the window reaches nothing',
    tests: [
      [
        'test/e2e/attacks.test.ts',
        'are heard by nobody: two thousand from the page itself and from a window it has opened change nothing',
      ],
      ['test/security/sources.test.ts', 'the lint forbids in the widget (BR-03, AD-34)'],
    ],
    guards: ['the lint knows messages of windows'],
  },
  'AD-02': {
    says: 'A file that holds script runs nowhere when staff open it',
    tests: [
      ['test/e2e/attacks.test.ts', 'run nowhere when staff open them, whatever is in them (AD-02)'],
      [SNIFF, 'makes a download of everything else, whatever its name says'],
      [SNIFF, 'lets a picture be looked at and nothing in it run'],
    ],
    guards: ['what is no picture is a download', 'a file runs nothing as ours'],
  },
  'AD-03': {
    says: 'A file’s name is text through every outlet',
    tests: [
      [
        'test/e2e/attacks.test.ts',
        'have names that stay text, on every screen and in what is downloaded (AD-03)',
      ],
      [SNIFF, 'a file’s name'],
      [EMAIL, 'a mail'],
    ],
    guards: ['a name has no path and no control'],
  },
  'AD-04': {
    says: 'Nothing that a person chose stands in a path on disk',
    tests: [
      [ATTACHMENTS, 'has no byte that a person chose in any path on disk'],
      [ATTACHMENTS, 'opens nothing but its own names'],
    ],
    guards: ['a file on disk has a name of ours'],
  },
  'AD-05': {
    says: 'A report is made of text: it fetches nothing and reads no file',
    tests: [[REPORT_FILES, 'needs nothing from anywhere and runs nothing']],
    guards: ['what stands in a report’s page is text'],
  },
  'AD-06': {
    says: 'Whoever works with less rights binds nothing of somebody else’s to what is theirs',
    tests: [
      [PROCEDURES, 'an id of somebody else answers as one that nobody has (ID-03)'],
      [PROCEDURES, 'a role that may not'],
    ],
    guards: ['roles', 'a note’s file is for staff'],
  },
  'AD-07': {
    says: 'Every id inside an input is checked, not only the first',
    tests: [
      [SCHEMAS, 'every id that an input takes is tried with somebody else’s'],
      [PROCEDURES, 'an id of somebody else answers as one that nobody has (ID-03)'],
    ],
    guards: ['a file in an act is its sender’s'],
  },
  'AD-08': {
    says: 'A header in which a proxy says who somebody is counts from a proxy of ours alone',
    tests: [
      [
        SESSIONS,
        'whoever writes an X-Forwarded-For without being our proxy is counted by their own address (AD-43)',
      ],
    ],
    guards: ['only a proxy of ours is believed'],
  },
  'AD-09': {
    says: 'A reply that a sender is not proved to have written is unverified',
    tests: [
      [
        'test/server/inbound/mail-answers.test.ts',
        'of somebody whom it was not sent to counts as unverified',
      ],
    ],
    guards: ['an answer by mail from an unproved sender is unverified'],
  },
  'AD-10': {
    says: 'Invitations end, open once, and by their very letters',
    tests: [
      [STAFF, 'one-time links (ID-23, ID-24, AD-10)'],
      [TOKENS, 'a token that was bent opens nothing, and the straight one still does (ID-24)'],
    ],
    guards: ['a one-time link is used once', 'a one-time link ends'],
  },
  'AD-12': {
    says: 'The open form mails nobody: addresses are vouched for, and a day has its limit',
    tests: [
      [CLIENT_MAIL, 'to whom'],
      [CLIENT_MAIL, 'after the day’s mails to one person no more go, and managers hear of it once'],
    ],
    guards: ['mail goes to addresses that the licensee has vouched for', 'so many mails a day, and no more'],
  },
  'AD-14': {
    says: 'The desk calls the hosts that its operator has named, and nobody else',
    tests: [
      [
        'test/server/delivery/poison.test.ts',
        'nothing is sent to a webhook that is not where the operator lets them be: %s (AD-14)',
      ],
      ['test/server/rpc/second-line-settings.test.ts', 'a webhook elsewhere is refused: %s (AD-14)'],
    ],
    guards: ['webhooks are where the operator lets them be'],
  },
  'AD-15': {
    says: 'Addresses are built from the setting, never from a Host header',
    tests: [
      [
        'test/security/answers.test.ts',
        'comes from its setting, whatever the Host of the request says (AD-15)',
      ],
    ],
    guards: ['an address is built on the setting'],
  },
  'AD-16': {
    says: 'Words of a client stay words in Mattermost: they call nobody and link nowhere',
    tests: [
      [FENCES, 'fenced'],
      [FENCES, 'in code'],
      [
        'test/server/second-line/workflow.test.ts',
        'words of a client that would call or link stay words in Mattermost',
      ],
    ],
    guards: ['a fence is longer than what it holds'],
  },
  'AD-17': {
    says: 'What answers a click is not read as another program’s marks',
    tests: [[CLICKS, 'that comes too late is not allowed']],
    guards: ['an answer to a click is taken as it is'],
  },
  'AD-18': {
    says: 'A call from outside proves itself, and no secret of an address comes into the log',
    tests: [
      [METRICS, 'is there for whoever has the token, and where there is one'],
      [DEPARTMENT, 'keeps its token out of the log, also where a request fails'],
      [CLICKS, 'a hundred times, at once and one after the other, is one'],
    ],
    guards: ['a token in an address never comes into the log', 'a click counts once'],
  },
  'AD-19': {
    says: 'Only known origins are answered, without credentials, varying by origin, and at once',
    tests: [
      [ORIGINS, 'the site’s own page may, without credentials'],
      [ORIGINS, 'a preflight with a header of 60 kB is answered in less than 50 ms'],
    ],
    guards: ['unknown origins are refused'],
  },
  'AD-20': {
    says: 'A foreign page changes nothing with a cookie of staff, whatever it sends',
    tests: [[ORIGINS, 'a foreign page changes nothing with the cookie of somebody signed in (AD-20)']],
    guards: ['our own header', 'our own origin', 'the same site', 'JSON alone'],
  },
  'AD-21': {
    says: 'No file is served but the public ones, however the address is written',
    tests: [
      [WIRE, 'five thousand that no browser asks for: nothing comes but what is public'],
      [
        DOORS,
        'nothing is served but what is meant to be: no map, no manifest, no folder, nothing outside (AD-21)',
      ],
    ],
    guards: ['an asset is a name and no path'],
  },
  'AD-22': {
    says: 'Only a Bearer token is one, and only with the algorithm of its key',
    tests: [
      [IDENTITY_TOKEN, 'a forged token is refused, and says why to the licensee’s developers (ID-05)'],
      [SESSIONS, 'nor as a cookie or in the address (ID-15)'],
    ],
    guards: ['the algorithm belongs to the key'],
  },
  'AD-23': {
    says: 'Answers of the API are kept by nobody, under whatever name they are asked for',
    tests: [[DOORS, 'every answer, errors too, keeps to itself']],
    guards: ['no answer is kept by anybody'],
  },
  'AD-24': {
    says: 'One address written in two ways is one address',
    tests: [[SESSIONS, 'an address of old written as a new one is the same, also that of our proxy']],
    guards: ['an address is written in one way'],
  },
  'AD-25': {
    says: 'A body has its limit, whatever it says of its length, and is not unpacked',
    tests: [
      [DOORS, 'a body of a megabyte is too large, said or not'],
      [DOORS, 'a compressed body is not looked into'],
    ],
    guards: ['a body has its limit'],
  },
  'AD-26': {
    says: 'No input reaches a prototype or nests without end',
    tests: [
      [DOORS, 'malformed calls'],
      [FUZZ, 'seed $seed, case $from: $found'],
    ],
    noGuard:
      'bodies are JSON under strict schemas, and nothing builds objects from names: there is no line to take out',
  },
  'AD-27': {
    says: 'A request holds ten calls at most',
    tests: [[DOORS, 'more than ten calls in one request are none (AD-27)']],
    guards: ['ten calls in one request'],
  },
  'AD-29': {
    says: 'Words of a person make no event of their own in a stream',
    tests: [[LIVE, 'a client hears of their own tickets and of nobody else’s; staff hear of all']],
    noGuard: 'a stream carries ids and versions, never words: there is nothing that could be let through',
  },
  'AD-30': {
    says: 'Broken and aborted uploads leave nothing behind',
    tests: [
      [ATTACHMENTS, 'leaves nothing of an upload whose sender hangs up in the middle'],
      [ATTACHMENTS, 'leaves no file behind when the store does not take it'],
    ],
    guards: ['a broken upload leaves no file'],
  },
  'AD-31': {
    says: 'A bomb costs what its bytes cost',
    tests: [['test/security/answers.test.ts', 'a bomb costs what its bytes cost (AD-31)']],
    guards: ['a file is known by its first bytes alone'],
  },
  'AD-32': {
    says: 'A mail goes to one address, with no header that a person wrote, and reads no file',
    tests: [
      [EMAIL, 'a text that looks like an address of a file is not read'],
      [EMAIL, 'a mail'],
    ],
    guards: ['an address is one address'],
  },
  'AD-33': {
    says: 'Who acts is told by the session; codes run out of tries',
    tests: [
      [SCHEMAS, 'no procedure of one’s own has a field that names a person'],
      [SECOND_FACTOR, 'five wrong codes end the question: the right one comes too late'],
      [SESSIONS, 'wrong passwords are counted by account too, so that many addresses help nobody'],
    ],
    guards: ['wrong passwords are counted by account'],
  },
  'AD-34': {
    says: 'No text of a person becomes markup anywhere',
    tests: [
      ['test/security/sources.test.ts', 'the lint forbids in the widget (BR-03, AD-34)'],
      [
        'test/security/sources.test.ts',
        'no template of the widget has a style of its own or what runs by itself',
      ],
    ],
    guards: ['the lint knows what makes markup'],
  },
  'AD-37': {
    says: 'No cell of an exported table is a formula',
    tests: [
      [REPORT_FILES, 'lets no name become a formula or leave its cell: %j'],
      [REPORT_FILES, 'holds no formula, whatever a name is: %j'],
    ],
    guards: ['a cell is text'],
  },
  'AD-38': {
    says: 'Script in every column of the database is text on every screen',
    tests: [
      ['test/e2e/payloads.test.ts', 'stays text in the widget: the list, the ticket'],
      ['test/e2e/payloads.test.ts', 'stays text on every page of the console that has an address in it'],
    ],
    noGuard: 'templates know only text, and the lint allows nothing that makes markup of it: see AD-34',
  },
  'AD-40': {
    says: 'No redirect leads where its caller says',
    tests: [['test/security/answers.test.ts', 'is where a redirect leads, whatever was asked for (AD-40)']],
    guards: ['a redirect leads to a place of ours'],
  },
  'AD-41': {
    says: 'No page of ours is framed',
    tests: [
      [DOORS, 'every answer, errors too, keeps to itself'],
      [MAIL_PAGES, 'a page has nothing that runs, and may be framed by nobody'],
    ],
    guards: ['no answer is framed'],
  },
  'AD-42': {
    says: 'Known and unknown are told apart neither by words nor by time',
    tests: [
      ['test/security/answers.test.ts', 'are told apart at signing in neither by words nor by time'],
      [STAFF, 'a wrong password, an unknown address and a disabled account are told apart by nobody'],
    ],
    guards: ['whoever is unknown costs as much'],
  },
  'AD-43': {
    says: 'Many addresses in a header do not help whoever guesses',
    tests: [
      [
        SESSIONS,
        'whoever writes an X-Forwarded-For without being our proxy is counted by their own address (AD-43)',
      ],
      [SESSIONS, 'wrong passwords are counted by account too, so that many addresses help nobody'],
    ],
    guards: ['only a proxy of ours is believed'],
  },
  'AD-44': {
    says: 'Who sends slowly is hung up on, and a session has five streams',
    tests: [
      [WIRE, 'whoever sends slowly (AD-44)'],
      [LIVE, 'five at once for a session, and one more when one has ended'],
    ],
    guards: ['five streams', 'who sends slowly is hung up on in time'],
  },
  'AD-45': {
    says: 'A stream ends with what allowed it',
    tests: [[LIVE, 'it ends by itself']],
    guards: ['a stream looks again', 'the disabled are out at once'],
  },
  'AD-48': {
    says: 'A file is its uploader’s until it hangs on a ticket, and is asked for again at each download',
    tests: [
      [PROCEDURES, 'an id of somebody else answers as one that nobody has (ID-03)'],
      [FILES, 'lives less than a minute, for one file, and cannot be changed'],
      [FILES, 'is asked each time whether its person may have the file'],
    ],
    guards: [
      'an upload is its uploader’s',
      'a file link ends',
      'a file link is asked again',
      'a file link is signed',
    ],
  },
};
