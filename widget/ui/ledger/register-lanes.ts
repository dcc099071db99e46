import { LanesView } from './lanes-view.ts';

export const LANES_TAG = 'smart-support-lanes';
if (!customElements.get(LANES_TAG)) customElements.define(LANES_TAG, LanesView);
