import type { CalendarFault, Refusal } from '../../shared/refusal.ts';
import type { Status } from '../../shared/ticket.ts';
import { countRu } from './time.ru.ts';

export const statusRu: Record<Status, string> = {
  request: 'Запрос',
  info_required: 'Требуется информация',
  in_progress: 'Процесс',
  analysis: 'Аналитика',
  payment: 'Оплата',
  verification: 'Проверка',
  closed: 'Закрыто',
};

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)}\u00a0МБ`;

const fieldProblem = (refusal: Extract<Refusal, { code: 'field_wrong' }>): string => {
  if (refusal.problem === 'missing') return 'Заполните это поле';
  if (refusal.problem === 'too_long') return `Слишком длинно, можно до\u00a0${refusal.max ?? 0}\u00a0знаков`;
  if (refusal.problem === 'too_short') return 'Слишком коротко';
  return 'Здесь что-то не\u00a0так, проверьте';
};

export const refusalRu = (refusal: Refusal): string => {
  switch (refusal.code) {
    case 'not_signed_in':
      return 'Вход закончился. Войдите ещё раз, написанное сохранится';
    case 'not_found':
      return 'Такого нет, или оно вам не\u00a0открыто';
    case 'not_allowed':
      return 'На\u00a0это нужна другая роль, спросите администратора';
    case 'identity_required':
    case 'identity_refused':
      return 'Сайт не\u00a0подтвердил, кто обращается';
    case 'origin_refused':
      return 'С\u00a0этого адреса консоль не\u00a0принимает';
    case 'act_not_allowed':
      return `В\u00a0статусе «${statusRu[refusal.status]}» так нельзя. Обращение перечитано`;
    case 'act_needs':
      return 'Не\u00a0хватает того, без чего это действие не\u00a0сделать';
    case 'ticket_moved_on':
      return 'Пока вы писали, обращение изменилось. Ваш текст здесь';
    case 'id_reused':
      return 'Это уже отправляли с\u00a0другим текстом. Обновите страницу и\u00a0повторите';
    case 'field_wrong':
      return fieldProblem(refusal);
    case 'file_too_large':
      return `«${refusal.name}» ${megabytes(refusal.bytes)}, а\u00a0можно до\u00a0${megabytes(refusal.maxBytes)}`;
    case 'file_empty':
      return `«${refusal.name}» пустой, выберите другой файл`;
    case 'file_infected':
      return `«${refusal.name}»: в\u00a0этом файле вирус`;
    case 'too_many_files':
      return `Можно до\u00a0${countRu(refusal.max, 'файла', 'файлов', 'файлов')} за\u00a0раз`;
    case 'too_many_requests':
      return `Слишком часто. Повторите через ${refusal.retryAfterSeconds}\u00a0с`;
    case 'reopening_over':
      return 'Срок, чтобы открыть снова, прошёл. Зарегистрируйте новое обращение';
    case 'rating_over':
    case 'rating_not_open':
      return 'Оценить уже нельзя';
    case 'product_not_licensed':
      return 'Этот продукт лицензиату не\u00a0выдан';
    case 'consent_needed':
      return 'Нужно согласие на обработку персональных данных';
    case 'consent_outdated':
      return 'Текст согласия изменился';
    case 'link_used_up':
      return 'Ссылка уже использована или устарела. Попросите новую';
    case 'password_too_short':
      return `Пароль короче ${refusal.min}\u00a0знаков`;
    case 'password_known':
      return 'Этот пароль есть в\u00a0списках тех, что подбирают первыми. Придумайте другой: подойдут несколько слов подряд';
    case 'email_taken':
      return 'Сотрудник с\u00a0этой почтой уже есть';
    case 'last_administrator':
      return 'Это последний администратор, без него консолью некому управлять';
    case 'draft_moved_on':
      return refusal.by === null
        ? 'Черновика уже нет: его применили или удалили'
        : `Черновик тем временем сохранил другой человек: ${refusal.by}. Ваша правка осталась здесь`;
    case 'consent_moved_on':
      return refusal.by === null
        ? 'Текст согласия тем временем изменили. Ваш остался здесь: сверьте и\u00a0сохраните ещё раз'
        : `Текст согласия тем временем изменил(а) ${refusal.by}. Ваш остался здесь: сверьте и\u00a0сохраните ещё раз`;
    case 'draft_wrong':
      return `В\u00a0черновике ещё ${countRu(refusal.problems, 'ошибка', 'ошибки', 'ошибок')}: исправьте и\u00a0повторите`;
    case 'version_taken':
      return `Версия «${refusal.version}» уже была, назовите иначе`;
    case 'rules_under_way':
      return 'Предыдущая версия ещё применяется или ждёт своего часа';
    case 'password_needed':
      return 'Введите пароль, чтобы это были точно вы';
    case 'person_has_open_tickets':
      return `Сначала закройте открытые обращения: ${refusal.numbers.map((number) => `№ ${number}`).join(', ')}`;
    case 'calendar_unreadable':
      return `${CALENDAR[refusal.why]}${refusal.detail ? `: ${refusal.detail}` : ''}`;
  }
};

const CALENDAR: Record<CalendarFault, string> = {
  not_a_calendar: 'Файл не\u00a0прочитан: нужен календарь в\u00a0JSON или iCalendar',
  no_year: 'В\u00a0файле нет ни\u00a0одного дня',
  day_wrong: 'День не\u00a0может быть тем, чем назван',
  count_wrong: 'Рабочих дней в\u00a0файле не\u00a0столько, сколько написано',
};
