import type { MyNoticesWords } from './console-my-notices.ru.ts';

export const myNoticesEn: MyNoticesWords = {
  title: 'My notices',
  ways: { mattermost: 'Mattermost', email: 'Email', none: 'Nothing' },
  kinds: {
    assigned_to_you: 'A ticket is assigned to me',
    client_answered: 'The client has answered',
    due_soon: 'Three quarters of the time have gone',
    breached: 'Something is late',
    team: 'About everybody’s work: breaches, shifts, second line',
  },
  atNight: 'Quiet at night and on days off: everything waits for opening but what is about critical bugs.',
  language: 'Language of messages',
  languages: { ru: 'Русский', en: 'English' },
  mattermost: 'Your id in Mattermost',
  mattermostHint: '26 letters and digits: Profile → Copy id; without it we write by email',
  mattermostWrong: 'That is no id: it has 26 lower-case letters and digits',
  email: (address) => `Email goes to ${address}`,
};
