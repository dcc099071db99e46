/** How somebody hears of an answer when they do not look. */
export const tellingRu = {
  mail: 'Письма о\u00a0новостях обращений',
  mailMeans: 'О\u00a0том, что ждёт вас, напишем в\u00a0любом случае.',
  browser: 'Показывать уведомление браузера',
  browserMeans: 'Пока эта страница открыта, а\u00a0вы на\u00a0другой.',
  denied: 'Браузер запретил уведомления этому сайту.',
};
export type TellingWords = typeof tellingRu;
