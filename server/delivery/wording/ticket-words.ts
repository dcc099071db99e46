/** The regulation's words for a ticket, as mails and Mattermost say them; the same as on the screens. */
import type { Criticality, Language, Resolution, Status, TicketKind } from '../../../shared/ticket.ts';

type TicketWords = {
  status: Record<Status, string>;
  kind: Record<TicketKind, string>;
  criticality: Record<Criticality, string>;
  closedAs: Record<Resolution, string>;
  clock: { reaction: string; completion: string };
};

export const TICKET_WORDS: Readonly<Record<Language, TicketWords>> = {
  ru: {
    status: {
      request: 'Запрос',
      info_required: 'Требуется информация',
      in_progress: 'Процесс',
      analysis: 'Аналитика',
      payment: 'Оплата',
      verification: 'Проверка',
      closed: 'Закрыто',
    },
    kind: { consultation: 'Консультация', bug: 'Ошибка', feature: 'Доработка' },
    criticality: { critical: 'критическая', high: 'высокая', normal: 'обычная', low: 'низкая' },
    closedAs: {
      resolved: 'Решено, вы подтвердили',
      unanswered: 'Проверка осталась без ответа',
      answered: 'Мы ответили',
      declined: 'Делать не будем',
      duplicate: 'Есть обращение о том же',
      no_answer: 'Мы не дождались ответа',
      withdrawn: 'Вы отозвали обращение',
    },
    clock: { reaction: 'Ответ', completion: 'Решение' },
  },
  en: {
    status: {
      request: 'Request',
      info_required: 'Information needed',
      in_progress: 'In progress',
      analysis: 'Analysis',
      payment: 'Payment',
      verification: 'Verification',
      closed: 'Closed',
    },
    kind: { consultation: 'Consultation', bug: 'Bug', feature: 'Feature' },
    criticality: { critical: 'critical', high: 'high', normal: 'normal', low: 'low' },
    closedAs: {
      resolved: 'Solved, you confirmed it',
      unanswered: 'The check was left unanswered',
      answered: 'We answered',
      declined: 'We will not do it',
      duplicate: 'There is a ticket about the same thing',
      no_answer: 'We did not get an answer',
      withdrawn: 'You withdrew it',
    },
    clock: { reaction: 'Answer', completion: 'Solution' },
  },
};
