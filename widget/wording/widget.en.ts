import type { WidgetWords } from './widget.ru.ts';

export const widgetEn: WidgetWords = {
  support: 'Support',
  close: 'Close support',
  back: 'Back',
  ways: {
    consultation: ['Ask a question', 'How something works or is set up'],
    bug: ['Report a fault', 'Something does not work as it should'],
    feature: ['Propose an improvement', 'What your work is missing'],
  },
  field: {
    question: 'Your question',
    happened: 'What happened',
    expected: 'What should have happened',
    missing: 'What to change or add',
    purpose: 'What you need it for',
  },
  placeholder: { purpose: 'What becomes faster, cheaper or possible' },
  impactAsked: 'How much it gets in the way',
  impact: {
    critical: 'Work has stopped',
    high: 'We work, but with great difficulty',
    normal: 'There is a way around it',
    low: 'A small thing, but we noticed',
  },
  send: 'Send',
  sending: 'Sending…',
  missing: 'Write something, one sentence will do',
  chooseOne: 'Choose what comes closest',
  tooLong: (max, now) => `Too long: ${now}\u00a0characters, ${max} at most`,
  noDesk: 'It did not load: no connection. What you wrote is here. Try again',
  notKept: 'This browser lets us keep nothing: leave the page open until you have sent it',
};
