// Regenerates docs/reference: CI compares the result with what is committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandsPage } from "./docs/commands.ts";
import { errorsPage } from "./docs/errors.ts";
import { moduleGraph } from "./docs/graph.ts";
import { manifestsOnly } from "./docs/manifests.ts";
import { schemaText } from "./docs/schema.ts";
import { openApiDocument } from "../src/web/openapi.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/reference");
mkdirSync(folder, { recursive: true });

const manifests = manifestsOnly();
const pages: Readonly<Record<string, string>> = {
  "errors.md": errorsPage(root),
  "commands.md": commandsPage(manifests),
  "modules.svg": moduleGraph(root),
  "openapi.json": `${JSON.stringify(openApiDocument({ manifests, origin: "http://localhost:8080" }), undefined, 2)}\n`,
  "schema.sql": await schemaText(),
};
for (const [name, text] of Object.entries(pages)) {
  writeFileSync(join(folder, name), text);
  console.log(`docs/reference/${name}`);
}
