import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import fastify, { type FastifyInstance } from "fastify";
import {
  createCsrf,
  registerSignIn,
  viewerOfSession,
  type Oidc,
  type SignInForm,
} from "../../src/identity/index.ts";
import {
  Refusal,
  plainText,
  type Clock,
  type Db,
  type Letter,
  type PageModel,
} from "../../src/kernel/index.ts";

const sessionCookie = "concordat";

/** What a page said, as the tests of sign-in read it; pages are JSON here, because their looks are the shell's business. */
export interface SeenPage {
  readonly status: number;
  readonly location: string | undefined;
  readonly form: SignInForm | undefined;
  readonly page: PageModel | undefined;
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser with its cookies. */
export interface Browser {
  readonly jar: Map<string, string>;
  get(url: string): Promise<SeenPage>;
  /** Sends a form with the token of the page last seen, unless another is given. */
  post(url: string, body?: Readonly<Record<string, string>>): Promise<SeenPage>;
}

/** The sign-in routes on a bare server, with real sessions in a real database. */
export async function signInApp(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly origin: string;
  readonly oidc?: Oidc;
  readonly sendsMail?: boolean;
  readonly newSignIns?: boolean;
}): Promise<{ readonly app: FastifyInstance; readonly letters: Letter[]; browser(): Browser }> {
  const letters: Letter[] = [];
  const app = fastify();
  await app.register(cookie);
  await app.register(formbody);
  app.setErrorHandler(async (error, _request, reply) => {
    if (!(error instanceof Refusal)) throw error;
    return await reply.code(error.status).send({ refusal: { code: error.code, message: error.message } });
  });
  const options = { path: "/", httpOnly: true, sameSite: "lax" } as const;
  registerSignIn(app, {
    ...ports,
    mail: { send: async (letter) => void letters.push(letter) },
    csrf: createCsrf("a secret for tests"),
    viewer: async (request) =>
      await viewerOfSession(ports.db, request.cookies[sessionCookie], {
        at: ports.clock.now(),
        today: ports.clock.today(),
      }),
    allowed: ({ viewer }) => viewer.kind === "person" && viewer.administrator,
    sessionId: (request) => request.cookies[sessionCookie],
    setSession: (reply, session) => void reply.setCookie(sessionCookie, session.id, options),
    clearSession: (reply) => void reply.clearCookie(sessionCookie, options),
    cookie: (request, name) => request.cookies[name],
    setCookie: (reply, { name, value, seconds }) =>
      void reply.setCookie(name, value, { ...options, maxAge: seconds }),
    clearCookie: (reply, name) => void reply.clearCookie(name, options),
    renderForm: async (_request, form) => JSON.stringify({ form }),
    renderPage: async (_request, page) =>
      JSON.stringify({ page: { ...page, answer: plainText(page.answer) } }),
  });
  await app.ready();
  return { app, letters, browser: () => browserOf(app) };
}

function browserOf(app: FastifyInstance): Browser {
  const jar = new Map<string, string>();
  let token = "";
  const send = async (
    method: "GET" | "POST",
    url: string,
    body?: Readonly<Record<string, string>>,
  ): Promise<SeenPage> => {
    const response = await app.inject({
      method,
      url,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(body !== undefined && { payload: new URLSearchParams(body).toString() }),
    });
    for (const set of response.cookies) {
      if (set.value === "") jar.delete(set.name);
      else jar.set(set.name, set.value);
    }
    const seen = response.body.startsWith("{") ? (JSON.parse(response.body) as Partial<SeenPage>) : {};
    token = seen.form?.token ?? token;
    const { location } = response.headers;
    return {
      status: response.statusCode,
      location: typeof location === "string" ? location : undefined,
      form: seen.form,
      page: seen.page,
      refusal: seen.refusal,
      headers: response.headers,
    };
  };
  return {
    jar,
    get: async (url) => await send("GET", url),
    post: async (url, body = {}) => await send("POST", url, { _csrf: token, ...body }),
  };
}
