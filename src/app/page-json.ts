import { checkOptions, camel, type OptionKinds } from "../cli/index.ts";
import { Invalid, NotFound, visitor, type Clock, type Page } from "../kernel/index.ts";
import { matchAddress } from "../web/address.ts";
import { splitFormat } from "../web/format.ts";
import { pageJson, readPage, type ReadingPorts } from "../web/page-answer.ts";
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
  const match = matchAddress(pages, path);
  if (!match) throw new NotFound("page.not-found", { message: `There is nothing public at ${path}.` });
  const page = match.found;
  const params = Object.fromEntries(
    Object.entries(match.params).map(([name, value]) => [name, decoded(value)]),
  );
  const asked = { ...query, ...queryFrom(page, options) };
  const asking = { page, viewer: visitor, params, query: asked, format: "json" } as const;
  return pageJson(await readPage(readingPorts(ports), asking), asking);
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

function readingPorts({ core, clock }: { readonly core: Core; readonly clock: Clock }): ReadingPorts {
  return {
    readDb: core.db,
    clock,
    manifests: core.manifests,
    today: () => clock.today(),
    allowed: (question) => core.policies.decide({ ...question, today: clock.today() }).allowed,
    describe: core.describe,
    files: core.stage.files,
    links: core.stage.links,
  };
}

function invalid(message: string): Invalid {
  return new Invalid([{ code: "cli.address", message }]);
}
