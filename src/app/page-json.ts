import { checkOptions, camel, type OptionKinds } from "../cli/index.ts";
import { Invalid, NotFound, newUuid, millisOf, visitor, type Clock, type Page } from "../kernel/index.ts";
import { splitFormat } from "../web/format.ts";
import { machineAnswer, readPage } from "../web/page-answer.ts";
import type { ShellPorts } from "../web/ports.ts";
import { z } from "zod";
import type { Core } from "./parts.ts";

type Query = Readonly<Record<string, string | readonly string[]>>;
type Options = Readonly<Record<string, string | true>>;

/**
 * A public page's JSON without a web server: read and written by what the site answers with, panels and limit included.
 *
 * @param options  what was typed beside the address; `--limit 2` is `?limit=2`, and stands before it
 * @throws NotFound when no page has this address; NotSignedIn when it is not public; Invalid for an address, option, date or
 *   filter that cannot be read
 */
export async function readPageJson(
  ports: { readonly core: Core; readonly clock: Clock },
  address: string,
  options: Options,
): Promise<unknown> {
  const { path, query } = readAddress(address);
  const pages = ports.core.manifests.flatMap((manifest) => manifest.pages ?? []);
  const found = findPage(pages, path);
  if (!found) throw new NotFound("page.not-found", { message: `There is nothing public at ${path}.` });
  const { page, params } = found;
  const asked = { ...query, ...queryFrom(page, options) };
  const shell = shellPorts(ports);
  const read = await readPage(shell, { page, viewer: visitor, params, query: asked, format: "json" });
  const answer = await machineAnswer(shell, read, { page, format: "json", path, query: asked });
  return JSON.parse(answer.body.toString());
}

function readAddress(address: string): { readonly path: string; readonly query: Query } {
  const [typed = "", ...search] = address.split("?");
  if (!typed.startsWith("/"))
    throw invalid(
      `"${address}" is not an address of this site: it begins with /, as in concordat show /areas.`,
    );
  const { path, format } = splitFormat(typed);
  if (format !== "html" && format !== "json")
    throw invalid(`concordat show prints JSON. Leave .${format} out: concordat show ${path}.`);
  const words = new URLSearchParams(search.join("?"));
  // A parameter given twice is a list, as it is for the site, which then says so.
  const query = [...new Set(words.keys())].map((name) => {
    const [only = "", ...others] = words.getAll(name);
    return [name, others.length > 0 ? [only, ...others] : only] as const;
  });
  return { path: path === "/index" ? "/" : path, query: Object.fromEntries(query) };
}

/** The page of an address: where several patterns fit, a fixed word goes before a parameter, as in the site. */
function findPage(
  pages: readonly Page[],
  path: string,
): { readonly page: Page; readonly params: Readonly<Record<string, string>> } | undefined {
  const parts = path.split("/");
  const fitting = pages.filter(({ path: pattern }) => {
    const shape = pattern.split("/");
    return (
      shape.length === parts.length &&
      shape.every((part, at) => (part.startsWith(":") ? parts[at] !== "" : part === parts[at]))
    );
  });
  const order = (page: Page): string =>
    page.path
      .split("/")
      .map((part) => (part.startsWith(":") ? "1" : "0"))
      .join("");
  const page = fitting.toSorted((a, b) => order(a).localeCompare(order(b)))[0];
  if (!page) return undefined;
  const named = page.path.split("/").flatMap((part, at) => {
    return part.startsWith(":") ? [[part.slice(1), decoded(parts[at] ?? "")] as const] : [];
  });
  return { page, params: Object.fromEntries(named) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(
      `"${part}" is not a part of an address: % is followed by two digits from 0 to F, as in %20.`,
    );
  }
}

/** What the options ask of a page, under the names its address has for them: `--not-known` is `?not-known=`. */
function queryFrom(page: Page, options: Options): Query {
  const { properties = {} } = page.query
    ? (z.toJSONSchema(page.query, { io: "input", unrepresentable: "any" }) as { properties?: object })
    : {};
  const names = [...new Set(["at", "limit", ...Object.keys(properties)])];
  const kinds: OptionKinds = Object.fromEntries(names.map((name) => [camel(name), "value"]));
  checkOptions(options, { ...kinds, json: "flag" });
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = options[camel(name)];
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function shellPorts({ core, clock }: { readonly core: Core; readonly clock: Clock }): ShellPorts {
  const ports = {
    db: core.db,
    readDb: core.db,
    clock,
    manifests: core.manifests,
    today: () => clock.today(),
    allowed: (question) => core.policies.decide({ ...question, today: clock.today() }).allowed,
    describe: core.describe,
    files: core.stage.files,
    links: core.stage.links,
    newKey: () => newUuid(millisOf(clock.now())),
  } satisfies Partial<ShellPorts>;
  // Reading a page as JSON keeps nothing, draws nothing and sends nothing: what that takes is not here.
  return ports as unknown as ShellPorts;
}

function invalid(message: string): Invalid {
  return new Invalid([{ code: "cli.address", message }]);
}
