import { deliveryEn } from '../../wording/console-delivery.en.ts';
import { type DeliveryWords, deliveryRu } from '../../wording/console-delivery.ru.ts';
import { language } from '../words.ts';

/** A page that is visited rarely: both languages come with it. */
export const deliveryWords = (): DeliveryWords => (language() === 'ru' ? deliveryRu : deliveryEn);
