import { language } from '../words.ts';

/** "12 500", "12 500,5", "12,500.50" in kopecks; null for anything else, zero among it. */
export const kopecksOf = (text: string): number | null => {
  const tight = text.replaceAll(/[\s\u00a0\u202f₽]/g, '');
  const match = /^(\d{1,3}([,.])\d{3}(?:\2\d{3})*|\d+)(?:([,.])(\d{1,2}))?$/.exec(tight);
  if (!match?.[1] || (match[2] && match[2] === match[3])) return null;
  const roubles = Number(match[1].replaceAll(/[,.]/g, ''));
  const kopecks = Number((match[4] ?? '').padEnd(2, '0') || '0');
  const sum = roubles * 100 + kopecks;
  return Number.isSafeInteger(sum) && sum > 0 && sum <= 100_000_000_000 ? sum : null;
};

export const moneyOf = (kopecks: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'currency',
    currency: 'RUB',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: kopecks % 100 ? 2 : 0,
  }).format(kopecks / 100);
