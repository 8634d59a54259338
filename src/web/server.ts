import "./route-config.ts";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { NotSignedIn } from "../kernel/index.ts";
import { matchAddress } from "./address.ts";
import { registerApi } from "./api-routes.ts";
import { answerBrokenRequest } from "./broken-request.ts";
import { registerForms } from "./command-routes.ts";
import { splitFormat } from "./format.ts";
import { securityHeaders, transportHeader } from "./headers.ts";
import { loggedRequest } from "./logged-request.ts";
import { refuseNullCharacter } from "./null-character.ts";
import { cacheKey, registerPages } from "./page-routes.ts";
import { shellView } from "./page-view.ts";
import type { ShellPorts } from "./ports.ts";
import { problemDocument, problemType, titleOfStatus, type ProblemDocument } from "./problem-document.ts";
import { sendKept } from "./send-kept.ts";

/** What the log leaves out: cookies, tokens and one-time links. */
const withoutSecrets = {
  redact: ["req.headers.cookie", "req.headers.authorization"],
  serializers: { req: loggedRequest },
};

const bodyBytesMax = 1_000_000;
const fileBytesMax = 25_000_000;

export type { ShellPorts, Visit } from "./ports.ts";

/** The cookie that holds a session; a request without it is a visitor's and may be answered from the cache. */
export const sessionCookie = "concordat";

/** Builds the web application over the manifests; starts nothing. */
export async function createServer(ports: ShellPorts): Promise<FastifyInstance> {
  const headers = ports.https ? { ...securityHeaders, ...transportHeader } : securityHeaders;
  const app = fastify({
    logger: { level: ports.logLevel, ...withoutSecrets },
    // A function, because Fastify believes no header at all when given a number.
    trustProxy: (_address: string, hop: number) => hop < (ports.trustProxy || 0),
    bodyLimit: bodyBytesMax,
    genReqId: () => ports.newKey(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest(headers),
    // An address that cannot be decoded never reaches a hook, and is answered like everything else all the same.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header("x-request-id", request.id);
      void sendProblem(ports, { error, request, reply });
    },
  });
  answerFromCache(app, ports, headers);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers).header("x-request-id", request.id);
    if (request.url.includes("%00")) refuseNullCharacter("\0");
  });
  app.addHook("preHandler", async (request) => refuseNullCharacter(request.body));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: bodyBytesMax });
  await app.register(multipart, {
    limits: { fileSize: fileBytesMax, files: 5, fields: 200, fieldSize: 100_000, parts: 210 },
  });
  await app.register(fastifyStatic, {
    root: ports.assetsFolder,
    prefix: "/assets/",
    immutable: true,
    maxAge: "365d",
    cacheControl: true,
    index: false,
    setHeaders: (response) => {
      response.setHeader("cross-origin-resource-policy", "same-origin");
    },
  });
  app.setErrorHandler(async (error, request, reply) => await sendProblem(ports, { error, request, reply }));
  const routes = listRoutes(app);
  app.setNotFoundHandler(async (request, reply) => {
    const methods = otherMethods(routes, request);
    if (methods.length > 0) reply.header("allow", methods.join(", "));
    return await sendDocument(
      ports,
      { request, reply },
      methods.length > 0 ? wrongMethod(methods) : notFound,
    );
  });
  registerPages(app, ports);
  registerForms(app, ports);
  registerApi(app, ports);
  ports.register(app);
  return app;
}

const notFound: ProblemDocument = {
  type: problemType("page.not-found"),
  title: "There is nothing at this address",
  status: 404,
  detail: "The address may have been mistyped, or the thing may have another name. Try the search.",
  code: "page.not-found",
};

interface ShownRoute {
  readonly method: string;
  readonly path: string;
}

/** Every route from here on, as it is added. */
function listRoutes(app: FastifyInstance): readonly ShownRoute[] {
  const routes: ShownRoute[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, path: url });
  });
  return routes;
}

/** The methods that this address does answer, when it is only the method that is wrong. */
function otherMethods(routes: readonly ShownRoute[], request: FastifyRequest): readonly string[] {
  const path = request.url.split("?", 1)[0] ?? "/";
  const methods = [...new Set(routes.map(({ method }) => method))];
  return methods
    .filter((method) => method !== request.method)
    .filter(
      (method) =>
        matchAddress(
          routes.filter((route) => route.method === method),
          path,
        ) !== undefined,
    );
}

function wrongMethod(methods: readonly string[]): ProblemDocument {
  return {
    type: problemType("request.wrong-method"),
    title: titleOfStatus(405),
    status: 405,
    detail: `This address answers ${methods.join(" and ")} only. What the API takes is described at /api.`,
    code: "request.wrong-method",
  };
}

/** Visitors' pages that are already made leave before anything else runs. */
function answerFromCache(
  app: FastifyInstance,
  ports: ShellPorts,
  headers: Readonly<Record<string, string>>,
): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (
      request.method === "GET" &&
      request.headers.cookie === undefined &&
      request.headers.authorization === undefined
    ) {
      const kept = ports.cache.find(cacheKey(ports, request));
      if (kept) {
        sendKept(request, reply, { kept, headers });
        return;
      }
    }
    done();
  });
}

interface Failed {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function sendProblem(ports: ShellPorts, { error, request, reply }: Failed): Promise<FastifyReply> {
  const document = problemDocument(error, ports);
  if (document.status >= 500) request.log.error({ err: error, requestId: request.id }, document.title);
  const isByToken = request.headers.authorization?.startsWith("Bearer ") ?? false;
  if (document.status === 401 && isByToken) reply.header("www-authenticate", 'Bearer error="invalid_token"');
  if (error instanceof NotSignedIn && wantsHtml(request) && !isByToken) {
    const next = request.method === "GET" ? request.url : "/";
    return await reply.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
  }
  return await sendDocument(ports, { request, reply }, document);
}

async function sendDocument(
  ports: ShellPorts,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  document: ProblemDocument,
): Promise<FastifyReply> {
  reply.code(document.status).header("cache-control", "no-store");
  if (document.status === 503) reply.header("retry-after", "30");
  if (!wantsHtml(request)) {
    return await reply
      .type("application/problem+json; charset=utf-8")
      .send(JSON.stringify({ ...document, instance: request.id }));
  }
  const shell = shellView(
    ports,
    { path: request.url.split("?", 1)[0] ?? "/", query: {} },
    { visit: undefined },
  );
  const body = ports.render("error.njk", {
    shell,
    problem: document,
    requestId: request.id,
    reading: request.method === "GET",
  });
  return await reply.type("text/html; charset=utf-8").send(body);
}

/** Machines are answered in JSON: the API, addresses with an ending, and whoever says they take only JSON. */
function wantsHtml(request: FastifyRequest): boolean {
  const path = request.url.split("?", 1)[0] ?? "/";
  if ((path.startsWith("/api/") && path !== "/api/") || splitFormat(path).format !== "html") return false;
  const takes = request.headers.accept ?? "*/*";
  return takes.includes("text/html") || !takes.includes("json");
}
