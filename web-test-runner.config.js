import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { BROWSER_FLAGS, browserPath } from './test/browser.ts';
import { axeAsModule } from './test/browser-units/axe-as-module.ts';
import { cssAsText } from './test/browser-units/css-as-text.ts';

export default {
  files: 'test/**/*.browser.ts',
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 1,
  testsFinishTimeout: 180_000,
  testFramework: { config: { timeout: 20_000 } },
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await browserPath(), args: BROWSER_FLAGS },
    }),
  ],
  plugins: [
    cssAsText(),
    axeAsModule(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
      define: {
        __PANEL__: '"/widget/embed/panel.ts"',
        __UNREAD__: '"/widget/embed/unread.ts"',
      },
    }),
  ],
};
