import { timeEn } from './time.en.ts';
import type { WidgetDeskWords } from './widget-desk.ru.ts';

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)}\u00a0MB`;
const count = (n: number, one: string, many: string) => `${n}\u00a0${n === 1 ? one : many}`;
const needWords = 'Write something, one sentence will do';
const tooLong = (max: number) => `Too long: ${max}\u00a0characters at most`;
const tooMany = (max: number) => `${max}\u00a0files at most`;

export const widgetDeskEn: WidgetDeskWords = {
  time: timeEn,
  openUntil: (due) => `We answer ${due}`,
  openAlways: 'We answer day and night',
  opensAt: (at) => `Closed, we open ${at}`,
  promise: (due) => `We answer ${due}`,
  featurePromise: (due) => `We answer ${due}. When the work itself is done we say once it is estimated.`,
  waitsForYou: 'Waiting for you',
  weDo: 'We are on it',
  closed: 'Closed',
  none: 'No tickets yet',
  telling: 'How to hear of an answer',
  more: 'Show more',
  reading: 'Reading…',
  status: {
    request: 'Request',
    info_required: 'Information needed',
    in_progress: 'In progress',
    analysis: 'Analysis',
    payment: 'Payment',
    verification: 'Verification',
    closed: 'Closed',
  },
  asked: {
    info_required: 'we wait for your answer',
    payment: 'we wait for the invoice to be paid',
    verification: 'done, please have a look',
  },
  willAnswer: (due) => `answer ${due}`,
  willSolve: (due) => `solution ${due}`,
  overdueSince: (at) => `was due ${at}`,
  canRate: 'please rate it',
  money: (kopecks) =>
    `${(kopecks / 100).toLocaleString('en', { minimumFractionDigits: kopecks % 100 ? 2 : 0 })}\u00a0₽`,
  isNew: 'new',
  ticket: 'Ticket',
  number: (n) => `No.\u00a0${n}`,
  accepted: (n) => `We have your ticket No.\u00a0${n}`,
  alsoSolve: (due) => `The solution comes ${due}.`,
  afterEstimate: 'When the work itself is done we say once it is estimated.',
  answerComes: 'The answer comes here.',
  answerHere: 'The answer will be here, in this browser.',
  openTicket: 'Open the ticket',
  toList: 'To the list',
  oneMore: 'Send one more',
  why: 'Why this time',
  whichClock: 'Which time',
  lost: 'No connection.',
  busy: 'Very many people are writing just now. What you wrote is kept; we send it ourselves in a moment.',
  keptHere:
    'Everything is kept in this browser. We send it ourselves as soon as the connection is back, even if you close the tab and open it again.',
  keptInPage:
    'What you wrote is kept while this page is open. We send it ourselves as soon as the connection is back.',
  lostReading: 'This is what we had read before.',
  back: 'The connection is back',
  notSent: 'Not sent yet',
  notSentCount: (n) => `Not sent yet: ${n}`,
  goesItself: 'We send it ourselves when the connection is back',
  numberLater: 'It gets its number once it is sent',
  clockLater: 'The time to answer begins when the message reaches us.',
  kind: { consultation: 'Question', bug: 'Fault', feature: 'Improvement' },
  gets: 'Effect',
  written: 'Written',
  filesTold: 'Files',
  sendNow: 'Send',
  change: 'Change',
  remove: 'Delete',
  reallyRemove: 'Really delete',
  repliesToo: 'Answers that wait for the connection too',
  yourReply: (text) => `Your answer: “${text}”`,
  yourAct: {
    confirm: 'You confirmed it',
    withdraw: 'You withdrew it',
    files: 'Your files',
    rate: 'Your rating',
  },
  refusedEntry: (why) => `Refused: ${why}`,
  sentNow: (n) => `Sent: ${count(n, 'message', 'messages')}`,
  newAnswer: (by) => (by ? `${by} answered` : 'A new answer'),
  unread: (n) => `Support, ${count(n, 'new answer', 'new answers')}`,
  somethingNew: 'The ticket has been updated',
  readAgain: 'Read again',
  notOpened: 'It did not open. Try again',
  fault: (id) => `Something broke on our side, we will look into it. Try again later, code ${id}`,
  noAnswer: 'No connection. Try again when it is back',
  fileNotSent: 'no connection, the file was not uploaded',
  fileNotNow: 'it cannot be taken just now, try a little later',
  attach: {
    label: 'Files',
    hint: 'you can paste a screenshot',
    add: 'Add',
    remove: (name) => `Remove ${name}`,
    size: (bytes) =>
      bytes < 1_048_576
        ? `${Math.max(1, Math.round(bytes / 1024))}\u00a0KB`
        : `${(bytes / 1_048_576).toFixed(1)}\u00a0MB`,
    uploading: 'uploading…',
    again: 'Try again',
    tooMany,
    unfinished: 'Wait until the files have been uploaded',
    failed: 'Remove the files that failed, or try them again',
  },
  needWords,
  tooLong,
  product: 'Product',
  part: 'Part',
  anyPart: 'does not matter',
  sendWish: 'Send the wish',
  refusal: (refusal) => {
    switch (refusal.code) {
      case 'not_signed_in':
        return 'Your session has ended. Sign in to the site again, what you wrote is kept';
      case 'identity_required':
        return 'Only people signed in to the site can write here. Sign in, what you wrote is kept';
      case 'identity_refused':
        return 'The site could not confirm who you are. Reload the page or sign in again';
      case 'origin_refused':
        return 'Support does not accept this address: the site is not on its list';
      case 'not_found':
        return 'There is no such thing, or it is not yours';
      case 'not_allowed':
        return 'This is not possible';
      case 'act_not_allowed':
      case 'ticket_moved_on':
        return 'The ticket changed while you were writing. Your text is here';
      case 'act_needs':
      case 'field_wrong':
        if (refusal.code === 'field_wrong' && refusal.problem === 'too_long')
          return tooLong(refusal.max ?? 0);
        return needWords;
      case 'id_reused':
        return 'This was sent before with other text. Press once more';
      case 'file_too_large':
        return `${megabytes(refusal.bytes)}, the limit is ${megabytes(refusal.maxBytes)}: cut it or send a link`;
      case 'file_empty':
        return 'the file is empty, choose another';
      case 'file_infected':
        return 'a virus was found in it, it is not sent';
      case 'too_many_files':
        return tooMany(refusal.max);
      case 'too_many_requests':
        return `Too often. Try again in ${refusal.retryAfterSeconds}\u00a0s`;
      case 'reopening_over':
        return 'The time for reopening is over. Write a new ticket';
      case 'rating_over':
      case 'rating_not_open':
        return 'It can no longer be rated';
      case 'product_not_licensed':
        return 'This product is not supported here';
      case 'consent_needed':
        return 'It cannot be sent without your consent: tick the box if you agree';
      case 'consent_outdated':
        return 'The text of the consent has changed. Read it and tick the box if you agree; what you wrote is kept';
      default:
        return 'This does not work';
    }
  },
};
