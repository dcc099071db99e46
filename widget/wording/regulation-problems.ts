/**
 * The check of a regulation speaks English, to whoever writes the file. In the console it is said in Russian too; what has
 * no row here is shown as it came.
 */
import type { Language } from '../../shared/ticket.ts';

type Row = readonly [RegExp, (...found: string[]) => string];

const RU: readonly Row[] = [
  [/^(.*) is not a span; write (.*)$/, (value, example) => `${value} не промежуток: напишите ${example}`],
  [/^(.*) does not end after it begins.*$/, (value) => `${value}: конец должен быть позже начала`],
  [
    /^(.*) begins before the span in front of it has ended$/,
    (value) => `${value} начинается раньше, чем кончился предыдущий промежуток`,
  ],
  [/^(.*) is not a date; write (.*)$/, (value, example) => `${value} не дата: напишите ${example}`],
  [/^(.*) is not a time zone; write .*$/, (value) => `${value} не часовой пояс: напишите "Europe/Moscow"`],
  [
    /^(.*) with weekend (.*) never opens.*$/,
    () => 'Ни одного рабочего часа: оставьте хотя бы один день с часами',
  ],
  [
    /^missing; write a whole number from (\d+) to (\d+)$/,
    (min, max) => `Нужно целое число от ${min} до ${max}`,
  ],
  [
    /^(.*) is not allowed; write a whole number from (\d+) to (\d+)$/,
    (value, min, max) =>
      (value === '""' || value === 'null' ? '' : `${value} не подходит. `) +
      `Нужно целое число от ${min} до ${max}`,
  ],
  [
    /^(.*) is more than (\d+), the ceiling for a bug$/,
    (value, max) => `${value} больше потолка для ошибки: ${max} ч`,
  ],
  [
    /^(.*) is not allowed; write 1 to (\d+) characters$/,
    (value, max) => `${value} не подходит: от 1 до ${max} знаков`,
  ],
  [/^(.*) stands here twice$/, (value) => `${value} записано дважды`],
  [/^(.*) is more than the shift has: (.*)$/, (value, max) => `${value} больше, чем людей в смене: ${max}`],
  [/^(.*) tenths are not more than normalFrom: (.*)$/, () => 'Должно быть больше, чем «нормально от»'],
  [
    /^(.*) working days are not more than reminders.verification: (.*)$/,
    (value, days) => `${value} рабочих дней не больше, чем до напоминания: ${days}`,
  ],
  [/^missing; write (.*)$/, (type) => `Не хватает значения: ${type}`],
  [/^(.*) is not allowed; allowed: (.*)$/, (value, allowed) => `${value} не подходит. Можно: ${allowed}`],
  [/^(.*) is not allowed; write (.*)$/, (value, type) => `${value} не подходит: ${type}`],
  [/^(.*): no such field; known are (.*)$/, (field, known) => `${field}: такого поля нет, есть ${known}`],
  [/^is not JSON: (.*)$/, (why) => `Это не JSON: ${why}`],
  [/^(.*) is of another year$/, (date) => `${date} из другого года`],
  [
    /^(.*) is a Saturday or a Sunday.*$/,
    (date) => `${date} и так выходной: нужны дни с понедельника по пятницу`,
  ],
  [/^(.*) is neither a Saturday nor a Sunday$/, (date) => `${date} не суббота и не воскресенье`],
  [/^(.*) is no working day, so.*$/, (date) => `${date} не рабочий день, короче он быть не может`],
];

export const sayProblem = (says: string, language: Language): string => {
  if (language === 'en') return says;
  for (const [form, said] of RU) {
    const found = form.exec(says);
    if (found) return said(...found.slice(1));
  }
  return says;
};
