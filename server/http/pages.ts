/** What browsers load: the widget for any page, the console for staff. */
import { Hono, type Context } from 'hono';
import { join } from 'node:path';
import { asset, type Asked, FOR_ANY_PAGE, FOR_EVER, FOR_MINUTES } from './assets.ts';
import { entryOfToday } from './entry-of-today.ts';
import { consolePolicy } from './headers.ts';

function asked(c: Context, name: string): Asked {
  return { name, acceptEncoding: c.req.header('accept-encoding') };
}

/** `filesHost`: where the console's pictures come from when not from its own. */
export function pages(dist: string, { filesHost }: { filesHost: string | null }): Hono {
  const app = new Hono();
  const policy = consolePolicy(filesHost);

  for (const name of ['widget.js', 'feedback.js']) {
    app.get(`/${name}`, async (c) => {
      const file = await asset(dist, asked(c, name), { ...FOR_ANY_PAGE, 'cache-control': FOR_MINUTES });
      return file ?? c.notFound();
    });
  }
  app.get('/w/:name', async (c) => {
    const folder = join(dist, 'w');
    const name = c.req.param('name');
    const file = await asset(folder, asked(c, name), { ...FOR_ANY_PAGE, 'cache-control': FOR_EVER });
    return file ?? (await entryOfToday(folder, name)) ?? c.notFound();
  });

  app.get('/admin/assets/:name', async (c) => {
    const file = await asset(join(dist, 'console', 'assets'), asked(c, c.req.param('name')), {
      'cache-control': FOR_EVER,
    });
    return file ?? c.notFound();
  });
  app.get('/admin', (c) => c.redirect('/admin/'));
  // Every other address of the console is a place within its one page; what looks like a file is none.
  app.get('/admin/*', async (c) => {
    if (/\.[a-z0-9]+$/i.test(c.req.path)) return c.notFound();
    const page = await asset(join(dist, 'console'), asked(c, 'index.html'), {
      'content-security-policy': policy,
    });
    return page ?? c.notFound();
  });
  return app;
}
