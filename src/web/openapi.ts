import { z } from "zod";
import type { Command, Endpoint, Page } from "../kernel/index.ts";
import { takes } from "./page-answer.ts";
import type { ShellPorts } from "./ports.ts";

type Fragment = Readonly<Record<string, unknown>>;

const atParameter: Fragment = {
  name: "at",
  in: "query",
  description: "The date to answer for, as things stood then and as known now; today when left out.",
  schema: { type: "string", format: "date" },
};

const limitParameter: Fragment = {
  name: "limit",
  in: "query",
  description: "At most so many items; then total says how many there are. All when left out.",
  schema: { type: "integer", minimum: 1 },
};

const problem: Fragment = {
  description: "A problem document (RFC 9457): what happened, why, what to do.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** The OpenAPI 3.1 document, made from the same manifests and schemas that answer the requests. */
export function openApiDocument(ports: Pick<ShellPorts, "manifests" | "origin">): Fragment {
  const paths: Record<string, Record<string, Fragment>> = {};
  const add = (path: string, method: string, operation: Fragment): void => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const manifest of ports.manifests) {
    for (const page of manifest.pages ?? []) add(jsonPath(page), "get", pageOperation(page, manifest.module));
    for (const endpoint of manifest.endpoints ?? []) {
      add(braces(endpoint.path), endpoint.method.toLowerCase(), endpointOperation(endpoint, manifest.module));
    }
    for (const command of manifest.commands ?? []) {
      add(`/api/${command.name.replace(".", "/")}`, "post", commandOperation(command, manifest.module));
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Concordat",
      version: "1",
      description:
        "Every page as JSON, and every act as a command. Lists are { items: [...] }, whole unless limit is given.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: ports.origin }],
    tags: ports.manifests.map((manifest) => ({ name: manifest.module, description: manifest.about })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemShape) },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token made on your account page." },
      },
    },
  };
}

const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  problems: z
    .array(z.object({ code: z.string(), field: z.string().optional(), message: z.string() }))
    .optional(),
});

function pageOperation(page: Page, tag: string): Fragment {
  return {
    operationId: page.name,
    tags: [tag],
    summary: page.about,
    parameters: [
      ...pathParameters(page.path),
      atParameter,
      ...(isList(page) && !takes(page, "limit") ? [limitParameter] : []),
      ...queryParameters(page.query),
    ],
    responses: { 200: json(schemaOf(page.json)), 404: problem, 422: problem, default: problem },
  };
}

function isList(page: Page): boolean {
  return page.json instanceof z.ZodObject && "items" in page.json.shape;
}

function endpointOperation(endpoint: Endpoint, tag: string): Fragment {
  return {
    operationId: endpoint.name,
    tags: [tag],
    summary: endpoint.about,
    parameters: [...pathParameters(endpoint.path), atParameter, ...queryParameters(endpoint.query)],
    ...(endpoint.body && { requestBody: { required: true, content: jsonContent(schemaOf(endpoint.body)) } }),
    responses: {
      200: endpoint.json ? json(schemaOf(endpoint.json)) : { description: "The answer." },
      404: problem,
      422: problem,
      default: problem,
    },
  };
}

function commandOperation(command: Command, tag: string): Fragment {
  const header = (name: string, description: string): Fragment => ({
    name,
    in: "header",
    description,
    schema: { type: "string" },
  });
  return {
    operationId: command.name,
    tags: [tag],
    summary: command.title,
    description: command.about,
    security: [{ token: [] }],
    parameters: [
      header(
        "Idempotency-Key",
        "A retry with the same key and content gets the first answer and does nothing twice.",
      ),
      header("X-Acting-As", "The seat or office in which you act, where you hold several."),
    ],
    requestBody: { required: true, content: jsonContent(schemaOf(command.schema)) },
    responses: {
      200: json(schemaOf(outcomeShape)),
      401: problem,
      403: problem,
      404: problem,
      409: problem,
      422: problem,
      default: problem,
    },
  };
}

const outcomeShape = z.object({
  message: z.string(),
  href: z.string(),
  subject: z.string(),
  entry: z.string(),
  json: z.record(z.string(), z.unknown()),
});

function json(schema: Fragment): Fragment {
  return { description: "The answer.", content: jsonContent(schema) };
}

function jsonContent(schema: Fragment): Fragment {
  return { "application/json": { schema } };
}

/** A schema as JSON Schema, for what comes in. */
export function schemaOf(schema: z.ZodType): Fragment {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    reused: "inline",
  });
  return rest;
}

function queryParameters(schema: z.ZodType | undefined): readonly Fragment[] {
  if (!schema) return [];
  const { properties, required } = schemaOf(schema) as {
    properties?: Record<string, Fragment>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, shape]) => ({
    name,
    in: "query",
    required: required?.includes(name) ?? false,
    ...(typeof shape["description"] === "string" && { description: shape["description"] }),
    schema: shape,
  }));
}

function pathParameters(path: string): readonly Fragment[] {
  return [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function braces(path: string): string {
  return path.replaceAll(/:([a-zA-Z]+)/g, "{$1}");
}

function jsonPath(page: Page): string {
  return `${braces(page.path === "/" ? "/index" : page.path)}.json`;
}
