import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize, posix, sep } from "node:path";
import { setImmediate as soon } from "node:timers/promises";
import { formatCivilDate, formatCivilDateShort, isCivilDate } from "@concordat/calendar";
import nunjucks from "nunjucks";
import {
  basisLabel,
  capital,
  formatMeasured,
  formatNumber,
  plainText,
  spansOf,
  type Basis,
  type Measured,
  type Sentence,
  type SvgText,
  type TableModel,
} from "../kernel/index.ts";
import { keepDate, parametersOf, type AskedDate } from "./kits/address.ts";
import { makeGlossaryFinder, type GlossaryFinder, type GlossaryTerm } from "./kits/glossary.ts";
import { swatchMarkup } from "./kits/hatch.ts";
import { escapeText, sentenceMarkup } from "./kits/markup.ts";
import { navigationFor } from "./kits/navigation.ts";
import { answeredQuestions } from "./kits/questions.ts";
import { wholeTable } from "./kits/table.ts";

/** Where templates are, and whether they may change under us. */
export interface RendererOptions {
  /** Module name to folder: `place/home.njk` is `views/home.njk` in the folder of `place`; plain names are those of `web`. */
  readonly folders: Readonly<Record<string, string>>;
  /** Reads each template anew on every use. */
  readonly development?: boolean;
  /** The words told at the foot of each page on which they stand; asked for once, with the first page. */
  readonly glossary?: () => readonly GlossaryTerm[];
}

/** Turns a view and its data into HTML. */
export interface Renderer {
  /** @throws Error when there is no such view or its template fails */
  render(view: string, data: object): string;
  /**
   * Reads all templates, one after the other with a pause for others, so that no visitor waits for a first use.
   *
   * @throws Error when a template is broken
   */
  warm(): Promise<void>;
}

/** A renderer in which every text is escaped; only what the chart kit drew goes out as markup. */
export function createRenderer(options: RendererOptions): Renderer {
  const key = JSON.stringify([Object.entries(options.folders), options.glossary !== undefined]);
  if (options.development === true) return makeRenderer(options);
  const made = compiled.get(key) ?? makeRenderer(options);
  compiled.set(key, made);
  return made;
}

/** Renderers by their folders: nodes in one process share what was compiled. */
const compiled = new Map<string, Renderer>();

function makeRenderer(options: RendererOptions): Renderer {
  const environment = new nunjucks.Environment(loaderOf(options), {
    autoescape: true,
    throwOnUndefined: false,
  });
  addFilters(environment);
  environment.addGlobal("navigationFor", navigationFor);
  const withWords = wordsAdder(environment, options.glossary);
  return {
    render: (view, data) => withWords(environment.render(view, data)),
    warm: async () => {
      for (const name of viewNames(options.folders)) {
        await soon();
        environment.getTemplate(name, true);
      }
    },
  };
}

/** Where the layout takes the words of the page; no text of a page can hold it, since every text is escaped. */
const wordsMark = "<!--words-->";

/** Puts what the words of the glossary mean at the foot of a page on which any stands. */
function wordsAdder(
  environment: nunjucks.Environment,
  glossary: RendererOptions["glossary"],
): (html: string) => string {
  let find: GlossaryFinder | undefined;
  return (html) => {
    const at = html.lastIndexOf(wordsMark);
    if (at < 0) return html;
    find ??= makeGlossaryFinder(glossary?.() ?? []);
    const terms = find(html.slice(html.indexOf("<main"), at));
    const words = terms.length === 0 ? "" : environment.render("words.njk", { terms });
    return html.slice(0, at) + words + html.slice(at + wordsMark.length);
  };
}

/** The root of GOV.UK Frontend's templates. */
function govukFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("govuk-frontend/package.json")), "dist");
}

/** Finds `govuk/...` in the package, `module/view.njk` in the module's views, and plain names in the shell's. */
function loaderOf({ folders, development }: RendererOptions): nunjucks.ILoader {
  const govuk = govukFolder();
  const pathOf = (name: string): string => {
    const slash = name.indexOf("/");
    const head = slash < 0 ? "" : name.slice(0, slash);
    if (head === "govuk") return inside(govuk, name);
    const folder = Object.hasOwn(folders, head) ? folders[head] : undefined;
    if (folder !== undefined) return inside(join(folder, "views"), name.slice(slash + 1));
    const own = folders["web"];
    if (own === undefined) throw new Error(`There is no folder for "${name}": name one for "web".`);
    return inside(join(own, "views"), name);
  };
  const loader = {
    getSource: (name: string): nunjucks.LoaderSource => {
      const path = pathOf(name);
      if (!existsSync(path)) throw new Error(`There is no view "${name}" at ${path}.`);
      return { src: readFileSync(path, "utf8"), path: name, noCache: development ?? false };
    },
    isRelative: (name: string): boolean => name.startsWith("./") || name.startsWith("../"),
    resolve: (from: string, to: string): string => posix.join(posix.dirname(from), to),
  };
  return loader;
}

function inside(folder: string, name: string): string {
  const path = normalize(join(folder, name));
  if (!path.startsWith(normalize(folder) + sep))
    throw new Error(`The view "${name}" lies outside its folder.`);
  return path;
}

function viewNames(folders: RendererOptions["folders"]): readonly string[] {
  return Object.entries(folders).flatMap(([module, folder]) => {
    const views = join(folder, "views");
    const names = existsSync(views) ? readdirSync(views, { recursive: true, encoding: "utf8" }) : [];
    const templates = names.filter((name) => name.endsWith(".njk")).map((name) => name.replaceAll(sep, "/"));
    return templates.map((name) => (module === "web" ? name : `${module}/${name}`));
  });
}

function addFilters(environment: nunjucks.Environment): void {
  const markup = (text: string): nunjucks.runtime.SafeString => new nunjucks.runtime.SafeString(text);
  const dated =
    (write: typeof formatCivilDate) =>
    (text: unknown): unknown =>
      typeof text === "string" && isCivilDate(text) ? write(text) : text;
  environment.addFilter("formatDate", dated(formatCivilDate));
  environment.addFilter("formatDateShort", dated(formatCivilDateShort));
  environment.addFilter("measured", (figure: Measured, decimals?: number) =>
    formatMeasured(figure, decimals),
  );
  environment.addFilter("figure", (value: number, decimals?: number) => formatNumber(value, decimals));
  environment.addFilter("plain", (sentence: Sentence | undefined) => plainText(sentence ?? ""));
  environment.addFilter("sentence", (sentence: Sentence | undefined, asked?: AskedDate) =>
    markup(sentenceMarkup(keptDates(sentence ?? "", asked))),
  );
  environment.addFilter("keepDate", (href: string | undefined, asked?: AskedDate) =>
    keepDate(href ?? "", asked),
  );
  environment.addFilter("parametersOf", (address: string | undefined) => parametersOf(address ?? ""));
  // An address or the name of a file stays as it is.
  environment.addFilter("capital", (text: string) => (/^[a-z]+ /.test(text) ? capital(text) : text));
  environment.addFilter("basis", (basis: Basis) => basisLabel(basis));
  environment.addFilter("swatch", (swatch: string) => markup(swatchMarkup(swatch)));
  environment.addFilter("drawing", (drawing: SvgText) => markup(drawnOnly(drawing)));
  environment.addFilter("wholeTable", (table: TableModel) => wholeTable(table));
  environment.addFilter("documentTitle", documentTitle);
  environment.addFilter("answeredQuestions", answeredQuestions);
}

/** A title for the tab and for search engines, which show no more than 70 characters. */
function documentTitle(title: string | undefined): string {
  const text = title === undefined || title === "" ? "Concordat" : title;
  if (`${text} – Concordat`.length <= 70 && text !== "Concordat") return `${text} – Concordat`;
  return text.length <= 70 ? text : `${text.slice(0, 69).trimEnd()}…`;
}

function keptDates(sentence: Sentence, asked: AskedDate | undefined): Sentence {
  return spansOf(sentence).map((span) =>
    typeof span === "object" && "href" in span ? { ...span, href: keepDate(span.href, asked) } : span,
  );
}

/** Lets through what the chart kit drew; anything else that came this way is shown as text. */
function drawnOnly(drawing: string): string {
  return drawing.startsWith('<svg class="chart ') ? drawing : escapeText(drawing);
}
