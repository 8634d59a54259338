import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { composeCore } from "../../src/app/compose.ts";
import { fixedClock, instant } from "../../src/kernel/index.ts";
import { openApiDocument } from "../../src/web/openapi.ts";

type Node = Readonly<Record<string, unknown>>;
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Node;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Node }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

// Manifests can be read without a database; what they would do with one is never called here.
const { manifests } = composeCore(
  { pool: {} as never, clock: fixedClock(instant("2026-11-21T12:00:00Z")) },
  { sendAfterwards: async () => undefined, onChanged: async () => undefined },
);
const document = JSON.parse(
  JSON.stringify(openApiDocument({ manifests, origin: "https://concordat.test" })),
) as Node;
const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation,
    name: `${method} ${path}`,
  })),
);

/** Every object of the document, with the way to it. */
function nodesIn(value: unknown, at = "#"): readonly { readonly at: string; readonly node: Node }[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => nodesIn(part, `${at}/${index}`));
  if (typeof value !== "object" || !value) return [];
  return [
    { at, node: value as Node },
    ...Object.entries(value).flatMap(([name, part]) => nodesIn(part, `${at}/${name}`)),
  ];
}

/** The part of the document that a reference names. */
function partAt(reference: string): unknown {
  const steps = reference.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>(
    (part, step) => (part as Node | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
}

/** Schemas by their place: what stands under a key that holds one. */
const schemas = nodesIn(document).filter(({ at }) =>
  /\/(schema|items|additionalProperties)$|\/(properties|schemas)\/[^/]+$|\/(anyOf|oneOf|allOf)\/\d+$/.test(
    at,
  ),
);

describe("the OpenAPI document", () => {
  test("is valid as a whole against the published schema of OpenAPI 3.1", async () => {
    const validator = new Validator();
    const found = await validator.validate(structuredClone(document));
    expect(found.errors ?? []).toEqual([]);
    expect(found.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  test("is found wrong by that schema when an operation loses its answer, so the check does look", async () => {
    const spoiled = structuredClone(document) as {
      paths: Record<string, Record<string, { responses?: unknown }>>;
    };
    const first = Object.values(Object.values(spoiled.paths)[0] ?? {})[0];
    if (first) first.responses = "none";
    const found = await new Validator().validate(spoiled);
    expect(found.valid).toBe(false);
  });

  test("is of version 3.1 and says what it describes, where and on what terms", () => {
    expect(document["openapi"]).toMatch(/^3\.1\.\d+$/);
    expect(document["info"]).toMatchObject({
      title: "Concordat",
      version: expect.stringMatching(/./),
      license: { name: "MIT", identifier: "MIT" },
    });
    expect(document["servers"]).toEqual([{ url: "https://concordat.test" }]);
  });

  test("has every page, endpoint and command, and nothing else", () => {
    const names = manifests.flatMap((manifest) =>
      [...(manifest.pages ?? []), ...(manifest.endpoints ?? []), ...(manifest.commands ?? [])].map(
        (one) => one.name,
      ),
    );
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(names.toSorted());
  });

  test("names every operation once", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test("refers only to what is in it", () => {
    const references = nodesIn(document).flatMap(({ at, node }) =>
      typeof node["$ref"] === "string" ? [{ at, to: node["$ref"] }] : [],
    );
    expect(references.length).toBeGreaterThan(0);
    for (const { at, to } of references) {
      expect(to, at).toMatch(/^#\//);
      expect(partAt(to), `${at} leads to ${to}`).toBeTypeOf("object");
    }
  });

  test("tags operations with modules that it introduces", () => {
    const tags = (document["tags"] as readonly { readonly name: string }[]).map((tag) => tag.name);
    for (const { operation, name } of operations)
      for (const tag of operation.tags) expect(tags, name).toContain(tag);
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe("every operation", () => {
  test.each(operations)(
    "$name declares the parameters of its path, each once, and says what it gives",
    ({ path, operation, name }) => {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      const declared = operation.parameters.filter((one) => one.in === "path");
      expect(declared.map((one) => one.name)).toEqual(inPath);
      expect(declared.every((one) => one.required === true)).toBe(true);
      const keys = operation.parameters.map((one) => `${one.in} ${one.name.toLowerCase()}`);
      expect(new Set(keys).size, name).toBe(keys.length);
      for (const one of operation.parameters) {
        expect(["path", "query", "header"], name).toContain(one.in);
        expect(one.schema, name).toBeTypeOf("object");
      }
      expect(operation.summary.length, name).toBeGreaterThan(0);
      expect(path, name).toMatch(/^\/[^:?]*$/);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status, name).toMatch(/^([1-5]\d\d|default)$/);
        expect(response.description.length, name).toBeGreaterThan(0);
      }
    },
  );

  test("that acts takes JSON, and the key that makes a retry harmless", () => {
    // A question too long for an address is sent too, but changes nothing.
    const asked = manifests.flatMap((manifest) => manifest.endpoints ?? []).map((endpoint) => endpoint.name);
    for (const { method, operation, path, name } of operations.filter((one) => one.method === "post")) {
      expect(method).toBe("post");
      expect(path, name).toMatch(/^\/api\/[a-z]+\/[a-z-]+$/);
      expect(operation.requestBody?.content["application/json"]?.schema, name).toBeTypeOf("object");
      if (asked.includes(operation.operationId)) continue;
      expect(
        operation.parameters.map((one) => one.name),
        name,
      ).toContain("Idempotency-Key");
    }
  });
});

describe("every schema", () => {
  const types = ["string", "number", "integer", "boolean", "object", "array", "null"];

  test("uses only types of JSON Schema, requires only what it describes, and bounds nothing the wrong way round", () => {
    expect(schemas.length).toBeGreaterThan(100);
    for (const { at, node } of schemas) {
      const { type, required, properties, minLength, maxLength, minimum, maximum, pattern } =
        node as Readonly<Record<string, never>>;
      for (const one of [type ?? []].flat()) expect(types, at).toContain(one);
      for (const name of (required ?? []) as readonly string[])
        expect(Object.keys(properties ?? {}), at).toContain(name);
      if (minLength !== undefined && maxLength !== undefined)
        expect(minLength, at).toBeLessThanOrEqual(maxLength);
      if (minimum !== undefined && maximum !== undefined) expect(minimum, at).toBeLessThanOrEqual(maximum);
      if (pattern !== undefined) expect(() => new RegExp(pattern, "u"), at).not.toThrow();
      expect(node, at).not.toHaveProperty("$schema");
    }
  });
});
