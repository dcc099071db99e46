/** Files that hang on tickets: a screenshot, a log, an invoice. Made here, byte for byte the same from the same seed. */
import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.ts';

export type Paper = { name: string; bytes: Uint8Array };

type Colour = readonly [number, number, number];
type Box = { x: number; y: number; width: number; height: number; colour: Colour };

const PAPER: Colour = [247, 248, 250];
const INK: Colour = [71, 85, 105];
const LINE: Colour = [226, 232, 240];
const BAR: Colour = [30, 64, 110];
const ALARM: Colour = [190, 40, 45];

/** A window with a table and a message in it, as far as one can be told from grey bars. */
export function screenshot(random: Random): Paper {
  const [width, height] = [480, 300];
  const boxes: Box[] = [{ x: 0, y: 0, width, height: 34, colour: BAR }];
  for (let row = 0; row < 8; row++) {
    const y = 54 + row * 28;
    boxes.push({ x: 16, y: y + 20, width: width - 32, height: 1, colour: LINE });
    for (const [x, widest] of [
      [16, 70],
      [110, 180],
      [320, 60],
      [410, 50],
    ] as const) {
      boxes.push({ x, y, width: random.between(Math.floor(widest / 2), widest), height: 9, colour: INK });
    }
  }
  const top = random.between(90, 190);
  boxes.push({ x: 90, y: top, width: 300, height: 70, colour: ALARM });
  boxes.push({ x: 92, y: top + 2, width: 296, height: 66, colour: [255, 245, 245] });
  boxes.push({ x: 108, y: top + 18, width: random.between(140, 240), height: 9, colour: ALARM });
  boxes.push({ x: 108, y: top + 40, width: random.between(100, 200), height: 9, colour: INK });
  return { name: `Снимок экрана ${random.between(1, 60)}.png`, bytes: png(width, height, boxes) };
}

export function journal(random: Random): Paper {
  const lines = Array.from({ length: random.between(30, 120) }, () => {
    const time = `${random.between(9, 18)}:${pad(random.between(0, 59))}:${pad(random.between(0, 59))}`;
    return `${time}  ${random.pick(['обмен', 'печать', 'оплата', 'связь'])}  ${random.pick([
      'ок',
      'ок',
      'ок',
      'нет ответа, код 504',
      'повтор через 5 с',
      'документ отложен',
    ])}`;
  });
  return {
    name: `журнал-${random.between(1, 30)}.txt`,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
  };
}

/** The least that a reader of PDF shows: one page, three lines, a font that every reader has. */
export function invoicePaper(number: string, rubles: number): Paper {
  const lines = [`Invoice ${number}`, `Total: RUB ${rubles}.00`, 'Smart Systems LLC'];
  const text = lines
    .map((line, i) => `BT /F1 ${i === 0 ? 20 : 12} Tf 60 ${740 - i * 34} Td (${line}) Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return { name: `Счёт ${number}.pdf`, bytes: new TextEncoder().encode(body + table + end) };
}

const pad = (value: number) => String(value).padStart(2, '0');

function png(width: number, height: number, boxes: readonly Box[]): Uint8Array {
  const stride = width * 3 + 1;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(PAPER, y * stride + 1 + x * 3);
  }
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) pixels.set(box.colour, y * stride + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
