import type { FaultCode } from '../../shared/delivery-fault.ts';

/** Почему сообщение не ушло; слова той стороны стоят рядом. */
export const faultsRu = {
  not_configured: 'канал не\u00a0настроен',
  unreachable: 'сервер недоступен',
  another_server: 'по\u00a0этому адресу отвечает не\u00a0Mattermost',
  sends_elsewhere: 'сервер отсылает на\u00a0другой адрес: укажите сразу его',
  timed_out: 'не\u00a0ответил вовремя',
  sign_in_refused: 'не\u00a0принял пароль или токен',
  too_many: 'просит подождать',
  server_error: 'ошибка на\u00a0том сервере',
  put_off: 'просит прислать позже',
  refused: 'отказ',
  no_channel: 'у\u00a0отдела нет такого канала: добавьте его в\u00a0разделе «Отделы»',
  not_allowed: 'этого сервера нет в\u00a0WEBHOOK_ORIGINS',
  bad_address: 'адрес неправильный',
  our_fault: 'ошибка у\u00a0нас, она в\u00a0журнале',
} satisfies Record<FaultCode, string>;
