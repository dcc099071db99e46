import { adopt } from '../../ui/adopt.ts';
import { openDesk } from './open-desk.ts';
import { SupportUnreadEvent } from '../events.ts';
import { siteOf } from '../site.ts';
import type { SupportElement } from '../support-element.ts';
import css from './unread.css?inline';

const PEEK_MS = 6000;

/** The number at the launcher, and once a line of the newest answer. */
export async function showUnread(host: SupportElement): Promise<void> {
  const { parts, hear } = host.constructor as typeof SupportElement;
  const site = siteOf(host, parts.base);
  hear((identity) => site.attend(identity));
  const desk = await openDesk(site);
  // What was written and could not be sent goes now, with the panel closed.
  void desk.flush();
  const answer = await desk.unread();
  const launcher = host.shadowRoot?.querySelector('button');
  if (!answer.ok || !launcher) return;
  const { count, latest } = answer.value;
  host.dispatchEvent(new SupportUnreadEvent(count));
  if (count === 0 || launcher.hidden) return;

  adopt(launcher.getRootNode() as ShadowRoot, css);
  const number = document.createElement('span');
  number.className = 'unread';
  number.part.add('unread');
  number.textContent = `${count}`;
  launcher.append(number);
  const name = launcher.ariaLabel;
  launcher.ariaLabel = desk.words.unread(count);
  const peek = document.createElement('p');
  const away = () => {
    number.remove();
    peek.remove();
    launcher.ariaLabel = name;
  };
  host.addEventListener('support-open', away, { once: true });
  site.onSwitch(away);
  if (!latest) return;

  peek.className = 'peek';
  peek.part.add('peek');
  peek.role = 'status';
  const who = document.createElement('b');
  who.textContent = desk.words.newAnswer(latest.by);
  peek.append(who, latest.text);
  launcher.before(peek);
  setTimeout(() => peek.remove(), PEEK_MS);
}
