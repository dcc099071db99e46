/* What old and careless pages do to everybody else's code. */
window.violations = [];
window.failures = [];
window.names = [];
window.names.push(...Object.getOwnPropertyNames(window));
document.addEventListener('securitypolicyviolation', (event) =>
  window.violations.push(event.violatedDirective),
);
window.addEventListener('error', (event) => window.failures.push(String(event.message)));
window.addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)));

/* Another Lit's policy has taken the usual name. */
window.trustedTypes?.createPolicy('lit-html', { createHTML: (html) => html });

Array.prototype.last = function last() {
  return this[this.length - 1];
};
Object.prototype.extra = 'extra';
const fetched = window.fetch;
window.fetch = function patched(...given) {
  return fetched.apply(this, given);
};
