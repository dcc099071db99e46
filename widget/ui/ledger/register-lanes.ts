import { define } from '../drawn-element.ts';
import { LanesView } from './lanes-view.ts';

export const LANES_TAG = 'smart-support-lanes';
define(LANES_TAG, LanesView);
