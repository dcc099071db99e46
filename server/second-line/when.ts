/** An instant as a department reads it, in the desk's own zone, which is named. */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';

/** «четверг, 12 ноября 2026 г., 19:00 (по Москве)» */
export function sayWhen(at: Instant, language: Language, timeZone: string): string {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  const place = timeZone === 'Europe/Moscow' ? (language === 'ru' ? 'по Москве' : 'Moscow time') : timeZone;
  return `${day}, ${time} (${place})`;
}
