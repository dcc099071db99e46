/** As much of Mattermost as a direct message needs; goes away and comes back. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type RestartingMattermost = {
  url: string;
  /** Different notices that have arrived, and how many came more than once. */
  arrived(): number;
  repeats(): number;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
};

type Post = { id: string; create_at: number; channel_id: string; props: { notice_id?: string } };

/** Of the last, for whoever asks whether one has arrived. */
const KEPT = 2000;

export async function aRestartingMattermost(): Promise<RestartingMattermost> {
  const posts: Post[] = [];
  const arrived = new Set<string>();
  let repeats = 0;
  let port = 0;
  let server: Server | null = null;

  const answer = (path: string, body: string): unknown => {
    if (path === '/api/v4/users/me') return { id: 'bot' };
    if (path === '/api/v4/channels/direct') return { id: 'direct' };
    if (path !== '/api/v4/posts')
      return {
        order: posts.map(({ id }) => id),
        posts: Object.fromEntries(posts.map((post) => [post.id, post])),
      };
    const post: Post = {
      ...(JSON.parse(body) as Post),
      id: randomBytes(13).toString('hex'),
      create_at: Date.now(),
    };
    posts.push(post);
    if (posts.length > KEPT) posts.shift();
    const notice = post.props.notice_id ?? '';
    if (arrived.has(notice)) repeats += 1;
    arrived.add(notice);
    return post;
  };

  const mattermost: RestartingMattermost = {
    url: '',
    arrived: () => arrived.size,
    repeats: () => repeats,

    async goAway() {
      const gone = server;
      server = null;
      gone?.closeAllConnections();
      await new Promise<void>((done) => (gone ? gone.close(() => done()) : done()));
    },

    async comeBack() {
      if (server) return;
      server = createServer((request, response) => {
        void text(request).then(
          (body) => {
            response.setHeader('content-type', 'application/json');
            const path = new URL(request.url ?? '/', 'http://here').pathname;
            response.statusCode = request.method === 'POST' ? 201 : 200;
            response.end(JSON.stringify(answer(path, body)));
          },
          // Whoever asked has gone in the middle of it.
          () => response.destroy(),
        );
      });
      await new Promise<void>((done) => server!.listen(port, '127.0.0.1', done));
      port = (server.address() as AddressInfo).port;
      mattermost.url = `http://127.0.0.1:${port}`;
    },
  };
  await mattermost.comeBack();
  return mattermost;
}
