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
  files: 'Files',
  filesHint: 'you can paste a screenshot',
  add: 'Add',
  remove: (name) => `Remove ${name}`,
  size: (bytes) =>
    bytes < 1_048_576
      ? `${Math.max(1, Math.round(bytes / 1024))}\u00a0KB`
      : `${(bytes / 1_048_576).toFixed(1)}\u00a0MB`,
  uploading: 'uploading…',
  again: 'Try again',
  send: 'Send',
  sending: 'Sending…',
  missing: 'Write something, one sentence will do',
  chooseOne: 'Choose what comes closest',
  tooLong: (max, now) => `Too long: ${now}\u00a0characters, ${max} at most`,
  tooManyFiles: (max) => `${max}\u00a0files at most`,
  stillUploading: 'Wait until the files have been uploaded',
  failedFiles: 'Remove the files that failed, or try them again',
  noDesk: 'It did not load: no connection. What you wrote is here. Try again',
  notKept: 'This browser lets us keep nothing: leave the page open until you have sent it',
};
