/** Who works at the desk and who writes to it. */
import type { StaffRole } from '../../shared/ticket.ts';

export type ProductKey = 'till' | 'stock' | 'market';

export const PRODUCTS: Record<ProductKey, { name: string; parts: readonly string[] }> = {
  till: {
    name: 'Смарт-Касса',
    parts: [
      'Смены',
      'Оплата',
      'Возвраты',
      'Скидки',
      'Печать',
      'Чек',
      'Ценники',
      'Маркировка',
      'Оборудование',
      'Отчёты',
      'Права',
    ],
  },
  stock: {
    name: 'Смарт-Склад',
    parts: [
      'Приёмка',
      'Остатки',
      'Сборка',
      'Отгрузки',
      'Перемещения',
      'Инвентаризация',
      'Этикетки',
      'Сроки годности',
      'Адресное хранение',
      'Уведомления',
      'Обмен с 1С',
      'Отчёты',
    ],
  },
  market: {
    name: 'Смарт-Маркет',
    parts: ['Каталог', 'Цены', 'Заказы', 'Оплата', 'Доставка', 'Самовывоз', 'Отзывы', 'Письма'],
  },
};

export type SampleLicensee = {
  name: string;
  products: readonly ProductKey[];
  site: { name: string; origin: string; page: string; identityRequired: boolean };
  people: readonly { name: string; mailbox: string }[];
};

export const LICENSEES: readonly SampleLicensee[] = [
  {
    name: 'Вектор-Логистик',
    products: ['stock', 'till'],
    site: {
      name: 'Личный кабинет',
      origin: 'https://lk.vektor-logistik.example',
      page: '/sklad',
      identityRequired: true,
    },
    people: [
      { name: 'Елена Судакова', mailbox: 'sudakova' },
      { name: 'Игорь Лапшин', mailbox: 'lapshin' },
      { name: 'Рустам Хабибуллин', mailbox: 'khabibullin' },
      { name: 'Ольга Ветрова', mailbox: 'vetrova' },
      { name: 'Денис Крючков', mailbox: 'kryuchkov' },
      { name: 'Наталья Пак', mailbox: 'pak' },
    ],
  },
  {
    name: 'Ритейл-Плюс',
    products: ['till', 'market', 'stock'],
    site: {
      name: 'Рабочее место кассира',
      origin: 'https://rabota.retail-plus.example',
      page: '/kassa',
      identityRequired: false,
    },
    people: [
      { name: 'Светлана Зуева', mailbox: 'zueva' },
      { name: 'Артём Голиков', mailbox: 'golikov' },
      { name: 'Марина Терещенко', mailbox: 'tereshchenko' },
      { name: 'Виктор Ням', mailbox: 'nyam' },
      { name: 'Алина Сафронова', mailbox: 'safronova' },
      { name: 'Павел Дуров', mailbox: 'p.durov' },
      { name: 'Галина Мельник', mailbox: 'melnik' },
    ],
  },
  {
    name: 'Северный берег',
    products: ['market', 'till'],
    site: {
      name: 'Кабинет магазина',
      origin: 'https://shop.sever-bereg.example',
      page: '/magazin',
      identityRequired: false,
    },
    people: [
      { name: 'Кирилл Ануфриев', mailbox: 'anufriev' },
      { name: 'Лидия Корж', mailbox: 'korzh' },
      { name: 'Тамара Юдина', mailbox: 'yudina' },
      { name: 'Станислав Бек', mailbox: 'bek' },
      { name: 'Юлия Воронцова', mailbox: 'vorontsova' },
    ],
  },
];

export type SampleMember = { name: string; mailbox: string; role: StaffRole; technicalSpecialist: boolean };

export const STAFF: readonly SampleMember[] = [
  { name: 'Анна Корнилова', mailbox: 'kornilova', role: 'agent', technicalSpecialist: false },
  { name: 'Мария Осипова', mailbox: 'osipova', role: 'agent', technicalSpecialist: false },
  { name: 'Тимур Галиев', mailbox: 'galiev', role: 'agent', technicalSpecialist: true },
  { name: 'Илья Доронин', mailbox: 'doronin', role: 'agent', technicalSpecialist: true },
  { name: 'Оксана Белова', mailbox: 'belova', role: 'agent', technicalSpecialist: false },
  { name: 'Фёдор Ким', mailbox: 'kim', role: 'agent', technicalSpecialist: false },
  { name: 'Вера Савельева', mailbox: 'savelieva', role: 'manager', technicalSpecialist: false },
  { name: 'Сергей Рогов', mailbox: 'rogov', role: 'administrator', technicalSpecialist: false },
];

export const STAFF_DOMAIN = 'desk.example';
