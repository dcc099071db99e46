import type { Site } from '../site.ts';
import { Desk } from './desk.ts';

const desks = new WeakMap<Site, Promise<Desk>>();

/** One for each site of the page, with the words of its language. */
export function openDesk(site: Site): Promise<Desk> {
  const known = desks.get(site);
  if (known) return known;
  const opening = wordsIn(site).then((words) => new Desk(site, words));
  desks.set(site, opening);
  opening.catch(() => desks.delete(site));
  return opening;
}

async function wordsIn({ language }: Site) {
  return language === 'ru'
    ? (await import('../../wording/desk.ru.ts')).widgetDeskRu
    : (await import('../../wording/desk.en.ts')).widgetDeskEn;
}
