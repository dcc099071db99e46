/* The licensee's own script. What concerns support is the first block; the rest is this page's switches. */

const backend = (path) => fetch(`/demo/backend/${path}`, { method: 'POST' });

/** The widget asks for a token whenever it needs one; null means that nobody is signed in. */
async function identityToken() {
  const answer = await backend('identity-token');
  return answer.ok ? answer.text() : null;
}

/** The tag is async: its script may come before this one or after. */
customElements.whenDefined('smart-support').then(async () => {
  const { user } = await (await fetch('/demo/backend/who')).json();
  if (user) window.smartSupport.identify(identityToken);
});

// ---- the switches -------------------------------------------------------------------------------------------------

const ENGLISH = {
  shipments: 'Shipments',
  wishes: 'Wishes',
  person: 'Signed in',
  nobody: 'nobody, anonymous',
  language: 'Language',
  theme: 'Theme',
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  waybill: 'Waybill',
  store: 'Store',
  consignee: 'Consignee',
  sum: 'Sum, ₽',
  state: 'State',
  packing: 'Being packed',
  shipped: 'Shipped',
  accepted: 'Accepted',
  whatIsMissing: 'What do you miss?',
  lead: 'A person reads every wish. We answer right here and say whether we will do it.',
};

const asked = new URLSearchParams(location.search);
const language = asked.get('lang') ?? 'ru';
const theme = asked.get('theme') ?? 'light dark';
document.documentElement.lang = language;
document.documentElement.style.colorScheme = theme;
if (language === 'en') {
  for (const each of document.querySelectorAll('[data-say]')) each.textContent = ENGLISH[each.dataset.say];
}
for (const link of document.querySelectorAll('nav a')) link.href += location.search;

const [person, languages, themes] = ['person', 'language', 'theme'].map((id) => document.getElementById(id));
languages.value = language;
themes.value = theme;
fetch('/demo/backend/who')
  .then((answer) => answer.json())
  .then(({ user }) => (person.value = user ?? ''));

person.addEventListener('change', async () => {
  // Whoever leaves takes everything along: the next one sees nothing of theirs.
  window.smartSupport?.logout();
  await backend(person.value ? `sign-in/${person.value}` : 'sign-out');
  if (person.value) window.smartSupport?.identify(identityToken);
});

const ask = (name, value) => {
  asked.set(name, value);
  location.search = asked;
};
languages.addEventListener('change', () => ask('lang', languages.value));
themes.addEventListener('change', () => ask('theme', themes.value));
