/** Requirements: reliability. */
import { SESSIONS, METRICS, FUZZ, type Rows } from './row.ts';

export const RELIABILITY: Rows = {
  'REL-01': {
    says: 'Killed under load, the desk has everything that it acknowledged, once',
    tests: [
      ['test/fault/kill.test.ts', 'the judge of a run'],
      [
        'test/fault/kill.test.ts',
        'is content when all that was acknowledged is there once, and what was given up once or not at all',
      ],
    ],
    noGuard:
      'what is watched is the whole path of a commit; the judge of a run is itself tested with what was lost',
  },
  'REL-02': {
    says: 'Power that goes loses nothing that was acknowledged',
    missing: 'in these tests; it takes a C compiler, and has a command of its own: npm run fault -- power',
  },
  'REL-03': {
    says: 'A full or broken disk is said, nothing is lost, and it heals',
    tests: [
      [
        'test/server/store/sqlite/full-disk.test.ts',
        'answers 503 with when to come again, keeps what it has acknowledged, and nothing half of the rest',
      ],
      ['test/server/store/sqlite/full-disk.test.ts', 'is read on, by clients and by staff'],
      ['test/server/health/room.test.ts', 'answers clients who bring more with 503 and when to come again'],
    ],
    guards: [
      'a full disk is no fault of ours, and comes again',
      'a disk without room takes nothing in from clients',
    ],
  },
  'REL-04': {
    says: 'After a failed sync nothing is written any more',
    tests: [
      ['test/server/store/sqlite/damage.test.ts', '%s is %s'],
      [
        'test/server/store/sqlite/damage.test.ts',
        'is lost once SQLite stumbles over it: said once, and nothing is answered from then on',
      ],
    ],
    guards: [
      'after a failed sync nothing of the database is believed',
      'a damaged database answers nothing more',
    ],
  },
  'REL-05': {
    says: 'What could not be sent for hours arrives once the other side is back, in order',
    tests: [
      [
        'test/server/delivery/outage.test.ts',
        'Mattermost: all of it arrives within ten minutes of its return, in order for each ticket, each once',
      ],
      ['test/server/delivery/outage.test.ts', 'the mail server: the same'],
      [
        'test/server/delivery/outage.test.ts',
        'flapping: every third call works; all arrives in order, each once',
      ],
    ],
    guards: ['what could not be sent is tried again'],
  },
  'REL-06': {
    says: 'A message that cannot be sent holds no other up, and is seen',
    tests: [
      ['test/server/delivery/poison.test.ts', '%i stops that one at once, says why, and the rest goes on'],
      [
        'test/server/rpc/delivery.test.ts',
        'what was given up is shown with its reason, and goes once when it is sent again',
      ],
    ],
    guards: ['what is refused for good is given up'],
  },
  'REL-07': {
    says: 'Killed between sending and noting it, or two that send at once: each message once',
    tests: [
      ['test/server/delivery/lease.test.ts', 'killed between sending and noting it'],
      ['test/server/delivery/lease.test.ts', 'two that deliver at once'],
    ],
    guards: ['what one is sending another leaves alone'],
  },
  'REL-08': {
    says: 'What was written without a network is sent once when it is back',
    tests: [
      [
        'test/e2e/kept.test.ts',
        'what was sent is kept, said to be unsent, and sent once when the network is back',
      ],
      [
        'test/widget/embed/outbox.browser.ts',
        'waits with the same id where nobody answers, through a reload',
      ],
      [
        'test/server/commands/submit-ticket.test.ts',
        'under the same id with other words it is refused, and nothing is kept of it',
      ],
      [
        'test/server/store/commit.test.ts',
        'tells a repeat from the same request id with other content, and from another actor’s',
      ],
    ],
    guards: ['the same id with other words is refused'],
  },
  'REL-09': {
    says: 'Two tabs, a reload or another user send nothing twice and nothing in another’s name',
    tests: [
      ['test/widget/embed/outbox.browser.ts', 'goes once, though two tabs try in the same moment'],
      ['test/widget/embed/kept.browser.ts', 'is another person’s never: A, then B, then A again'],
    ],
    noGuard: 'these run in the browser, where the table of guards takes nothing out yet',
  },
  'REL-10': {
    says: 'A clock that jumps lets nobody in wrongly and starts no storm',
    tests: [
      [
        'test/fault/clock.test.ts',
        'when its clock jumps by hours and years, nobody is let in wrongly, nothing runs wild, and all is well again afterwards',
      ],
      [SESSIONS, '30 minutes without use end it, use keeps it, 12 hours end it all the same'],
    ],
    guards: ['a session idles out'],
  },
  'REL-11': {
    says: 'Of two servers on one database one may be killed again and again: nothing is lost',
    tests: [
      [
        'test/server/store/postgres/two-processes.test.ts',
        'a submission that is sent to both at once is one ticket',
      ],
    ],
    noGuard: 'the run with kills is test/fault/postgres.test.ts; what it watches is the whole of the store',
  },
  'REL-12': {
    says: 'A database that restarts or cuts off is waited for, or 503 is said, and nobody hangs',
    tests: [
      [
        'test/server/store/postgres/cut-off.test.ts',
        'ends neither the process nor the work: the transaction runs again on another',
      ],
    ],
    noGuard:
      'the run with restarts is test/fault/postgres.test.ts; what it watches is the whole of the store',
  },
  'REL-13': {
    says: 'On a bad network the widget says how it stands, and goes on',
    tests: [
      [
        'test/e2e/network.test.ts',
        'a desk that says nothing leaves a form that works, is not waited for without end, and what was written is kept',
      ],
      [
        'test/e2e/network.test.ts',
        'a stream that somebody on the way keeps to himself is not waited for: the page asks by itself',
      ],
      [
        'test/fault/network.test.ts',
        'through a bad network everything arrives once and whole, and open pages know of it when it is good again',
      ],
    ],
    noGuard: 'what is watched is the widget behind a network that is really slow, cut off or silent',
  },
  'REL-14': {
    says: 'A backup becomes the same desk on an empty machine, and a flipped byte is noticed',
    tests: [
      ['test/server/backup/backup.test.ts', 'of a running desk becomes the same desk on an empty machine'],
      ['test/server/backup/backup.test.ts', 'notices a flipped byte, wherever it is'],
    ],
    guards: ['a backup knows its bytes'],
  },
  'REL-15': {
    says: 'A desk of every schema ever released comes up to date, also when it was killed on the way',
    tests: [
      ['test/server/store/upgrade.test.ts', '%i comes up to date, with all that it had'],
      ['test/server/store/upgrade.test.ts', 'begun at version %i'],
    ],
    noGuard: 'each kept desk is its own witness: what an upgrade forgets is missing from it',
  },
  'REL-17': {
    says: 'A day and a night under load change nothing in what it needs',
    missing:
      'a run of 24 hours is a command of its own (npm run fault -- soak --length long); npm test runs seconds of it, and sees a planted leak told of',
  },
  'REL-18': {
    says: 'Bent calls through every door break nothing',
    tests: [[FUZZ, 'seed $seed, case $from: $found']],
    noGuard: 'what a bent call would break is not known beforehand; what was found is kept by its seed',
  },
  'REL-19': {
    says: 'Asked for ten times what it can do, it serves staff, tells others when to come again, and loses nothing',
    tests: [
      [
        'test/fault/overload.test.ts',
        'asked for ten times what it can do, the server serves staff first, says when to come again, and loses nothing',
      ],
      [
        'test/server/overload/admission.test.ts',
        'turns streams away first, then visitors, then clients, and staff last',
      ],
    ],
    noGuard: 'what is watched is an order of classes, tested one by one',
  },
  'REL-20': {
    says: 'One noisy site takes nothing from the others',
    tests: [
      [
        'test/server/overload/gate.test.ts',
        'one session may ask so much at once, one site so much in a row while another is there, and both are told 429',
      ],
    ],
    guards: ['a site has so much at once'],
  },
  'REL-21': {
    says: 'Told to stop, it finishes what is under way and loses nothing',
    tests: [
      [
        'test/fault/stop.test.ts',
        'told to end under load, the server ends in order and in time, and has all that it acknowledged',
      ],
    ],
    noGuard: 'what is watched is the order of a whole ending',
  },
  'REL-22': {
    says: 'Reports and exports keep no client waiting',
    tests: [
      [
        'test/server/reports/nobody-waits.test.ts',
        'a month of a desk with many tickets is computed by another thread: whoever sends a ticket is not kept waiting (REL-22)',
      ],
      [
        'test/server/reports/months-aside.test.ts',
        'what takes too long is ended, and says that it may be asked again',
      ],
    ],
    guards: ['a month of many tickets is computed in another thread'],
  },
  'REL-24': {
    says: 'A wrong configuration is refused at the start in one line',
    tests: [
      [
        'test/fault/config.test.ts',
        'wrong configurations are refused with one clear line each, and leave nothing behind',
      ],
    ],
    noGuard: 'thirty checks, each with its own wrong setting in the run',
  },
  'REL-25': {
    says: 'Alive without the database, ready only when it can write, and the numbers behind their token',
    tests: [
      [
        'test/server/health/readiness.test.ts',
        'a desk that takes writes is ready, and one that does not says why',
      ],
      ['test/server/health/readiness.test.ts', 'alive is alive without its database'],
      [METRICS, 'is there for whoever has the token, and where there is one'],
    ],
    guards: ['the numbers are for whoever has their token'],
  },
  'REL-29': {
    says: 'Every connection to the file is durable and strict, or the server does not start',
    tests: [['test/server/store/sqlite/file.test.ts', 'to %s file is durable and strict']],
    guards: ['every connection is durable'],
  },
};
