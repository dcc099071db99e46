/**
 * A Mattermost of the test's own on a port of this machine: what it is asked is held against the published description of
 * the API, and so is what it answers. It can be told to be down, slow, too busy, to refuse, and to lose its answers.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { described, type Described } from './mattermost-description.ts';

export const TOKEN = 'bot-access-token-of-26-letters';
const BOT = 'bot00000000000000000000000';

export type MattermostPost = {
  id: string;
  create_at: number;
  channel_id: string;
  root_id: string;
  user_id: string;
  message: string;
  pending_post_id?: string;
  props: Record<string, unknown>;
};

export type Asked = { method: string; path: string; body: unknown };

export type Mood =
  | 'works'
  /** As it answers when it refuses: its own errors are JSON, a gateway's are not. */
  | { status: number; says?: string; id?: string; html?: string }
  | { tooMany: number }
  /** Answers after this. */
  | { slowMs: number }
  | 'never_answers'
  /** Does what it is asked, and the line is cut before it has said so. */
  | 'loses_the_answer'
  | { redirects: string };

export type Button = { id: string; name: string; integration: { url: string; context: unknown } };

export type Mattermost = {
  url: URL;
  settings: { url: URL; token: string };
  /** Of all calls, or by what is asked. */
  mood: Mood | ((asked: Asked) => Mood);
  /** In the order in which they came. */
  posts: MattermostPost[];
  asked: Asked[];
  /** What was not as the description has it; a test that leaves something here has failed. */
  wrong: string[];
  /** Makes an incoming webhook of a channel; its address. */
  hook(channelId: string): string;
  /** As a person presses a button: what our side answered, and the post as it stands then. */
  click(postId: string, action: string, user?: { id: string; name: string }): Promise<Clicked>;
  deletePost(id: string): void;
  close(): Promise<void>;
  open(): Promise<void>;
};

export type Clicked = { status: number; body: unknown; post: MattermostPost };

const anId = (() => {
  let ids = 0;
  return (kind: string) => `${kind}${String(++ids).padStart(26 - kind.length, '0')}`;
})();

export async function aMattermost(): Promise<Mattermost> {
  const description: Described = described();
  const hooks = new Map<string, string>();
  const directs = new Map<string, string>();
  let server: Server | null = null;
  let port = 0;
  let at = Date.UTC(2026, 9, 5);

  const say = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(text);
  };
  const appError = (status: number, id: string, message: string) => ({
    id,
    message,
    detailed_error: '',
    request_id: anId('request'),
    status_code: status,
  });

  const add = (post: Omit<MattermostPost, 'id' | 'create_at'>): MattermostPost => {
    const made = { id: anId('post'), create_at: (at += 1), ...post };
    mattermost.posts.push(made);
    return made;
  };
  const listOf = (posts: readonly MattermostPost[]) => ({
    order: posts.map(({ id }) => id),
    posts: Object.fromEntries(posts.map((post) => [post.id, post])),
    next_post_id: '',
    prev_post_id: '',
  });

  /** What it does, once it does something. */
  function act({ method, path, body }: Asked): { status: number; body: unknown } {
    const given = (body ?? {}) as Record<string, string> & { props?: Record<string, unknown> };
    const [, id = ''] = /^\/(?:posts|channels|users)\/([^/?]+)/.exec(path) ?? [];
    if (path === '/users/me') return { status: 200, body: { id: BOT, username: 'desk' } };
    if (path === '/channels/direct') {
      const pair = (body as string[]).toSorted().join('__');
      const channel = directs.get(pair) ?? anId('direct');
      directs.set(pair, channel);
      return { status: 201, body: { id: channel, type: 'D', name: pair } };
    }
    if (path === '/posts') {
      const { channel_id = '', message = '', root_id = '', pending_post_id } = given;
      if (root_id && !mattermost.posts.some((post) => post.id === root_id)) {
        return {
          status: 400,
          body: appError(400, 'api.post.create_post.root_id.app_error', 'Invalid RootId parameter.'),
        };
      }
      if (message.length > 16_383)
        return {
          status: 400,
          body: appError(400, 'model.post.is_valid.message_length.app_error', 'too long'),
        };
      const props = given.props ?? {};
      const user_id = BOT;
      return {
        status: 201,
        body: add({
          channel_id,
          message,
          root_id,
          user_id,
          props,
          ...(pending_post_id ? { pending_post_id } : {}),
        }),
      };
    }
    if (method === 'PUT') {
      const post = mattermost.posts.find((each) => each.id === id);
      if (!post)
        return { status: 404, body: appError(404, 'app.post.get.app_error', 'Unable to get the post.') };
      Object.assign(post, { message: given.message ?? post.message, props: given.props ?? post.props });
      return { status: 200, body: post };
    }
    if (path.endsWith('/thread'))
      return {
        status: 200,
        body: listOf(mattermost.posts.filter((post) => post.id === id || post.root_id === id)),
      };
    return { status: 200, body: listOf(mattermost.posts.filter((post) => post.channel_id === id)) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const url = new URL(request.url ?? '/', mattermost.url);
    const method = request.method ?? 'GET';
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const isHook = url.pathname.startsWith('/hooks/');
    const asked = { method, path: url.pathname.replace(/^\/api\/v4/, ''), body };
    mattermost.asked.push(asked);
    const mood = typeof mattermost.mood === 'function' ? mattermost.mood(asked) : mattermost.mood;
    if (mood === 'never_answers') return;
    if (typeof mood === 'object') {
      if ('slowMs' in mood) await new Promise((resolve) => setTimeout(resolve, mood.slowMs));
      // As the real one does it: no JSON, and seconds.
      if ('tooMany' in mood)
        return say(response, 429, 'limit exceeded', {
          'retry-after': mood.tooMany,
          'x-ratelimit-reset': mood.tooMany,
        });
      if ('redirects' in mood) return say(response, 302, '', { location: mood.redirects });
      if ('status' in mood)
        return say(
          response,
          mood.status,
          mood.html ?? appError(mood.status, mood.id ?? 'api.context.app_error', mood.says ?? 'No.'),
        );
    }
    const done = isHook ? byHook(url.pathname, body) : byApi(asked, request, url);
    if (mood === 'loses_the_answer') return void request.socket.destroy();
    say(response, done.status, done.body);
  }

  function byApi(asked: Asked, request: IncomingMessage, url: URL): { status: number; body: unknown } {
    mattermost.wrong.push(...description.requestProblems(asked.method, url, asked.body));
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return {
        status: 401,
        body: appError(401, 'api.context.session_expired.app_error', 'Invalid or expired session.'),
      };
    const done = act(asked);
    mattermost.wrong.push(...description.answerProblems(asked.method, url, done));
    return done;
  }

  function byHook(path: string, body: unknown): { status: number; body: unknown } {
    const channelId = hooks.get(path.slice('/hooks/'.length));
    if (!channelId)
      return {
        status: 404,
        body: appError(404, 'web.incoming_webhook.invalid.app_error', 'Invalid webhook.'),
      };
    const { text, props = {}, attachments } = body as { text: string; props?: object; attachments?: unknown };
    add({
      channel_id: channelId,
      root_id: '',
      user_id: BOT,
      message: asSlack(text),
      props: { ...props, from_webhook: 'true', ...(attachments ? { attachments } : {}) },
    });
    return { status: 200, body: 'ok' };
  }

  const mattermost: Mattermost = {
    url: new URL('http://127.0.0.1'),
    settings: { url: new URL('http://127.0.0.1'), token: TOKEN },
    mood: 'works',
    posts: [],
    asked: [],
    wrong: [],

    hook(channelId) {
      const id = anId('hook');
      hooks.set(id, channelId);
      return new URL(`/hooks/${id}`, mattermost.url).href;
    },

    async click(postId, action, user = { id: 'person00000000000000000001', name: 'petrov' }) {
      const post = mattermost.posts.find(({ id }) => id === postId);
      const attachments = (post?.props['attachments'] ?? []) as { actions?: Button[] }[];
      const button = attachments.flatMap(({ actions = [] }) => actions).find(({ id }) => id === action);
      if (!post || !button) throw new Error(`the post ${postId} has no button ${action}`);
      const response = await fetch(button.integration.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          user_id: user.id,
          user_name: user.name,
          channel_id: post.channel_id,
          channel_name: 'department',
          team_id: 'team0000000000000000000001',
          team_domain: 'desk',
          post_id: postId,
          trigger_id: 'dHJpZ2dlcg==',
          type: '',
          data_source: '',
          context: button.integration.context,
        }),
      });
      const text = await response.text();
      const body: unknown = text === '' ? null : JSON.parse(text);
      const update = (body as { update?: Partial<MattermostPost> } | null)?.update;
      if (response.status === 200 && update) Object.assign(post, { props: {}, ...update });
      return { status: response.status, body, post };
    },

    deletePost(id) {
      mattermost.posts = mattermost.posts.filter((post) => post.id !== id);
    },

    async open() {
      const opened = createServer((request, response) => {
        answer(request, response).catch((error) => {
          mattermost.wrong.push(String(error));
          response.destroy();
        });
      });
      server = opened;
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
      port = (opened.address() as AddressInfo).port;
      mattermost.url = new URL(`http://127.0.0.1:${port}`);
      mattermost.settings.url = mattermost.url;
    },

    async close() {
      const open = server;
      server = null;
      if (!open) return;
      open.closeAllConnections();
      await new Promise<void>((resolve) => open.close(() => resolve()));
    },
  };
  await mattermost.open();
  onTestFinished(() => mattermost.close());
  return mattermost;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** As a webhook's text is read before anything else reads it. */
const asSlack = (text: string): string =>
  text
    .replace(/<!(channel|here|all)>/g, '@$1')
    .replace(/<(https?:[^<|]+)\|([^>]+)>/g, '[$2]($1)')
    .replace(/<(https?:[^>]+)>/g, '$1');
