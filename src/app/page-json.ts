import { NotFound, readAs, visitor, type Asking, type Clock, type Page } from "../kernel/index.ts";
import { readAt } from "../web/as-at.ts";
import type { Core } from "./parts.ts";

/**
 * A public page's JSON without a web server: the same model that the site answers with.
 *
 * @throws NotFound when no page has this address; Invalid for an impossible date
 */
export async function readPageJson(
  ports: { readonly core: Core; readonly clock: Clock; readonly pages: readonly Page[] },
  address: string,
  options: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [path = "/", search = ""] = address.split("?");
  const query = { ...Object.fromEntries(new URLSearchParams(search)), ...options };
  for (const page of ports.pages) {
    const params = paramsOf(page.path, path.replace(/\.json$/, ""));
    if (!params || (page.action ?? "see") !== "see") continue;
    const today = ports.clock.today();
    const at = readAt(query);
    const input = {
      params: (page.params?.parse(params) ?? params) as never,
      query: (page.query?.parse(query) ?? query) as never,
    };
    const model = await readAs(ports.core.db, visitor, async (db) => {
      const asking: Asking = {
        db,
        viewer: visitor,
        at: at ?? today,
        atGiven: at !== undefined,
        today,
        clock: ports.clock,
        whole: true,
        files: ports.core.stage.files,
        links: ports.core.stage.links,
        describe: ports.core.describe,
      };
      return await page.load(asking, input);
    });
    if (model) return model.json;
  }
  throw new NotFound("page.not-found", { message: `There is nothing public at ${address}.` });
}

function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = [...pattern.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1]!);
  const shape = new RegExp(`^${pattern.replaceAll(/:([a-zA-Z]+)/g, "([^/]+)")}$`);
  const found = shape.exec(path);
  return found
    ? Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1]!)]))
    : undefined;
}
