/** Fills `{till}` and its like, so that the same trouble in two shops reads as two troubles. */
import type { Random } from './random.ts';

const STORES = [
  'на Ленинском, 12',
  'в «Галерее»',
  'на Садовой, 3',
  'в Химках',
  'на Вокзальной площади',
  'в Мытищах',
  'на Гагарина, 48',
  'в «Парусе»',
  'на Зелёном рынке',
  'в Подольске',
];
const WAREHOUSES = [
  '«Химки-2»',
  '«Северный»',
  '«Домодедово»',
  '«Шушары»',
  '«Транзитный»',
  '«Основной»',
  '«Холодный»',
];
const GOODS = [
  'кофе в зёрнах 1 кг',
  'перчатки рабочие',
  'сыр «Российский»',
  'батарейки АА',
  'полотенца бумажные',
  'кабель USB-C',
  'корм для кошек',
  'масло подсолнечное',
  'удлинитель 5 м',
  'шампунь детский',
];

/** Each slot has one value within a ticket, whoever speaks. */
export function slotsFor(random: Random): (text: string) => string {
  const values: Record<string, string> = {
    till: `№ ${random.between(1, 14)}`,
    store: random.pick(STORES),
    warehouse: random.pick(WAREHOUSES),
    good: random.pick(GOODS),
    sku: `${random.between(10, 89)}-${random.between(100, 999)}`,
    doc: String(random.between(1200, 9800)),
    n: String(random.between(3, 40)),
    m: String(random.between(2, 9)),
    sum: `${random.between(2, 98)} ${random.between(100, 999)} ₽`,
    time: `${random.between(9, 18)}:${String(random.between(0, 59)).padStart(2, '0')}`,
  };
  return (text) =>
    text.replace(/\{(\w+)\}/gu, (slot, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`no value for ${slot}`);
      return value;
    });
}
