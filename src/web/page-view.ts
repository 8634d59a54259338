import type { PageAction, PanelModel, TableModel } from "../kernel/index.ts";
import type { Format } from "./format.ts";
import { joinFormat } from "./format.ts";
import { arrangeTable } from "./kits/table.ts";
import type { PageRead } from "./page-read.ts";
import type { ShellPorts, Visit } from "./ports.ts";
import type { ShellView } from "./shell.ts";

/** The address of a request, as the layout and the table kit need it. */
export interface Address {
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** What every template is given beside its own data. */
export function shellView(
  ports: ShellPorts,
  address: Address,
  seen: {
    readonly visit: Visit | undefined;
    readonly at?: PageRead;
    readonly formats?: readonly Format[];
    readonly notice?: ShellView["notice"];
  },
): ShellView {
  const today = ports.today();
  const viewer = seen.visit?.viewer;
  const names = { json: "JSON", csv: "CSV", atom: "Feed", html: "HTML" } as const;
  const formats = (seen.formats ?? []).filter(
    (format): format is Exclude<Format, "html"> => format !== "html",
  );
  return {
    path: address.path,
    pathToday: addressWithout(address, ["at", "at-year", "at-month", "at-day"]),
    at: seen.at?.at ?? today,
    atGiven: seen.at?.atGiven ?? false,
    today,
    administrator: viewer?.kind === "person" && viewer.administrator,
    formats: formats.map((format) => ({
      name: names[format],
      // Machines get every row and column: what narrows the table on the page is not carried on.
      href: addressWithout(
        { path: joinFormat(address.path, format), query: address.query },
        tableWords(address),
      ),
    })),
    assets: ports.assets,
    ...(viewer?.kind === "person" && { signedInAs: viewer.displayName }),
    ...(seen.notice && { notice: seen.notice }),
    ...(seen.visit?.csrfKey && { csrf: ports.csrf.make(seen.visit.csrfKey) }),
  };
}

/** A page as its template is given it: tables arranged as the reader asked, actions the viewer may take. */
export function pageHtml(
  ports: ShellPorts,
  read: PageRead,
  asked: {
    readonly address: Address;
    readonly visit: Visit;
    readonly formats: readonly Format[];
    readonly notice?: ShellView["notice"];
  },
): string {
  const { model } = read;
  const query = textQuery(asked.address.query);
  const arrange = (table: TableModel | undefined) =>
    table && arrangeTable(table, { path: asked.address.path, query });
  const shell = shellView(ports, asked.address, {
    visit: asked.visit,
    at: read,
    formats: asked.formats,
    ...(asked.notice && { notice: asked.notice }),
  });
  return ports.render(model.view ?? "page.njk", {
    shell,
    page: model,
    table: arrange(model.table),
    sections: (model.sections ?? []).map((section) =>
      section.kind === "table" ? { ...section, arranged: arrange(section.table) } : section,
    ),
    panels: read.panels.map((panel) => panelView(panel, arrange)),
    actions: allowedActions(ports, asked.visit, model.actions ?? []),
    data: model.data,
  });
}

function panelView(panel: PanelModel, arrange: (table: TableModel | undefined) => unknown): object {
  // Several panels stand on one page: a table without a name takes its panel's, so that no two answer to one address.
  const name = panel.heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const named = (table: TableModel, at: number): TableModel => ({
    ...table,
    name: table.name ?? (at === 0 ? name : `${name}-${at}`),
  });
  const sections = (panel.sections ?? []).map((section, at) =>
    section.kind === "table" ? { ...section, arranged: arrange(named(section.table, at + 1)) } : section,
  );
  return { ...panel, sections, arranged: arrange(panel.table && named(panel.table, 0)) };
}

function allowedActions(
  ports: ShellPorts,
  visit: Visit,
  actions: readonly PageAction[],
): readonly PageAction[] {
  return actions.filter((action) => {
    if (!action.command) return true;
    return ports.allowed({
      viewer: visit.viewer,
      action: action.command,
      ...(action.resource && { resource: action.resource }),
    });
  });
}

/** The query as the table kit takes it: single texts only. */
export function textQuery(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** The parameters that sort, filter and page the tables of a page. */
function tableWords(address: Address): readonly string[] {
  return Object.keys(address.query).filter((name) => /(^|-)(sort|page|with-[a-z-]+)$/i.test(name));
}

function addressWithout(address: Address, left: readonly string[]): string {
  const rest = Object.entries(textQuery(address.query)).filter(([name]) => !left.includes(name));
  const query = new URLSearchParams(rest).toString();
  return query ? `${address.path}?${query}` : address.path;
}
