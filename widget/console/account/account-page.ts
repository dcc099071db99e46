import { html } from 'lit';
import { PageElement } from '../page-element.ts';
import { pageBar } from '../shell/page-bar.ts';
import { accountWords } from './account-words.ts';

/** One's own way in: the password and the second step. */
export class AccountPage extends PageElement {
  protected override render() {
    return html`${pageBar({ title: accountWords().title })}
      <div class="page-body">
        <own-password></own-password>
        <second-factor></second-factor>
      </div>`;
  }
}
