const sheets = new Map<string, CSSStyleSheet>();

/** Dresses a shadow root with more sheets, each once; works where a page's policy forbids every style element. */
export function adopt(root: Node, ...texts: readonly string[]): void {
  if (!(root instanceof ShadowRoot)) return;
  for (const text of texts) {
    const sheet = sheets.get(text) ?? new CSSStyleSheet();
    if (!sheets.has(text)) sheet.replaceSync(text);
    sheets.set(text, sheet);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
