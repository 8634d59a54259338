import type { FastifyInstance, LightMyRequestResponse } from "fastify";

/** What came back, as tests read it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly location: string | undefined;
  readonly text: string;
  readonly bytes: Buffer;
  /** The content as JSON; taken for what the test says unless it gives something that reads it. */
  json<T = Readonly<Record<string, unknown>>>(read?: (value: unknown) => T): T;
}

/** Somebody's browser: cookies kept, and the token of the last form seen sent with the next. */
export interface TestBrowser {
  readonly jar: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  head(path: string): Promise<Answer>;
  /** Sends a form, with the token of the form last seen unless `_csrf` is given. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends JSON to the API; with the token, as the pages' own scripts would. */
  api(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The token of the form last seen. */
  token(): string;
}

/** A browser that nobody has signed in with yet. */
export function browserOf(app: FastifyInstance): TestBrowser {
  const jar = new Map<string, string>();
  let token = "";
  const send = async (asked: {
    readonly method: "GET" | "HEAD" | "POST";
    readonly url: string;
    readonly payload?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await app.inject({ ...asked, headers: { ...(cookie && { cookie }), ...asked.headers } });
    for (const set of response.cookies) {
      if (set.value === "") jar.delete(set.name);
      else jar.set(set.name, set.value);
    }
    token = tokenIn(response.body) ?? token;
    return answerFrom(response);
  };
  return {
    jar,
    token: () => token,
    get: async (url, headers = {}) => await send({ method: "GET", url, headers }),
    head: async (url) => await send({ method: "HEAD", url }),
    post: async (url, fields = {}) =>
      await send({
        method: "POST",
        url,
        payload: new URLSearchParams({ _csrf: token, ...fields }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    api: async (url, body, headers = {}) =>
      await send({
        method: "POST",
        url,
        payload: JSON.stringify(body),
        headers: { "content-type": "application/json", "x-csrf-token": token, ...headers },
      }),
  };
}

function answerFrom(response: LightMyRequestResponse): Answer {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : String(value),
    ]),
  );
  return {
    status: response.statusCode,
    headers,
    location: headers["location"],
    text: response.body,
    bytes: response.rawPayload,
    json: <T>(read?: (value: unknown) => T) => {
      const value: unknown = JSON.parse(response.body);
      return read ? read(value) : (value as T);
    },
  };
}

function tokenIn(html: string): string | undefined {
  return /name="_csrf"[^>]*value="([^"]+)"/.exec(html)?.[1];
}
