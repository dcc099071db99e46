/**
 * axe-core is no ES module: this gives it the `module` it looks for and exports what it puts there.
 */
import type { TestRunnerPlugin } from '@web/test-runner';

export function axeAsModule(): TestRunnerPlugin {
  return {
    name: 'axe-as-module',
    transform: (context) =>
      /\/axe-core\/axe(\.min)?\.js$/.test(context.path)
        ? { body: `const module = { exports: {} };\n${String(context.body)}\nexport default module.exports;` }
        : undefined,
  };
}
