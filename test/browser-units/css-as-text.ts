/**
 * Serves `import css from './x.css?inline'` to browser tests as the build does: a module whose default is the text.
 */
import type { TestRunnerPlugin } from '@web/test-runner';

export function cssAsText(): TestRunnerPlugin {
  const isText = (url: string) => url.endsWith('.css?inline');
  return {
    name: 'css-as-text',
    resolveMimeType: (context) => (isText(context.url) ? 'js' : undefined),
    transform: (context) =>
      isText(context.url) ? { body: `export default ${JSON.stringify(context.body)};` } : undefined,
  };
}
