/** Asked for by `import()`: what lies behind stands in one file with all that comes with it. */
export { askedConsent } from './asked-consent.ts';
