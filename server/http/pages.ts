/** What browsers load: the widget for any page, the console for staff. */
import { Hono, type Context } from 'hono';
import { join } from 'node:path';
import { asset, type Asked, FOR_ANY_PAGE, FOR_EVER, FOR_MINUTES } from './assets.ts';
import { entryOfToday } from './entry-of-today.ts';
import { CONSOLE_POLICY } from './headers.ts';

function asked(c: Context, name: string): Asked {
  return { name, acceptEncoding: c.req.header('accept-encoding') };
}

export function pages(dist: string): Hono {
  const app = new Hono();

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
      'content-security-policy': CONSOLE_POLICY,
    });
    return page ?? c.notFound();
  });
  return app;
}
