/** What `<script src="…/widget.js" data-site-key="…" async>` runs: registers the element and puts one on the page. */
import { SupportElement } from './support-element.ts';

declare const __PANEL__: string;
declare const __UNREAD__: string;

const TAG = 'smart-support';
const { currentScript } = document;

if (currentScript instanceof HTMLScriptElement) {
  // The tag may stand on the page twice, or come again with the next page of an app: the first one serves.
  if (!customElements.get(TAG)) {
    const base = new URL(currentScript.dataset.server ?? '.', currentScript.src).href;
    const address = (file: string) => new URL(file, currentScript.src).href;
    SupportElement.parts = {
      base,
      panel: () => import(/* @vite-ignore */ address(__PANEL__)),
      unread: () => import(/* @vite-ignore */ address(__UNREAD__)),
    };
    customElements.define(TAG, SupportElement);
  }

  const there = () => document.querySelector<SupportElement>(TAG);
  let element = there();
  if (!element && currentScript.dataset.siteKey) {
    element = document.createElement(TAG) as SupportElement;
    Object.assign(element.dataset, currentScript.dataset);
    document.body.append(element);
    // Apps that swap the whole body mean their own pages by it, not the guest.
    new MutationObserver(() => {
      if (!there() && document.body) document.body.append(element as SupportElement);
    }).observe(document.documentElement, { childList: true });
  }
  Object.assign(window, {
    smartSupport: (window as { smartSupport?: unknown }).smartSupport ?? {
      open: () => there()?.open(),
      close: () => there()?.close(),
      identify: SupportElement.prototype.identify,
      logout: SupportElement.prototype.logout,
    },
  });
}
