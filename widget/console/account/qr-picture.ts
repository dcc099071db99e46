import { svg, html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Dark on light whatever the theme: cameras read no other. */
export const qrPicture = (text: string, label: string): TemplateResult => {
  const { size, data } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}>
    ${svg`<rect width=${size} height=${size} class="qr-light"/><path d=${path} class="qr-dark"/>`}
  </svg>`;
};
