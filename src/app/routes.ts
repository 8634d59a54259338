import type { FastifyInstance, FastifyRequest } from "fastify";
import { registerSignIn, type Csrf, type Oidc, type SignInPorts } from "../identity/index.ts";
import { NotFound, readAs } from "../kernel/index.ts";
import { findFile } from "../platform/files/store-files.ts";
import { countWaiting } from "../record/index.ts";
import { formView } from "../web/kits/form.ts";
import { shellView } from "../web/page-view.ts";
import type { ShellPorts } from "../web/server.ts";
import type { Core, Parts } from "./parts.ts";
import type { Visits } from "./visits.ts";

/** What the routes are made from that are neither pages nor commands. */
export interface RoutePorts {
  readonly parts: Parts;
  readonly core: Core;
  readonly visits: Visits;
  readonly csrf: Csrf;
  readonly oidc?: Oidc;
  readonly ports: ShellPorts;
}

/** Sign-in, files by their hash, and health. */
export function registerOwnRoutes(app: FastifyInstance, made: RoutePorts): void {
  registerSignIn(app, signInPorts(made));
  registerFiles(app, made);
  registerHealth(app, made);
}

/** A file for whoever may see a thing that has it; always as a download, so that nothing in it runs here. */
function registerFiles(app: FastifyInstance, { ports, visits }: RoutePorts): void {
  app.get("/files/:sha256", { config: { endpoint: "app.file" } }, async (request, reply) => {
    const { sha256 } = request.params as { sha256: string };
    const viewer = await visits.viewer(request);
    const file = /^[0-9a-f]{64}$/.test(sha256)
      ? await readAs(ports.readDb, viewer, async (db) => await findFile(db, sha256))
      : undefined;
    if (!file)
      throw new NotFound("app.file-not-found", {
        message: "There is no file with this content here, or it is not public.",
      });
    return await reply
      .header("cache-control", viewer.kind === "visitor" ? "public, no-cache" : "private, no-store")
      .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header("etag", `"${file.sha256}"`)
      .type(file.mediaType)
      .send(Buffer.from(file.bytes));
  });
}

/** For operators: whether the database answers, and how many entries wait for their place in the chain. */
function registerHealth(app: FastifyInstance, { core, parts }: RoutePorts): void {
  app.get("/health", { config: { endpoint: "app.health" } }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    try {
      const waiting = await countWaiting(core.db);
      return await reply.send({
        status: "ok",
        database: "ok",
        entriesWaiting: waiting,
        at: parts.clock.now(),
      });
    } catch {
      return await reply.code(503).send({ status: "unavailable", database: "away", at: parts.clock.now() });
    }
  });
}

function signInPorts({ parts, core, visits, csrf, oidc, ports }: RoutePorts): SignInPorts {
  const cookies = { path: "/", httpOnly: true, sameSite: "lax", secure: ports.https } as const;
  const shellFor = async (request: FastifyRequest) =>
    shellView(
      ports,
      { path: request.url.split("?", 1)[0] ?? "/", query: {} },
      { visit: await visits.visit(request) },
    );
  return {
    db: core.db,
    clock: parts.clock,
    mail: parts.mail,
    sendsMail: parts.config.smtpUrl !== undefined,
    newSignIns: parts.config.newSignIns === "open",
    origin: parts.config.origin,
    csrf,
    oidc,
    viewer: visits.viewer,
    allowed: ports.allowed,
    sessionId: visits.sessionId,
    setSession: visits.setSession,
    clearSession: visits.clearSession,
    cookie: (request, name) => request.cookies[name],
    setCookie: (reply, cookie) => {
      reply.setCookie(cookie.name, cookie.value, { ...cookies, maxAge: cookie.seconds });
    },
    clearCookie: (reply, name) => {
      reply.clearCookie(name, cookies);
    },
    renderForm: async (request, form) =>
      ports.render("form.njk", {
        shell: { ...(await shellFor(request)), csrf: form.token },
        form: formView(form.model, form.values, form.problems),
        action: form.action,
        capacities: [],
      }),
    renderPage: async (request, page) =>
      ports.render(page.view ?? "page.njk", {
        shell: await shellFor(request),
        page,
        sections: page.sections ?? [],
        panels: [],
        actions: page.actions ?? [],
        data: page.data,
      }),
  };
}
