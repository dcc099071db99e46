/** What `<script src="…/widget.js" data-site-key="…" async>` runs: registers the element and puts one on the page. */
import { SupportElement } from './support-element.ts';

declare const __PANEL__: string;
declare const __UNREAD__: string;
declare global {
  interface Window {
    /** The page's `<smart-support>`: `open()`, `close()`, `identify(getToken)`, `logout()`. */
    smartSupport?: SupportElement;
  }
}

const TAG = 'smart-support';
const script = document.currentScript as HTMLScriptElement | null;

if (script) {
  const { dataset, src } = script;
  // The tag may stand on the page twice, or come again with the next page of an app: the first one serves.
  if (!customElements.get(TAG)) {
    SupportElement.parts = {
      base: new URL('.', src).href,
      panel: () => import(/* @vite-ignore */ new URL(__PANEL__, src).href),
      unread: () => import(/* @vite-ignore */ new URL(__UNREAD__, src).href),
    };
    try {
      customElements.define(TAG, SupportElement);
    } catch (cause) {
      // A page that lets nobody define anything has its own errors to count, and not ours among them.
      console.warn(cause);
    }
  }
  const there = () => document.querySelector<SupportElement>(TAG);
  const element = there() ?? (document.createElement(TAG) as SupportElement);
  Object.assign(element.dataset, { ...dataset, ...element.dataset });
  // Apps that swap the whole body mean their own pages by it, not the guest. From a cache it comes before any body does.
  const stay = () => there() ?? (document.body as HTMLElement | null)?.append(element);
  stay();
  new MutationObserver(stay).observe(document.documentElement, { childList: true });
  window.smartSupport ??= element;
}
