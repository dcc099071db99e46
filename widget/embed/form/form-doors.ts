import type { Draft, Uploaded } from '../ticket/ticket-deps.ts';
import type { Desk, Sent } from '../desk/desk.ts';
import type { Site } from '../site.ts';
import type { Filled } from './form-draft.ts';

export type FormOutcome = { is: 'done' } | Extract<Sent, { is: 'refused' }>;

/** What a form asks of the desk. */
export type FormDesk = Pick<Desk, 'promise' | 'consentLine' | 'consentLack'> & {
  words: Pick<Desk['words'], 'attach'>;
};

/** What a form asks of whoever holds it. */
export type FormDoors = {
  /** Whose draft it is. */
  owner: string | null;
  draft: Draft;
  /** Whether the draft outlives the page. */
  lasts(): boolean;
  upload(file: File): Promise<Uploaded>;
  submit(filled: Filled): Promise<FormOutcome>;
};

type Holder = {
  site: Site;
  /** Under which name the draft is kept. */
  name: string;
  /** The way to the desk; fails where it does not load. */
  bring(): Promise<Desk>;
  send(desk: Desk, filled: Filled): Promise<Sent>;
  /** Said where the way to the desk does not load. */
  noDesk(): string;
  /** It is sent, or waits to be. */
  went(sent: Exclude<Sent, { is: 'refused' }>): void | Promise<void>;
};

export function formDoors({ site: { kept }, name, bring, send, noDesk, went }: Holder): FormDoors {
  const draft = kept.draft(name);
  return {
    owner: kept.owner,
    draft,
    lasts: () => !kept.denied,
    upload: async (file) => (await bring()).upload(file),
    async submit(filled) {
      let desk: Desk;
      try {
        desk = await bring();
      } catch {
        return { is: 'refused', text: noDesk() };
      }
      draft.write('');
      const sent = await send(desk, filled);
      if (sent.is === 'refused') return sent;
      await went(sent);
      return { is: 'done' };
    },
  };
}
