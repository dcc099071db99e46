import { LitElement } from 'lit';

/** The console is our own page: its parts live in the document, so that one sheet dresses them and labels reach fields. */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** A second load of the same script, as a test or a hot reload does, must not die on a taken name. */
export const define = (name: string, element: CustomElementConstructor): void => {
  if (!customElements.get(name)) customElements.define(name, element);
};
