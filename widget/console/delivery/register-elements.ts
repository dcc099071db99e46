import { define } from '../page-element.ts';
import { DeliveryPage } from './delivery-page.ts';

define('delivery-page', DeliveryPage);
