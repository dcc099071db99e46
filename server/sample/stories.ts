/** How a ticket of each kind goes from submission to rating, with what goes wrong on the way. */
import { DAY, HOUR, MINUTE, type Milliseconds } from '../../shared/duration.ts';
import type { LocalDate } from '../../shared/instant.ts';
import type { Stars } from '../../shared/rating.ts';
import { CRITICALITIES, type Criticality } from '../../shared/ticket.ts';
import type { Story } from './agenda.ts';
import type { BugTopic } from './bugs.ts';
import type { ConsultationTopic } from './consultations.ts';
import type { FeatureTopic } from './features.ts';
import { invoicePaper, journal, screenshot } from './papers.ts';
import {
  BILLED,
  CLOSING_WORDS,
  CONFIRMED,
  CORRECTED,
  DUPLICATE,
  HELLO,
  INVOICE_WITHDRAWN,
  NO_ANSWER,
  PASSED_ON,
  REOPENED,
  SORRY_AGAIN,
  THANKS,
  WITHDRAWN,
  WORD_OF_STARS,
} from './sayings.ts';
import type { Stage } from './stage.ts';

/** How the ticket comes in: what was typed into the form is the story's, the rest is the caller's. */
export type Arrival = (stage: Stage, fields: Record<string, string>, impact?: Criticality) => Promise<void>;

/** Most react in time; one in twelve does not. */
const reaction = (stage: Stage) => {
  const roll = stage.random.next();
  if (roll < 0.8) return stage.working(4 * MINUTE, 40 * MINUTE);
  if (roll < 0.92) return stage.working(40 * MINUTE, 59 * MINUTE);
  return stage.working(61 * MINUTE, 4 * HOUR);
};

const greeted = (stage: Stage, text: string) => stage.say(`${stage.random.pick(HELLO)}${text}`);

export async function* consultation(stage: Stage, topic: ConsultationTopic, arrive: Arrival): Story {
  const { random, say } = stage;
  await arrive(stage, { question: greeted(stage, topic.question) });
  if (random.chance(0.05)) {
    yield stage.later(5 * MINUTE, 50 * MINUTE);
    await stage.clientDoes({ act: 'withdraw', text: random.pick(WITHDRAWN) });
    return;
  }
  yield reaction(stage);
  if (random.chance(0.35)) {
    await stage.staffDoes({ act: 'ask', text: greeted(stage, topic.ask) });
    if (random.chance(0.12)) {
      yield stage.working(3 * 9 * HOUR, 6 * 9 * HOUR);
      await stage.staffDoes({ act: 'close', text: NO_ANSWER, resolution: 'no_answer' });
      return;
    }
    yield stage.later(10 * MINUTE, 26 * HOUR);
    await stage.clientSays(say(topic.told), random.chance(0.15) ? [screenshot(random)] : []);
    yield stage.working(10 * MINUTE, 90 * MINUTE);
  } else if (random.chance(0.4)) {
    await stage.staffDoes({ act: 'start' });
    yield stage.working(10 * MINUTE, 2 * HOUR);
  }
  await stage.staffSays(say(topic.answer));
  if (random.chance(0.35)) {
    yield stage.later(10 * MINUTE, 5 * HOUR);
    await stage.clientSays(say(topic.more));
    yield stage.working(5 * MINUTE, 90 * MINUTE);
    await stage.staffSays(say(topic.moreAnswer));
  } else if (random.chance(0.4)) {
    yield stage.later(5 * MINUTE, 3 * HOUR);
    await stage.clientSays(random.pick(THANKS));
  }
  yield random.chance(0.08) ? stage.working(12 * HOUR, 20 * HOUR) : stage.working(10 * MINUTE, 4 * HOUR);
  await stage.staffDoes({ act: 'close', text: random.pick(CLOSING_WORDS), resolution: 'answered' });
  yield* afterwards(stage, async function* () {
    await stage.staffSays(random.pick(SORRY_AGAIN));
    yield stage.working(20 * MINUTE, 3 * HOUR);
    await stage.staffDoes({ act: 'close', text: say(topic.moreAnswer), resolution: 'answered' });
  });
}

/** Working hours that the repair takes. */
const REPAIR: Record<Criticality, readonly [Milliseconds, Milliseconds]> = {
  critical: [HOUR, 7 * HOUR],
  high: [3 * HOUR, 32 * HOUR],
  normal: [6 * HOUR, 60 * HOUR],
  low: [9 * HOUR, 70 * HOUR],
};

export async function* bug(stage: Stage, topic: BugTopic, arrive: Arrival): Story {
  const { random, say } = stage;
  const stated = random.chance(0.8) ? topic.impact : random.pick(CRITICALITIES);
  await arrive(stage, { happened: greeted(stage, topic.happened), expected: say(topic.expected) }, stated);
  yield reaction(stage);
  if (random.chance(0.04)) {
    await stage.staffDoes({ act: 'close', text: DUPLICATE, resolution: 'duplicate' });
    return;
  }
  if (random.chance(0.45)) {
    await stage.staffDoes({ act: 'ask', text: greeted(stage, topic.ask) });
    if (random.chance(0.1)) {
      yield stage.working(7 * 9 * HOUR, 10 * 9 * HOUR);
      await stage.staffDoes({ act: 'close', text: NO_ANSWER, resolution: 'no_answer' });
      return;
    }
    yield stage.later(10 * MINUTE, 30 * HOUR);
    await stage.clientSays(
      say(topic.told),
      random.chance(0.5) ? [random.pick([screenshot, journal])(random)] : [],
    );
    yield stage.working(10 * MINUTE, 2 * HOUR);
  } else {
    await stage.staffDoes({ act: 'start' });
    yield stage.working(10 * MINUTE, HOUR);
  }
  let criticality = stated;
  if (stated !== topic.impact) {
    criticality = topic.impact;
    await stage.target({ kind: 'bug', criticality }, random.pick(CORRECTED));
  }
  await stage.staffNotes(say(topic.note));
  if (random.chance(0.2)) {
    yield stage.working(5 * MINUTE, HOUR);
    await stage.passToSpecialist(random.pick(PASSED_ON));
  }
  if (random.chance(0.15)) {
    await stage.staffDoes({ act: 'analyse' });
    yield stage.working(2 * HOUR, 14 * HOUR);
    await stage.staffDoes({ act: 'start' });
  }
  const [fast, slow] = REPAIR[criticality];
  const tookTooLong = random.chance(0.08) ? 3 : 1;
  yield stage.working(fast * tookTooLong, slow * tookTooLong);
  await stage.staffDoes({ act: 'hand_over', text: say(topic.done) });
  yield* checked(stage, topic);
}

async function* checked(stage: Stage, topic: { notFixed: string; doneAgain: string }): Story {
  const { random, say } = stage;
  // Left to the desk, which closes it by itself after ten working days.
  if (random.chance(0.14)) return;
  yield stage.later(30 * MINUTE, 60 * HOUR);
  if (random.chance(0.2)) {
    await stage.clientDoes({ act: 'not_fixed', text: say(topic.notFixed) });
    yield stage.working(HOUR, 14 * HOUR);
    await stage.staffDoes({ act: 'hand_over', text: say(topic.doneAgain) });
    yield stage.later(20 * MINUTE, 40 * HOUR);
  }
  const word = random.pick(CONFIRMED);
  await stage.clientDoes({ act: 'confirm', ...(word !== '' && { text: word }) });
  yield* afterwards(stage, async function* () {
    await stage.staffDoes({ act: 'start' });
    await stage.staffSays(random.pick(SORRY_AGAIN));
    yield stage.working(2 * HOUR, 20 * HOUR);
    await stage.staffDoes({ act: 'hand_over', text: say(topic.doneAgain) });
    yield stage.later(HOUR, 30 * HOUR);
    await stage.clientDoes({ act: 'confirm' });
  });
}

export type FeatureDates = { today(): LocalDate; inWorkingDays(days: number): LocalDate };

export async function* feature(
  stage: Stage,
  topic: FeatureTopic,
  arrive: Arrival,
  dates: FeatureDates,
): Story {
  const { random, say } = stage;
  await arrive(stage, { missing: say(topic.missing), purpose: say(topic.purpose) });
  yield reaction(stage);
  await stage.staffDoes({ act: 'analyse' });
  if (random.chance(0.5)) {
    yield stage.working(10 * MINUTE, 3 * HOUR);
    await stage.staffDoes({ act: 'ask', text: greeted(stage, topic.ask) });
    yield stage.later(HOUR, 50 * HOUR);
    await stage.clientSays(say(topic.told), random.chance(0.4) ? [screenshot(random)] : []);
  }
  yield stage.working(2 * HOUR, 20 * HOUR);
  await stage.staffNotes(say(topic.note));
  yield stage.working(HOUR, 12 * HOUR);
  if (random.chance(0.25)) {
    await stage.staffDoes({ act: 'close', text: say(topic.declined), resolution: 'declined' });
    if (random.chance(0.4)) yield* rated(stage, [2, 3, 4]);
    return;
  }
  await stage.target({ hours: topic.hours }, say(topic.estimated));
  if (random.chance(0.25))
    await stage.target(
      { date: dates.inWorkingDays(random.between(10, 25)), time: '12:00' },
      'Обещаем к этой дате.',
    );
  yield stage.working(30 * MINUTE, 6 * HOUR);
  if (random.chance(0.75)) {
    yield* billed(stage, topic, dates);
  } else {
    await stage.staffDoes({ act: 'start' });
  }
  yield stage.working(topic.hours * 0.5 * HOUR, topic.hours * (random.chance(0.15) ? 1.4 : 0.95) * HOUR);
  await stage.staffDoes({ act: 'hand_over', text: say(topic.done) });
  yield* checked(stage, {
    notFixed: 'Работает, но не для всех: у сменщика этого раздела нет.',
    doneAgain: 'Добавили право в его роль, проверьте.',
  });
}

const RUBLES_AN_HOUR = 2400;

async function* billed(stage: Stage, topic: FeatureTopic, dates: FeatureDates): Story {
  const { random } = stage;
  const bill = (hours: number) => {
    const number = `${random.between(100, 980)}/${dates.today().slice(2, 4)}`;
    const rubles = hours * RUBLES_AN_HOUR;
    const invoice = { number, sumKopecks: rubles * 100, payBy: dates.inWorkingDays(5) };
    return stage.bill(BILLED, invoicePaper(number, rubles), invoice);
  };
  await bill(topic.hours);
  if (random.chance(0.12)) {
    yield stage.working(4 * HOUR, 30 * HOUR);
    await stage.staffDoes({ act: 'withdraw_invoice', text: INVOICE_WITHDRAWN });
    yield stage.working(2 * HOUR, 9 * HOUR);
    await bill(Math.ceil(topic.hours * 0.7));
  }
  yield stage.working(6 * HOUR, 80 * HOUR);
  await stage.staffDoes({ act: 'paid', paidOn: dates.today() });
}

/** A rating, most of the time; once in a while the trouble comes back first. */
async function* afterwards(stage: Stage, again: () => Story): Story {
  const { random } = stage;
  if (random.chance(0.06)) {
    yield* rated(stage, [2, 3, 4, 5]);
    yield stage.later(6 * HOUR, 9 * DAY);
    await stage.clientDoes({ act: 'reopen', text: random.pick(REOPENED) });
    yield reaction(stage);
    yield* again();
  }
  if (random.chance(0.65)) yield* rated(stage, [5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 5, 3, 2, 1]);
}

async function* rated(stage: Stage, among: readonly Stars[]): Story {
  yield stage.later(3 * MINUTE, 40 * HOUR);
  const stars = stage.random.pick(among);
  await stage.rate(stars, stage.random.pick(WORD_OF_STARS[stars]));
}
