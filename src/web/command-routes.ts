import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  Conflict,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  readAs,
  type Command,
  type FormModel,
  type PolicyResource,
  type Problem,
} from "../kernel/index.ts";
import { readBody } from "./body.ts";
import { fieldWords } from "./kits/field-words.ts";
import { formView, readForm } from "./kits/form.ts";
import { shellView } from "./page-view.ts";
import type { ShellPorts, Visit } from "./ports.ts";
import { staleView } from "./stale.ts";

interface Exchange {
  readonly command: Command;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Drawn {
  readonly status: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly key: string;
}

/** Registers the form of every command that has one: GET draws it, POST carries it out and goes on to the result. */
export function registerForms(app: FastifyInstance, ports: ShellPorts): void {
  for (const command of ports.manifests.flatMap((manifest) => manifest.commands ?? [])) {
    const { path } = command;
    if (path === undefined || command.form === undefined) continue;
    app.get(
      path,
      { config: { command: command.name } },
      async (request, reply) => await drawForm(ports, { command, request, reply }),
    );
    app.post(
      path,
      { config: { command: command.name } },
      async (request, reply) => await takeForm(ports, { command, request, reply }),
    );
  }
}

async function drawForm(ports: ShellPorts, exchange: Exchange): Promise<FastifyReply> {
  const visit = await ports.visit(exchange.request);
  const ready = await prepare(ports, exchange, visit);
  return sendForm(ports, exchange, {
    ...ready,
    visit,
    drawn: { status: 200, values: ready.form.values ?? {}, problems: [], key: ports.newKey() },
  });
}

async function takeForm(ports: ShellPorts, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, command } = exchange;
  const visit = await ports.visit(request);
  refuseUploadOfVisitor(request, visit);
  const body = await readBody(request);
  checkToken(ports, visit, body);
  const ready = await prepare(ports, exchange, visit);
  const values = readForm(ready.form, body);
  const key = textOf(body["_key"]) ?? ports.newKey();
  const capacity = textOf(body["_capacity"]);
  try {
    const outcome = await ports.perform({
      command,
      viewer: visit.viewer,
      input: { ...values, ...paramsOf(request) },
      idempotencyKey: key,
      ...(capacity && { capacity }),
    });
    await ports.notices.leave(request, {
      text: outcome.message,
      href: `/record/${outcome.entry}`,
      linkText: "Check this in the record",
    });
    return await reply.redirect(outcome.href, 303);
  } catch (error) {
    if (error instanceof Conflict && error.code === "version.stale") {
      return await sendStale(ports, exchange, { visit, form: ready.form, values, key: ports.newKey() });
    }
    const problems = problemsOf(error);
    if (!problems) throw error;
    const status = error instanceof Invalid ? 422 : 409;
    return sendForm(ports, exchange, {
      ...ready,
      visit,
      drawn: { status, values: { ...body, ...values }, problems, key },
    });
  }
}

/** Files are not even read from somebody who is not signed in: they would only fill the memory. */
export function refuseUploadOfVisitor(request: FastifyRequest, visit: Visit): void {
  if (!request.isMultipart() || visit.viewer.kind === "person") return;
  throw new NotSignedIn("sign-in.needed", {
    message: "Sign in first: files are taken only from people who are signed in.",
  });
}

/** Refuses a form that did not come from a page of ours drawn for this same visitor. */
export function checkToken(
  ports: Pick<ShellPorts, "csrf">,
  visit: Visit,
  body: Readonly<Record<string, unknown>>,
): void {
  if (visit.byToken) return;
  const token = textOf(body["_csrf"]);
  if (visit.csrfKey && token && ports.csrf.check(visit.csrfKey, token)) return;
  throw new NotAllowed("form.token", {
    message:
      "This form was open for too long, or did not come from this site, so nothing was done. Open the page again and send it once more.",
  });
}

async function prepare(
  ports: ShellPorts,
  { command, request }: Exchange,
  visit: Visit,
): Promise<{ readonly form: FormModel; readonly resource: PolicyResource }> {
  const params = paramsOf(request);
  return await readAs(ports.db, visit.viewer, async (db) => {
    const resource = await command.resource(db, params);
    if (!resource)
      throw new NotFound("command.subject-not-found", {
        message: "There is nothing here by that name, or it is not public.",
      });
    if (!ports.allowed({ viewer: visit.viewer, action: command.name, resource }))
      ports.refuse(visit.viewer, { command, resource });
    const form = await command.form?.({ db, viewer: visit.viewer, today: ports.today(), params });
    if (!form)
      throw new NotFound("command.subject-not-found", { message: "There is nothing here by that name." });
    return { form, resource };
  });
}

function sendForm(
  ports: ShellPorts,
  { command, request, reply }: Exchange,
  shown: {
    readonly form: FormModel;
    readonly resource: PolicyResource;
    readonly visit: Visit;
    readonly drawn: Drawn;
  },
): FastifyReply {
  const { form, drawn, visit } = shown;
  const address = { path: pathOf(request), query: {} };
  const body = ports.render("form.njk", {
    shell: shellView(ports, address, { visit }),
    command: { name: command.name, title: command.title, about: command.about },
    form: formView(form, drawn.values, drawn.problems, fieldWords(command.schema)),
    action: address.path,
    key: drawn.key,
    multipart: form.fields.some((field) => field.widget.kind === "file"),
    capacities: ports.capacities(visit.viewer, shown.resource),
  });
  return reply
    .code(drawn.status)
    .header("cache-control", "private, no-store")
    .type("text/html; charset=utf-8")
    .send(body);
}

/** The second of two editors: shown what stands now beside what was typed, with the form to send again. */
async function sendStale(
  ports: ShellPorts,
  exchange: Exchange,
  late: {
    readonly visit: Visit;
    readonly form: FormModel;
    readonly values: Readonly<Record<string, unknown>>;
    readonly key: string;
  },
): Promise<FastifyReply> {
  const { request, reply, command } = exchange;
  const fresh = await prepare(ports, exchange, late.visit);
  const address = { path: pathOf(request), query: {} };
  const body = ports.render("stale.njk", {
    shell: shellView(ports, address, { visit: late.visit }),
    command: { name: command.name, title: command.title },
    action: address.path,
    key: late.key,
    ...staleView(fresh.form, late.values, fieldWords(command.schema)),
  });
  return reply
    .code(409)
    .header("cache-control", "private, no-store")
    .type("text/html; charset=utf-8")
    .send(body);
}

function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof Invalid) return error.problems;
  if (!(error instanceof Conflict)) return undefined;
  const reasons = error.facts["reasons"];
  if (Array.isArray(reasons)) return reasons.map((reason) => ({ code: error.code, message: String(reason) }));
  return [{ code: error.code, message: error.message }];
}

function paramsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return request.params as Readonly<Record<string, string>>;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
