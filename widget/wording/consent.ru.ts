/** What stands beside the button where the site asks for consent. */
export const consentRu = {
  agree: 'Я\u00a0согласен на\u00a0обработку моих персональных данных',
  read: 'Текст согласия',
  needed: 'Без\u00a0согласия отправить нельзя: поставьте отметку, если согласны',
};
export type ConsentWords = typeof consentRu;
