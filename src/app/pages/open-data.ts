import { civilDate } from "@concordat/calendar";
import { z } from "zod";
import {
  basisLabel,
  countOf,
  definePage,
  type Asking,
  type Manifest,
  type OpenDataTable,
  type Page,
  type PageModel,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { listLoads } from "../../platform/datasets/store-loads.ts";
import { readCatalogue, readShipped, rowsOf, type ShippedFile } from "../catalogue.ts";

/** What the open-data pages are made from. */
export interface OpenDataPorts {
  manifests(): readonly Manifest[];
}

/** The list of all tables and files, and a page for each of the modules' own tables. */
export function openDataPages(ports: OpenDataPorts): readonly Page[] {
  return [listPage(ports), filePage, tablePage(ports)];
}

function listPage(ports: OpenDataPorts): Page {
  return definePage({
    name: "app.open-data",
    path: "/open-data",
    about:
      "Everything that can be downloaded whole: the tables kept here and the published files they came from.",
    json: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          publisher: z.string(),
          licence: z.string(),
          rows: z.int(),
          loaded: z.boolean(),
        }),
      ),
    }),
    async load(asking): Promise<PageModel> {
      const files = readCatalogue();
      const loads = await listLoads(asking.db);
      const tables = openDataTables(ports);
      return {
        title: "Open data",
        answer: [
          { strong: countOf(files.length, "published file") },
          ` come with Concordat, each with its source and licence; ${countOf(loads.size, "of them is", "of them are")} shown on pages. The site's own ${countOf(tables.length, "table")} can be downloaded whole as they now stand.`,
        ],
        table: fileTable(files, loads),
        sections: [
          {
            kind: "list",
            heading: "Tables as they now stand",
            items: tables.map((table) => [
              { text: table.title, href: `/open-data/tables/${table.name}` },
              `: ${table.about}`,
            ]),
          },
        ],
        sources: [{ text: "The catalogue that comes with Concordat" }],
        check: "/record/of/app:open-data:shipped",
        subjects: [{ module: "app", kind: "open-data", id: "shipped" }],
        json: {
          items: files.map((file) => ({
            key: file.key,
            title: file.title,
            publisher: file.publisher,
            licence: file.licence,
            rows: file.rows,
            loaded: loads.has(file.key),
          })),
        },
      };
    },
    formats: ["csv", "atom"],
  });
}

function fileTable(files: readonly ShippedFile[], loads: ReadonlyMap<string, unknown>): TableModel {
  return {
    caption: "Published files that come with Concordat",
    columns: [
      { key: "title", label: "What", kind: "link", filter: "words", sortable: true },
      { key: "publisher", label: "Publisher", kind: "text", filter: "choice", sortable: true },
      { key: "period", label: "Period", kind: "text" },
      { key: "basis", label: "Basis", kind: "text", sortable: true },
      { key: "rows", label: "Rows", kind: "number", sortable: true },
      { key: "state", label: "On pages", kind: "text", sortable: true },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "licence", label: "Licence", kind: "text", machineOnly: true },
      { key: "key", label: "Key", kind: "text", machineOnly: true },
    ],
    rows: files.map((file) => ({
      title: { text: file.title, href: `/open-data/files/${file.key}` },
      publisher: file.publisher,
      period: file.period,
      basis: basisLabel(file.basis),
      rows: file.rows,
      state: loads.has(file.key) ? "yes" : "not yet",
      source: file.source,
      licence: file.licence,
      key: file.key,
    })),
    rowsPerPage: 100,
    empty: "No file comes with this site.",
  };
}

/** One shipped file: its source, licence, breaks and columns, and its rows as they were published. */
const filePage: Page = definePage({
  name: "app.open-data-file",
  path: "/open-data/files/:key",
  about:
    "One published file that comes with Concordat, whole, with its source, licence, columns and cautions.",
  params: z.object({ key: z.string().max(100) }),
  json: z.object({
    key: z.string(),
    title: z.string(),
    source: z.string(),
    licence: z.string(),
    items: z.array(z.record(z.string(), z.string())),
  }),
  formats: ["csv"],
  async load(_asking, { params }): Promise<PageModel | undefined> {
    const file = readCatalogue().find((one) => one.key === params.key);
    if (!file) return undefined;
    const rows = rowsOf(readShipped(file).bytes);
    return {
      title: file.title,
      kicker: "Open data",
      illustrative: file.basis === "illustrative",
      answer: [`${file.about} `, { strong: countOf(rows.length, "row") }, "."],
      table: {
        caption: "Rows",
        columns: file.columns.map((column) => ({ key: column.name, label: column.name, kind: "text" })),
        rows,
        rowsPerPage: 50,
        empty: "The file is empty.",
      },
      sections: factsAbout(file),
      trail: [{ text: "Open data", href: "/open-data" }],
      sources: [
        {
          text: `${file.publisher}: ${file.source}`,
          seen: civilDate(file.seen),
          basis: file.basis,
          licence: file.licence,
        },
      ],
      subjects: [{ module: "app", kind: "open-data", id: "shipped" }],
      check: "/record/of/app:open-data:shipped",
      json: { key: file.key, title: file.title, source: file.source, licence: file.licence, items: rows },
    };
  },
});

function factsAbout(file: ShippedFile): readonly Section[] {
  const columns = file.columns.map((column) => ({
    label: column.name,
    value: [column.about, column.unit ? ` (${column.unit})` : ""],
  }));
  return [
    ...(file.breaks && file.breaks.length > 0
      ? [{ kind: "list" as const, heading: "What to know before you compare", items: file.breaks }]
      : []),
    { kind: "facts", heading: "Columns", facts: columns },
  ];
}

function tablePage(ports: OpenDataPorts): Page {
  return definePage({
    name: "app.open-data-table",
    path: "/open-data/tables/:name",
    about: "One table whole, as it stands on the day asked about.",
    params: z.object({ name: z.string().max(100) }),
    json: z.object({ items: z.array(z.record(z.string(), z.unknown())) }),
    formats: ["csv"],
    cached: false,
    async load(asking, { params }): Promise<PageModel | undefined> {
      const table = openDataTables(ports).find((one) => one.name === params.name);
      return table && (await modelOf(asking, table));
    },
  });
}

async function modelOf(asking: Asking, open: OpenDataTable): Promise<PageModel> {
  const rows = await open.rows(asking);
  const table: TableModel = {
    caption: open.title,
    columns: open.columns,
    rows,
    rowsPerPage: 50,
    empty: "The table is empty.",
  };
  return {
    title: open.title,
    kicker: "Open data",
    answer: [open.about, " ", { strong: countOf(rows.length, "row") }, "."],
    table,
    sections: [
      {
        kind: "facts",
        heading: "Columns",
        facts: open.columns.map((column) => ({ label: column.key, value: column.about })),
      },
    ],
    trail: [{ text: "Open data", href: "/open-data" }],
    sources: [{ text: "As kept on this site", licence: open.licence }],
    subjects: [],
    json: { items: rows },
  };
}

function openDataTables(ports: OpenDataPorts): readonly OpenDataTable[] {
  return ports.manifests().flatMap((manifest) => manifest.openData ?? []);
}
