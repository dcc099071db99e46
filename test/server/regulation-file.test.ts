import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../server/domain/regulation.ts';
import { readRegulation } from '../../server/regulation-file.ts';

/** Anything JSON can hold. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

/** The shipped regulation under a version of its own, with one thing changed. */
const changed = (change: (file: Json) => void): string => {
  const file = structuredClone(REGULATION) as Json;
  file.version = '2.0-our';
  change(file);
  return JSON.stringify(file);
};
const problemsOf = (change: (file: Json) => void) => {
  const read = readRegulation(changed(change));
  return 'problems' in read ? read.problems : [];
};

test('the shipped regulation, written to a file, is read back as it is', () => {
  expect(readRegulation(JSON.stringify(REGULATION))).toEqual({ regulation: REGULATION });
});

test('a changed one is taken under its own version', () => {
  const read = readRegulation(
    changed((file) => {
      file.desk.timeZone = 'Asia/Yekaterinburg';
      file.desk.hours = [
        ['09:00', '13:00'],
        ['14:00', '24:00'],
      ];
      file.desk.hoursByWeekday = { 5: [['09:00', '16:00']] };
      file.desk.exceptions = [{ date: '2026-12-30', hours: [], name: { ru: 'Переезд', en: 'Moving house' } }];
      file.completion.bug.normal.hours = 240;
      file.completion.pausedIn = ['info_required'];
      file.closeUnansweredVerificationAfter = null;
      file.quality.levelOver = 'all';
    }),
  );
  expect(read).toMatchObject({
    regulation: { version: '2.0-our', desk: { timeZone: 'Asia/Yekaterinburg' } },
  });
});

test('a changed one under the printed version is refused: its tickets could not be told apart', () => {
  expect(
    problemsOf((file) => {
      file.version = '2.0';
      file.reaction.minutes = 30;
    }),
  ).toEqual([
    'version: "2.0" is the regulation as printed, and this one differs from it; give it a version of its own, like "2.0-1"',
  ]);
});

describe('a problem names its field, its value and what is allowed', () => {
  test.each<[string, (file: Json) => void, string]>([
    [
      'the ceiling for a bug',
      (f) => (f.completion.bug.low.hours = 337),
      'completion.bug.low.hours: 337 is more than 336, the ceiling for a bug',
    ],
    [
      'also for a critical one',
      (f) => (f.completion.bug.critical.hours = 1000),
      'completion.bug.critical.hours: 1000 is more than 336, the ceiling for a bug',
    ],
    [
      'no hours at all',
      (f) => (f.completion.bug.high.hours = 0),
      'completion.bug.high.hours: 0 is not allowed; write a whole number from 1 to 336',
    ],
    [
      'a number as text',
      (f) => (f.reaction.minutes = '60'),
      'reaction.minutes: "60" is not allowed; write a whole number from 1 to 14400',
    ],
    [
      'half an hour',
      (f) => (f.completion.consultation.hours = 0.5),
      'completion.consultation.hours: 0.5 is not allowed; write a whole number from 1 to 8760',
    ],
    [
      'a missing number',
      (f) => delete f.reopenWithinDays,
      'reopenWithinDays: missing; write a whole number from 0 to 3650',
    ],
    ['a missing part', (f) => delete f.shift, 'shift: missing; write an object: {…}'],
    [
      'an unknown clock',
      (f) => (f.reaction.clock = 'business'),
      'reaction.clock: "business" is not allowed; allowed: working, elapsed',
    ],
    [
      'an unknown field',
      (f) => (f.desk.hour = []),
      'desk: "hour": no such field; known are timeZone, hours, hoursByWeekday, weekend, preHolidayShortenedMinutes, exceptions',
    ],
    [
      'an unknown zone',
      (f) => (f.desk.timeZone = 'Moscow'),
      'desk.timeZone: "Moscow" is not a time zone; write an IANA name like "Europe/Moscow"',
    ],
    [
      'hours that are no span',
      (f) => (f.desk.hours = ['9-18']),
      'desk.hours[0]: "9-18" is not a span; write ["09:00", "18:00"]',
    ],
    [
      'hours without a nought',
      (f) => (f.desk.hours = [['9:00', '18:00']]),
      'desk.hours[0]: ["9:00","18:00"] is not a span; write ["09:00", "18:00"]',
    ],
    [
      'hours past midnight',
      (f) => (f.desk.hours = [['22:00', '06:00']]),
      'desk.hours[0]: ["22:00","06:00"] does not end after it begins; a night is two spans, to "24:00" and from "00:00"',
    ],
    [
      'hours past 24:00',
      (f) => (f.desk.hours = [['10:00', '24:01']]),
      'desk.hours[0]: ["10:00","24:01"] is not a span; write ["09:00", "18:00"]',
    ],
    [
      'hours that overlap',
      (f) =>
        (f.desk.hours = [
          ['10:00', '14:00'],
          ['13:00', '19:00'],
        ]),
      'desk.hours[1]: ["13:00","19:00"] begins before the span in front of it has ended',
    ],
    [
      'hours of an eighth weekday',
      (f) => (f.desk.hoursByWeekday = { 8: [] }),
      'desk.hoursByWeekday: "8": no such field; known are 1, 2, 3, 4, 5, 6, 7',
    ],
    [
      'weekday 0',
      (f) => (f.desk.weekend = [0, 6]),
      'desk.weekend[0]: 0 is not allowed; write a whole number from 1 to 7',
    ],
    ['a day off twice', (f) => (f.desk.weekend = [6, 6]), 'desk.weekend[1]: 6 stands here twice'],
    [
      'a desk that never opens',
      (f) => (f.desk.weekend = [1, 2, 3, 4, 5, 6, 7]),
      'desk.hours: [["10:00","19:00"]] with weekend [1,2,3,4,5,6,7] never opens; leave one weekday with hours',
    ],
    [
      'a desk without hours',
      (f) => (f.desk.hours = []),
      'desk.hours: [] with weekend [6,7] never opens; leave one weekday with hours',
    ],
    [
      '30 February',
      (f) => (f.desk.exceptions = [{ date: '2026-02-30', hours: [], name: { ru: 'а', en: 'a' } }]),
      'desk.exceptions[0].date: "2026-02-30" is not a date; write "2026-11-04"',
    ],
    [
      'a name in one language',
      (f) => (f.desk.exceptions = [{ date: '2026-02-20', hours: [], name: { ru: 'а' } }]),
      'desk.exceptions[0].name.en: missing; write a text: "…"',
    ],
    ['an empty version', (f) => (f.version = ' '), 'version: " " is not allowed; write 1 to 40 characters'],
    [
      'a pause where the desk has the move',
      (f) => (f.completion.pausedIn = ['analysis']),
      'completion.pausedIn[0]: "analysis" is not allowed; allowed: info_required, payment, verification',
    ],
    [
      'more specialists than people',
      (f) => (f.shift.technicalSpecialists = 4),
      'shift.technicalSpecialists: 4 is more than the shift has: 3',
    ],
    [
      'closing before reminding',
      (f) => (f.closeUnansweredVerificationAfter = 2),
      'closeUnansweredVerificationAfter: 2 working days are not more than reminders.verification: 2',
    ],
    [
      'levels in the wrong order',
      (f) => (f.quality.goodFrom = 40),
      'quality.goodFrom: 40 tenths are not more than normalFrom: 40',
    ],
    [
      'an unknown topic',
      (f) => (f.secondLine[0].topic = 'law'),
      'secondLine[0].topic: "law" is not allowed; allowed: legal, settlements, promotion, development, system_errors, data_editing, joint_events, joint_pr',
    ],
    [
      'a topic twice',
      (f) => (f.secondLine[1].topic = 'legal'),
      'secondLine[1].topic: "legal" stands in secondLine[0] already',
    ],
    [
      'a topic without a department',
      (f) => (f.secondLine[0].departments = []),
      'secondLine[0].departments: [] is not allowed; write at least 1',
    ],
    [
      'a topic without a channel',
      (f) => (f.secondLine[2].channels = []),
      'secondLine[2].channels: [] is not allowed; write at least 1',
    ],
    [
      'an unknown channel',
      (f) => (f.secondLine[2].channels = ['fax']),
      'secondLine[2].channels[0]: "fax" is not allowed; allowed: mattermost, email',
    ],
    [
      'no working day for a topic',
      (f) => (f.secondLine[2].reactionWorkingDays = 0),
      'secondLine[2].reactionWorkingDays: 0 is not allowed; write a whole number from 1 to 365',
    ],
  ])('%s', (_, change, says) => {
    expect(problemsOf(change)).toEqual([says]);
  });

  test('every one of them at once', () => {
    const problems = problemsOf((file) => {
      file.completion.bug.low.hours = 400;
      file.desk.timeZone = 'Moscow';
      file.reminders.payment = -1;
      file.secondLine[3].channels = ['pigeon'];
      file.workflow[0].act = 'begin';
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'desk.timeZone',
      'completion.bug.low.hours',
      'reminders.payment',
      'secondLine[3].channels[0]',
      'workflow[0].act',
    ]);
  });

  test('a file that is not JSON', () => {
    expect(readRegulation('{ "version": ')).toEqual({
      problems: [expect.stringMatching(/^the file is not JSON: /)],
    });
  });

  test('a file of another kind', () => {
    expect(readRegulation('[]')).toEqual({ problems: ['[] is not allowed; write an object: {…}'] });
  });
});

describe('the workflow', () => {
  const row = (file: Json, act: string) => file.workflow.find((one: Json) => one.act === act);
  const index = (act: string) => REGULATION.workflow.findIndex((one) => one.act === act);

  test.each<[string, (file: Json) => void, () => string]>([
    [
      'a status nobody reaches',
      (f) => (f.workflow = f.workflow.filter((one: Json) => one.act !== 'bill')),
      () => 'workflow: "payment" cannot be reached from request by any row',
    ],
    [
      'a question that cannot be asked',
      (f) => (row(f, 'ask').to = 'payment'),
      () => `workflow[${index('ask')}]: to: "payment" is not where "ask" leads; allowed: info_required`,
    ],
    [
      'a payment that closes',
      (f) => (row(f, 'paid').to = 'closed'),
      () =>
        `workflow[${index('paid')}]: to: "closed" is not where "paid" leads; only confirm, silence, close and withdraw close`,
    ],
    [
      'coming back from nowhere',
      (f) => (row(f, 'take_back').to = 'asked_from'),
      () =>
        `workflow[${index('take_back')}]: to: "asked_from" is known only in info_required, and from is verification`,
    ],
    [
      'an act on what is closed',
      (f) => (row(f, 'start').from = ['request', 'closed']),
      () =>
        `workflow[${index('start')}]: from: request, closed is not where "start" begins; "reopen", and nothing else, begins in closed`,
    ],
    [
      'silence by a person',
      (f) => (row(f, 'silence').who = ['staff']),
      () =>
        `workflow[${index('silence')}]: who: staff cannot do "silence"; "silence", and nothing else, is done by the desk itself`,
    ],
    [
      'an unknown status',
      (f) => (row(f, 'start').from = ['new']),
      () =>
        `workflow[${index('start')}].from[0]: "new" is not allowed; allowed: request, info_required, in_progress, analysis, payment, verification, closed`,
    ],
    [
      'nobody who may',
      (f) => (row(f, 'start').who = []),
      () => `workflow[${index('start')}].who: [] is not allowed; write at least 1`,
    ],
    [
      'an unknown need',
      (f) => (row(f, 'start').needs = ['luck']),
      () =>
        `workflow[${index('start')}].needs[0]: "luck" is not allowed; allowed: question, answer_or_file, note, invoice, paid_on, what_was_done, what_is_wrong, word_to_client, why, resolution`,
    ],
  ])('%s', (_, change, says) => {
    expect(problemsOf(change)).toContain(says());
  });

  test('no way to the end', () => {
    const problems = problemsOf((file) => {
      file.workflow = file.workflow.filter(({ to }: Json) => to !== 'closed');
    });
    expect(problems).toContain('workflow: "closed" cannot be reached from request by any row');
    expect(problems).toContain('workflow: "in_progress" has no way to closed');
  });

  test('the same step twice', () => {
    const problems = problemsOf((file) => file.workflow.push({ ...row(file, 'start'), to: 'analysis' }));
    const last = REGULATION.workflow.length;
    expect(problems).toEqual([
      `workflow[${last}]: "start" stands in row ${index('start')} too, from the same status for the same side and kind`,
    ]);
  });
});

describe('routing rules', () => {
  const routed = (...routing: unknown[]) => problemsOf((file) => (file.routing = routing));

  test('are read as they are written; none written is none', () => {
    const routing = [
      {
        when: { licensee: 'Север', kind: 'bug', criticality: 'critical' },
        to: { skill: 'technical_specialist' },
      },
      { when: { words: ['договор', 'суд'], product: 'Касса' }, to: { topic: 'legal' } },
      { when: {}, to: { person: 'olga@desk.example' } },
    ];
    expect(readRegulation(changed((file) => (file.routing = routing)))).toMatchObject({
      regulation: { routing },
    });
    const printed = JSON.stringify({ ...REGULATION, routing: [] });
    expect(readRegulation(printed)).toEqual({ regulation: REGULATION });
  });

  test.each<[unknown, string]>([
    [{ when: {}, to: {} }, 'routing[0].to: {} is not allowed; write one of {"person": "an email"}'],
    [{ when: {}, to: { team: 'x' } }, 'routing[0].to: "team": no such field'],
    [
      { when: {}, to: { person: 'Olga' } },
      'routing[0].to.person: "Olga" is not allowed; allowed: an email address',
    ],
    [
      { when: {}, to: { skill: 'java' } },
      'routing[0].to.skill: "java" is not allowed; allowed: technical_specialist',
    ],
    [
      { when: {}, to: { topic: 'law' } },
      'routing[0].to.topic: "law" is not allowed; allowed: legal, settlements',
    ],
    [
      { when: { color: 1 }, to: { topic: 'legal' } },
      'routing[0].when: "color": no such field; known are licensee',
    ],
    [
      { when: { kind: 'wish' }, to: { topic: 'legal' } },
      'routing[0].when.kind: "wish" is not allowed; allowed: consultation',
    ],
    [
      { when: { words: [] }, to: { topic: 'legal' } },
      'routing[0].when.words: [] is not allowed; write at least 1',
    ],
    [
      { when: { words: ['…'] }, to: { topic: 'legal' } },
      'routing[0].when.words[0]: "…" has no letter or digit',
    ],
    [
      { when: { kind: 'feature', criticality: 'low' }, to: { topic: 'legal' } },
      'routing[0].when.criticality: "low" is never a feature\'s; allowed with kind "bug" or with none',
    ],
  ])('%j', (rule, problem) => {
    const problems = routed(rule);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('to a topic that the same file does not have', () => {
    const problems = problemsOf((file) => {
      file.secondLine = file.secondLine.slice(0, 1);
      file.routing = [{ when: {}, to: { topic: 'joint_pr' } }];
    });
    expect(problems).toEqual([
      'routing[0].to.topic: "joint_pr" does not stand in secondLine; allowed: legal',
    ]);
  });
});
