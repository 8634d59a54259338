import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Page } from "../kernel/index.ts";
import { NotFound } from "../kernel/index.ts";
import { packAnswer, sendAnswer, type RawAnswer } from "./answer.ts";
import { joinFormat, splitFormat, type Format } from "./format.ts";
import { machineAnswer, readPage, readPageOnce } from "./page-answer.ts";
import { pageHtml } from "./page-view.ts";
import type { ShellPorts, Visit } from "./ports.ts";

/** Registers every page of every module, in every format it can be had in. */
export function registerPages(app: FastifyInstance, ports: ShellPorts): void {
  for (const page of ports.manifests.flatMap((manifest) => manifest.pages ?? [])) {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      await answerPage(ports, page, { request, reply });
    for (const path of pathsOf(page)) app.get(path, { config: { page: page.name } }, handler);
  }
}

/** An address that ends in a parameter takes the format from the parameter's ending; others get one route a format. */
function pathsOf(page: Page): readonly string[] {
  if (/:[^/]+$/.test(page.path)) return [page.path];
  return formatsOf(page).map((format) => joinFormat(page.path, format));
}

function formatsOf(page: Page): readonly Format[] {
  return ["html", "json", ...(page.formats ?? [])];
}

async function answerPage(
  ports: ShellPorts,
  page: Page,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const visit = await ports.visit(request);
  const { path, format } = addressOf(request);
  if (!formatsOf(page).includes(format)) {
    throw new NotFound("page.no-such-format", { message: `This page cannot be had as .${format}.` });
  }
  const generation = ports.cache.generation();
  // Taken before reading: a page read before midnight belongs to the day before.
  const key = cacheKey(ports, request);
  const query = request.query as Readonly<Record<string, unknown>>;
  // A replica may lag behind the change that dropped a page: what it says is not kept.
  const keep = isCacheable(page, visit) && ports.readDb === ports.db;
  const asked = { page, viewer: visit.viewer, params: cleanParams(request, format), query, format };
  const read = await (keep ? readPageOnce : readPage)(ports, asked);
  const notice = format === "html" ? await ports.notices.take(request) : undefined;
  const raw: RawAnswer =
    format === "html"
      ? {
          status: 200,
          mediaType: "text/html; charset=utf-8",
          body: pageHtml(ports, read, {
            address: { path, query },
            visit,
            formats: formatsOf(page),
            ...(notice && { notice }),
          }),
        }
      : await machineAnswer(ports, read, { page, format, path, query });
  const packed = packAnswer(withCaching(raw, keep), keep);
  if (keep) ports.cache.keep(key, packed, { subjects: read.subjects, generation });
  return await sendAnswer(request, reply, packed);
}

/** Everyone may keep a public page but must ask whether it is still true; what is for one person is not kept at all. */
function withCaching(raw: RawAnswer, shared: boolean): RawAnswer {
  return {
    ...raw,
    headers: { ...raw.headers, "cache-control": shared ? "public, no-cache" : "private, no-store" },
  };
}

function isCacheable(page: Page, visit: Visit): boolean {
  return page.cached !== false && visit.viewer.kind === "visitor" && visit.csrfKey === undefined;
}

/** Under which an answer is kept: the day, because "today" is part of every page, and the whole address. */
export function cacheKey(ports: Pick<ShellPorts, "today">, request: FastifyRequest): string {
  return `${ports.today()} ${request.url}`;
}

function addressOf(request: FastifyRequest): { readonly path: string; readonly format: Format } {
  const { path, format } = splitFormat(request.url.split("?", 1)[0] ?? "/");
  return { path: path === "/index" ? "/" : path, format };
}

function cleanParams(request: FastifyRequest, format: Format): Readonly<Record<string, string>> {
  const params = { ...(request.params as Readonly<Record<string, string>>) };
  if (format === "html") return params;
  const ending = `.${format}`;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      value.endsWith(ending) ? value.slice(0, -ending.length) : value,
    ]),
  );
}
