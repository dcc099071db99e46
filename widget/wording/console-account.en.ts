import type { AccountWords } from './console-account.ru.ts';

export const accountEn: AccountWords = {
  title: 'My sign-in',
  password: {
    title: 'Password',
    current: 'Current password',
    next: 'New password',
    again: 'New password again',
    hint: (min) => `At least ${min} characters`,
    change: 'Change the password',
    changed: 'The password is changed. Other devices are signed out',
    wrong: 'The password is not right',
    differ: 'The passwords differ',
  },
  factor: {
    title: 'Second step at sign-in',
    lead: 'After the password we ask for a code from an app on your phone: a stolen password will not be enough.',
    on: 'On',
    off: 'Off',
    begin: 'Turn on',
    drop: 'Turn off',
    password: 'Password, so that it is surely you',
    scan: 'Scan it with an app: Google Authenticator, 1Password or another',
    picture: 'A code for the app, with the same key in it',
    secret: 'Or type the key by hand',
    kept: 'Spare codes. Shown once: each lets you in one time when the phone is not at hand',
    code: 'Code from the app',
    confirm: 'Confirm',
    wrongCode: 'The code is not right. The clock of the phone must be',
    done: 'The second step is on',
    dropped: 'The second step is off',
  },
};
