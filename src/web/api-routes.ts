import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Invalid, readAs, type Asking, type Command, type Endpoint, NotFound } from "../kernel/index.ts";
import { readAt } from "./as-at.ts";
import { readBody } from "./body.ts";
import { checkToken, refuseUploadOfVisitor } from "./command-routes.ts";
import { openApiDocument, schemaOf } from "./openapi.ts";
import type { ShellPorts } from "./ports.ts";
import { readQuery } from "./query.ts";
import { refuseUnlessAllowed } from "./refuse.ts";

/** Registers every command for machines, the endpoints of the modules, and the document that describes them all. */
export function registerApi(app: FastifyInstance, ports: ShellPorts): void {
  // Made at the first question: it takes a while, and few ask.
  let document: string | undefined;
  app.get(
    "/api/openapi.json",
    { config: { endpoint: "api.openapi" } },
    async (_request, reply) =>
      await reply
        .type("application/json; charset=utf-8")
        .header("cache-control", "public, no-cache")
        .send((document ??= JSON.stringify(openApiDocument(ports)))),
  );
  for (const manifest of ports.manifests) {
    for (const command of manifest.commands ?? []) {
      const path = `/api/${command.name.replace(".", "/")}`;
      app.post(
        path,
        { config: { command: command.name } },
        async (request, reply) => await act(ports, command, { request, reply }),
      );
    }
    for (const endpoint of manifest.endpoints ?? []) {
      app.route({
        method: endpoint.method,
        url: endpoint.path,
        config: { endpoint: endpoint.name },
        handler: async (request, reply) => await answerEndpoint(ports, endpoint, { request, reply }),
      });
    }
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function act(ports: ShellPorts, command: Command, { request, reply }: Exchange): Promise<FastifyReply> {
  const visit = await ports.visit(request);
  refuseUploadOfVisitor(request, visit);
  const input = objectIn(request.isMultipart() ? await readBody(request) : request.body);
  if (!request.isMultipart()) refuseUnknownFields(command, input);
  if (visit.viewer.kind === "person") checkToken(ports, visit, { _csrf: header(request, "x-csrf-token") });
  const capacity = header(request, "x-acting-as");
  const outcome = await ports.perform({
    command,
    viewer: visit.viewer,
    input,
    idempotencyKey: header(request, "idempotency-key") ?? ports.newKey(),
    ...(capacity && { capacity }),
  });
  return await reply.header("cache-control", "private, no-store").send(outcome);
}

function objectIn(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === "object" && body && !Array.isArray(body))
    return body as Readonly<Record<string, unknown>>;
  throw new Invalid([{ code: "input.not-an-object", message: "Send one JSON object with the fields." }]);
}

/** A misspelt field would otherwise count as left out, and what was held would be taken away without a word. */
function refuseUnknownFields(command: Command, input: Readonly<Record<string, unknown>>): void {
  const { properties } = schemaOf(command.schema);
  if (typeof properties !== "object" || !properties) return;
  const known = Object.keys(properties);
  const unknown = Object.keys(input).filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  throw new Invalid(
    unknown.map((field) => ({
      code: "input.unknown-field",
      field,
      message: `“${field}” is not a field of this command. Its fields are ${known.join(", ")}.`,
    })),
  );
}

async function answerEndpoint(
  ports: ShellPorts,
  endpoint: Endpoint,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const visit = await ports.visit(request);
  refuseUnlessAllowed(ports, visit.viewer, endpoint.action ?? "see");
  if (request.method === "POST" && visit.viewer.kind === "person")
    checkToken(ports, visit, { _csrf: header(request, "x-csrf-token") });
  const query = request.query as Readonly<Record<string, unknown>>;
  const at = readAt(query);
  const today = ports.today();
  const answer = await readAs(ports.readDb, visit.viewer, async (db) => {
    const asking: Asking = {
      db,
      viewer: visit.viewer,
      at: at ?? today,
      atGiven: at !== undefined,
      today,
      clock: ports.clock,
      whole: true,
      files: ports.files,
      links: ports.links,
      describe: ports.describe,
    };
    const params = readQuery(endpoint.params, request.params) as Readonly<Record<string, string>>;
    return await endpoint.answer(asking, {
      params,
      query: readQuery(endpoint.query, query) as Readonly<Record<string, unknown>>,
      body: endpoint.body ? readQuery(endpoint.body, objectIn(request.body)) : undefined,
    });
  });
  if (!answer)
    throw new NotFound("endpoint.not-found", {
      message: "There is nothing by that name, or it is not public.",
    });
  if (answer.fileName)
    reply.header(
      "content-disposition",
      `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`,
    );
  const shared = visit.viewer.kind === "visitor";
  const caching =
    shared && answer.immutable
      ? "public, max-age=31536000, immutable"
      : shared
        ? "public, no-cache"
        : "private, no-store";
  return await reply
    .header("cache-control", caching)
    .type(answer.mediaType)
    .send(typeof answer.body === "string" ? answer.body : Buffer.from(answer.body));
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
