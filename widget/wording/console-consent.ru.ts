/** Consent to the processing of personal data: on a site's settings and on a ticket. */
export const consoleConsentRu = {
  title: 'Согласие на\u00a0обработку данных',
  lead: 'Если основание\u00a0— не\u00a0договор, а\u00a0согласие, напишите его текст: без\u00a0отметки под\u00a0ним обращение с\u00a0этого сайта не\u00a0отправить. Другой текст\u00a0— новая версия, её спросим у\u00a0всех заново',
  notAsked: 'Согласие не\u00a0спрашиваем',
  asked: (version: number, since: string) => `Спрашиваем версию ${version}, с\u00a0${since}`,
  ru: 'Текст по-русски',
  en: 'Текст по-английски',
  missing: 'Напишите текст: его прочтут перед отправкой',
  ask: 'Спрашивать этот текст',
  saved: (version: number) => `Сохранено, спрашиваем версию ${version}`,
  stop: 'Больше не\u00a0спрашивать',
  reallyStop: 'Точно не\u00a0спрашивать',
  stopped: 'Больше не\u00a0спрашиваем',
  before: 'Прежние тексты',
  version: (version: number) => `Версия ${version}`,
  stood: (since: string, until: string, by: string) =>
    `с\u00a0${since} до\u00a0${until}${by ? `, записал(а) ${by}` : ''}`,
  ofTicket: 'Согласие',
  given: (who: string, at: string) => `${who ? `${who}, ` : ''}${at}`,
  text: (version: number) => `Текст, версия ${version}`,
  earlier: (number: number) => `с\u00a0обращением №\u00a0${number}`,
};
export type ConsoleConsentWords = typeof consoleConsentRu;
