import { expect, it } from 'vitest';
import { ownWords } from '../../../server/inbound/own-words.ts';

it.each([
  ['Yes.', 'Yes.'],
  ['Yes.\n\nBest,\nIvan', 'Yes.\n\nBest,\nIvan'],
  ['Yes.\n\n> What do we say?\n> Olga', 'Yes.'],
  ['Yes.\n\nOn Mon, 5 Oct 2026 at 11:00, Support <support@desk.example> wrote:\n> What do we say?', 'Yes.'],
  ['Да.\r\n\r\nпн, 5 окт. 2026 г. в 11:00, Поддержка <support@desk.example>:\r\n\r\n> Что ответить?', 'Да.'],
  ['Да.\n\n05.10.2026 11:00, Поддержка пишет:\n> Что ответить?', 'Да.'],
  ['Yes.\n\n-----Original Message-----\nFrom: Support\nWhat do we say?', 'Yes.'],
  ['Yes.\n________________________________\nFrom: Support', 'Yes.'],
  // Answers between the lines stay, with what they answer.
  ['> What do we say?\nYes.\n> And the files?\nNo.', '> What do we say?\nYes.\n> And the files?\nNo.'],
  // Nothing above the quoted: all of it stays, for people to see.
  ['> What do we say?', '> What do we say?'],
  ['', ''],
])('of %j are %j', (mail, own) => {
  expect(ownWords(mail)).toBe(own);
});
