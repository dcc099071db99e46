/**
 * The calls of Mattermost's API that are needed here. Every failure keeps its status, what the server said, and how long
 * it asks to wait; a redirect is followed nowhere, and no secret comes into a message.
 */
import { oneLine } from './one-line.ts';
import { NotDelivered, type NotDeliveredOptions } from './transport.ts';

export type Post = { id: string; root_id?: string; props?: { notice_id?: unknown } };

export type NewPost = {
  channel_id: string;
  message: string;
  root_id?: string;
  pending_post_id: string;
  props: Readonly<Record<string, unknown>>;
};

export type MattermostApi = {
  post(post: NewPost): Promise<Post>;
  patch(postId: string, change: { message: string; props: object }): Promise<void>;
  directChannel(userId: string): Promise<string>;
  thread(rootId: string): Promise<Post[]>;
  postsSince(channelId: string, since: number): Promise<Post[]>;
};

type Call = {
  url: URL;
  method: 'GET' | 'POST' | 'PUT';
  body?: object;
  token?: string;
  /** Must not be told to anybody. */
  secrets: readonly string[];
  signal: AbortSignal;
};

/** One for the life of the program; `signal` ends whatever one message takes. */
export function mattermostApi({ url, token }: { url: URL; token: string }) {
  const base = new URL(url.href.endsWith('/') ? url.href : `${url.href}/`);
  const direct = new Map<string, string>();
  let bot: string | null = null;

  return (signal: AbortSignal): MattermostApi => {
    const call = (method: Call['method'], path: string, body?: object) =>
      answerOf({
        url: new URL(`api/v4/${path}`, base),
        method,
        ...(body ? { body } : {}),
        token,
        secrets: [token],
        signal,
      });
    const id = encodeURIComponent;
    const postsOf = (answer: Answer): Post[] =>
      Object.values((answer.json as { posts?: Record<string, Post> }).posts ?? {});

    return {
      async post(post) {
        try {
          return postOf(await call('POST', 'posts', post));
        } catch (error) {
          if (!isRootGone(error) || post.root_id === undefined) throw error;
          // Somebody has deleted the first message of the thread: this one begins it anew.
          const { root_id: _, ...anew } = post;
          return postOf(await call('POST', 'posts', anew));
        }
      },
      async patch(postId, change) {
        postOf(await call('PUT', `posts/${id(postId)}/patch`, change));
      },
      async directChannel(userId) {
        const known = direct.get(userId);
        if (known !== undefined) return known;
        bot ??= idOf(await call('GET', 'users/me'));
        const channelId = idOf(await call('POST', 'channels/direct', [bot, userId]));
        direct.set(userId, channelId);
        return channelId;
      },
      thread: async (rootId) => postsOf(await call('GET', `posts/${id(rootId)}/thread`)),
      postsSince: async (channelId, since) =>
        postsOf(await call('GET', `channels/${id(channelId)}/posts?since=${Math.max(1, since)}`)),
    };
  };
}

/** An incoming webhook: whoever knows the address may post, so the address is the secret. */
mattermostApi.hook = (webhookUrl: string) => {
  const url = new URL(webhookUrl);
  const secrets = url.pathname.split('/').filter((part) => part.length > 8);
  return {
    async send(body: object, signal: AbortSignal): Promise<void> {
      await answerOf({ url, method: 'POST', body, secrets, signal });
    },
  };
};

type Answer = { status: number; text: string; json: unknown };

async function answerOf({ url, method, body, token, secrets, signal }: Call): Promise<Answer> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new NotDelivered('bad_address', '');
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal,
    });
    text = await response.text();
  } catch (cause) {
    throw unanswered(cause, method !== 'GET');
  }
  const { status, headers } = response;
  const json = parsed(text);
  if (response.ok) return { status, text, json };
  throw refusedBy({ status, headers, said: saidIn(json, text, secrets), isHook: token === undefined });
}

function unanswered(cause: unknown, mayHaveArrived: boolean): NotDelivered {
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return new NotDelivered('timed_out', '', { cause, unclear: mayHaveArrived });
  const inner = (cause as { cause?: { code?: unknown } }).cause;
  const code = typeof inner?.code === 'string' ? inner.code : '';
  const neverArrived = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return new NotDelivered('unreachable', code, { cause, unclear: mayHaveArrived && !neverArrived });
}

type Refusing = { status: number; headers: Headers; said: string; isHook: boolean };

function refusedBy({ status, headers, said, isHook }: Refusing): NotDelivered {
  const what = `${status} ${said}`.trim();
  if (status === 429) return new NotDelivered('too_many', what, toldToWait(headers));
  if (status === 503) return new NotDelivered('unreachable', what, toldToWait(headers));
  // A gateway that finds nobody behind it, or somebody else's front door: the message may be behind it all the same.
  if (status === 502 || status === 504) return new NotDelivered('unreachable', what, { unclear: true });
  if (status >= 500) return new NotDelivered('server_error', what, { unclear: true });
  if (status === 401 && !isHook) return new NotDelivered('sign_in_refused', what);
  if (status >= 300 && status < 400) return new NotDelivered('sends_elsewhere', what);
  if (status === 408) return new NotDelivered('timed_out', what, { unclear: true });
  return new NotDelivered('refused', what, { cause: new Error(said) });
}

function toldToWait(headers: Headers): NotDeliveredOptions {
  // Both are seconds from now.
  const told = headers.get('retry-after') ?? headers.get('x-ratelimit-reset') ?? '';
  return /^\d{1,6}$/.test(told) ? { retryAfterMs: Number(told) * 1000 } : {};
}

function saidIn(json: unknown, text: string, secrets: readonly string[]): string {
  const { id, message } = (json ?? {}) as { id?: unknown; message?: unknown };
  const said = typeof message === 'string' ? `${typeof id === 'string' ? `${id}: ` : ''}${message}` : text;
  return oneLine(secrets.reduce((each, secret) => each.replaceAll(secret, '…'), said.slice(0, 2000)));
}

const isRootGone = (error: unknown): boolean =>
  error instanceof NotDelivered && error.code === 'refused' && /\.root_id\./.test(error.message);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const idIn = ({ json }: Answer): string | null => {
  const { id } = (json ?? {}) as { id?: unknown };
  return typeof id === 'string' && id !== '' ? id : null;
};

function idOf(answer: Answer): string {
  const id = idIn(answer);
  if (id === null) throw notMattermost(answer);
  return id;
}

function postOf(answer: Answer): Post {
  if (idIn(answer) === null) throw notMattermost(answer);
  return answer.json as Post;
}

const notMattermost = ({ status }: Answer): NotDelivered =>
  new NotDelivered('another_server', String(status), { unclear: true });
