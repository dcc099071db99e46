import type { SecondLineWords } from './console-second-line.ru.ts';

const counted = (n: number, one: string, many: string): string => `${n}\u00a0${n === 1 ? one : many}`;
const by = (name: string | null): string => (name ? `: ${name}` : '');

export const secondLineEn: SecondLineWords = {
  escalate: 'Escalate',
  send: 'Send to the department',
  form: {
    topic: 'Topic',
    chooseTopic: 'Choose a topic',
    question: 'Question to the department',
    answers: (department, days, due) =>
      `${department} answers within ${counted(days, 'working day', 'working days')}: by ${due}`,
    channel: { mattermost: 'Mattermost', email: 'email' },
    notReady: (channel) => `${channel}: the department has no address set`,
    show: 'What to show of the conversation',
    showHint: 'notes never leave',
    nothingToShow: 'Nothing has been said yet',
    preview: 'What leaves for the department',
    attached: 'Attached to the question',
    nothingShown: 'Nothing of the conversation leaves',
    side: { client: 'client', desk: 'support', department: 'department' },
    missing: { topic: 'Choose a topic', question: 'Write the question, one phrase will do' },
    tooLong: (max) => `Too long, ${max}\u00a0characters at most`,
  },
  ask: { title: 'Ask again', label: 'Another question to the department', send: 'Send to the department' },
  close: { title: 'Withdraw', label: 'Why, if needed', send: 'Withdraw the question' },
  quote: {
    title: 'Quote to the client',
    label: 'Reply to the client',
    send: 'Send to the client',
    files: 'Files of the department the client will see',
    empty: 'Write a reply or choose a file',
  },
  section: {
    title: 'Second line',
    loading: 'Loading…',
    due: (at) => `answer by ${at}`,
    clock: {
      running: 'running',
      overdue: 'overdue',
      met: 'in time',
      missed: 'late',
      dropped: 'unanswered',
    },
    state: {
      waiting: 'nobody took it',
      taken: 'in work',
      answered: 'answered',
      asked_again: 'asked again',
      handed_back: 'handed back',
      closed: 'withdrawn',
      ticket_closed: 'ticket closed',
    },
    takenBy: (name) => `taken by ${name}`,
    ledger: 'Reckoning',
    unofficial: (year) => `The calendar of ${year} is not published yet, so this may move.`,
  },
  ledger: {
    title: 'Why this due time',
    due: (at) => `The department answers by ${at}`,
    why: (days) =>
      `There ${days === 1 ? 'is' : 'are'} ${counted(days, 'working day', 'working days')} to answer, the day of the question does not count.`,
    is: { counted: 'gone', to_count: 'to come', spare: 'to spare', over: 'late', not_counted: 'not counted' },
    reason: {
      day_zero: 'day of the question',
      weekend: 'weekend',
      holiday: 'holiday',
      other: 'closed',
    },
    total: (days) => `${counted(days, 'working day', 'working days')} in all`,
    under: (paragraph, version) => `§\u00a0${paragraph} of regulation\u00a0${version}`,
  },
  suggest: 'Ask',
  story: {
    topic: {
      legal: 'Legal questions',
      settlements: 'Settlements',
      promotion: 'Help with promoting products',
      development: 'Product development',
      system_errors: 'System errors',
      data_editing: 'Editing of data',
      joint_events: 'Joint events',
      joint_pr: 'Joint PR in the media',
    },
    escalate: (topic) => `Question to the second line: ${topic}`,
    shown: (entries, files) =>
      [entries > 0 && counted(entries, 'entry', 'entries'), files > 0 && counted(files, 'file', 'files')]
        .filter(Boolean)
        .join(', '),
    shows: (what) => (what ? `shown: ${what}` : 'nothing of the conversation shown'),
    ask_department: 'The department was asked again',
    take: (name) => `The department took the question${by(name)}`,
    answer_desk: (name) => `The department answered${by(name)}`,
    interim: (name) => `Interim word of the department${by(name)}`,
    unverified: 'the sender is not verified, the due time still runs',
    hand_back: (name) => `The department handed the question back${by(name)}`,
    close_escalation: 'The question to the second line was withdrawn',
    remind: {
      half: 'Reminded the department: half of the time has gone',
      end: 'Reminded the department: the time is up',
      managers: 'Told the managers: the department has not answered in time',
    },
    seen: 'Seen by staff and the department',
  },
};
