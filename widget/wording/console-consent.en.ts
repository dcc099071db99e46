import type { ConsoleConsentWords } from './console-consent.ru.ts';

export const consoleConsentEn: ConsoleConsentWords = {
  title: 'Consent to the processing of data',
  lead: 'Where the basis is consent and not a contract, write its text: no ticket is sent from this site without a tick under it. Other words are a new version, and everybody is asked again',
  notAsked: 'No consent is asked',
  asked: (version, since) => `Version ${version} is asked since ${since}`,
  ru: 'Text in Russian',
  en: 'Text in English',
  missing: 'Write the text: it is read before sending',
  ask: 'Ask for this text',
  saved: (version) => `Saved, version ${version} is asked`,
  stop: 'Ask no more',
  reallyStop: 'Really ask no more',
  stopped: 'No longer asked',
  before: 'Earlier texts',
  version: (version) => `Version ${version}`,
  stood: (since, until, by) => `${since} to ${until}${by ? `, written by ${by}` : ''}`,
  ofTicket: 'Consent',
  given: (who, at) => `${who ? `${who}, ` : ''}${at}`,
  text: (version) => `Text, version ${version}`,
  earlier: (number) => `with ticket No.\u00a0${number}`,
};
