import type { ConsentWords } from './consent.ru.ts';

export const consentEn: ConsentWords = {
  agree: 'I consent to the processing of my personal data',
  read: 'Text of the consent',
  needed: 'It cannot be sent without your consent: tick the box if you agree',
};
