import type { Desk } from './desk.ts';

/** Under this name the browser keeps that the person wants it; the site may have asked for purposes of its own. */
const WANTED = 'tell';
const telling = new WeakSet<Desk>();

export const wantsNotices = ({ site }: Desk): boolean =>
  globalThis.Notification?.permission === 'granted' && site.kept.read(WANTED) !== null;

export const canNotify = (): boolean => 'Notification' in globalThis;
export const isDenied = (): boolean => canNotify() && Notification.permission === 'denied';

/** Asked on the person's own click and never otherwise. False where it is not as they wanted. */
export async function setNotices(desk: Desk, wanted: boolean): Promise<boolean> {
  const granted = wanted && (await Notification.requestPermission()) === 'granted';
  desk.site.kept.write(WANTED, granted ? '1' : '');
  if (granted) tellOfNews(desk);
  return granted === wanted;
}

/** From now on: each ticket with something new, while nobody looks at the page. */
export function tellOfNews(desk: Desk): void {
  if (telling.has(desk)) return;
  telling.add(desk);
  let known: ReadonlyMap<string, number> | null = null;
  const look = () => {
    const { rows, words } = desk;
    if (!rows) return void (known = null);
    for (const { id, unread, version, title } of rows) {
      const fresh = known !== null && unread && (known.get(id) ?? 0) < version;
      if (fresh && document.hidden && wantsNotices(desk)) {
        const shown = new Notification(words.newAnswer(''), { body: title, tag: id });
        shown.onclick = () => window.focus();
      }
    }
    known = new Map(rows.map(({ id, version }) => [id, version]));
  };
  look();
  desk.watch(look);
}
