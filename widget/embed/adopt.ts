/** Dresses a shadow root with one more sheet; works where a page's policy forbids every style element. */
export function adopt(root: HTMLElement | DocumentFragment, ...texts: readonly string[]): void {
  if (!(root instanceof ShadowRoot)) return;
  for (const text of texts) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets.push(sheet);
  }
}
