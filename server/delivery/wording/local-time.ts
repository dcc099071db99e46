/** Times in mails: with their day and zone, as nobody knows when a mail is read. */
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import { zoneOf } from '../../domain/working-time/zone.ts';

const MINUTE = 60_000;

/** «11 января 2027, 11:15 по Москве», “11 January 2027, 11:15 (UTC+7)”. */
export function saidAt(at: Instant, timeZone: string, language: Language): string {
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
    .format(at)
    .replace(/\s*г\.$/u, '');
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return `${day}, ${time} ${zoneSaid(at, timeZone, language)}`;
}

/** «11 января 2027»: a day of the calendar. */
export function saidDay(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
    .format(Date.parse(`${date}T00:00:00Z`))
    .replace(/\s*г\.$/u, '');
}

function zoneSaid(at: Instant, timeZone: string, language: Language): string {
  if (timeZone === 'Europe/Moscow') return language === 'ru' ? 'по Москве' : 'Moscow time';
  const minutes = Math.round(zoneOf(timeZone).offsetAt(at) / MINUTE);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `(UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''})`;
}
