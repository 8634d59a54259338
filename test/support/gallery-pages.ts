import { civilDate } from "@concordat/calendar";
import type { PageModel } from "../../src/kernel/index.ts";
import { formView } from "../../src/web/kits/form.ts";
import { arrangeTable } from "../../src/web/kits/table.ts";
import { staleView } from "../../src/web/stale.ts";
import { boards, capacities, form, hostile, page, panels, problems, sections } from "./gallery-models.ts";

/** One sample page: a view with the data that the shell would give it. */
export interface Sample {
  readonly name: string;
  readonly view: string;
  readonly data: object;
}

/** What the layout is given. */
export function sampleShell(assets: Readonly<Record<string, string>>, more: object = {}): object {
  const today = civilDate("2026-11-21");
  return {
    path: "/organisations/west-and-north-london",
    pathToday: "/organisations/west-and-north-london?sort=name",
    at: today,
    atGiven: false,
    today,
    administrator: false,
    formats: [
      { name: "JSON", href: "/o.json" },
      { name: "CSV", href: "/o.csv" },
      { name: "Feed", href: "/o.atom" },
    ],
    assets,
    csrf: "token",
    ...more,
  };
}

function pageData(model: PageModel, shell: object, more: object = {}): object {
  const table =
    model.table &&
    arrangeTable(model.table, { path: "/organisations", query: { page: "2", at: "2026-03-31" } });
  return {
    shell,
    page: model,
    ...(table && { table }),
    sections: [],
    panels: [],
    actions: [],
    data: model.data,
    ...more,
  };
}

/** Every view with every part of it. */
export function samples(assets: Readonly<Record<string, string>>): readonly Sample[] {
  const shell = sampleShell(assets);
  const past = sampleShell(assets, {
    at: civilDate("2026-03-31"),
    atGiven: true,
    signedInAs: "Ada Example",
    notice: {
      text: "Aldermere Council ends on 31 March 2026.",
      href: "/record/1",
      linkText: "Check this in the record",
    },
  });
  const actions = [
    { text: "End this organisation", href: "/organisations/x/end" },
    { text: "Name a successor", href: "/organisations/x/succeed" },
  ];
  const plain = (title: string, answer: string, data: unknown): PageModel => ({
    title,
    answer,
    subjects: [],
    json: {},
    data,
    sources: [],
    kicker: "Boards",
  });
  return [
    {
      name: "home",
      view: "home.njk",
      data: {
        ...pageData(
          {
            ...page,
            title: "What the NHS and the councils of a place decide, spend and achieve together",
            answer:
              "Six questions this site answers, from published facts. Every answer shows its source, and anyone can check that nothing was altered.",
          },
          sampleShell(assets, { path: "/", pathToday: "/" }),
          { panels, data: { reach: { from: "2022-07-01", to: "2026-11-21" } } },
        ),
      },
    },
    {
      name: "page",
      view: "page.njk",
      data: pageData(page, shell, { sections, actions, panels: [panels[1]] }),
    },
    {
      name: "page-past",
      view: "page.njk",
      data: pageData({ ...page, illustrative: true, title: hostile }, past, { actions }),
    },
    {
      name: "list",
      view: "page.njk",
      data: pageData(
        {
          ...plain(
            "Organisations",
            "We know 1,671 organisations, 36 of them integrated care boards.",
            undefined,
          ),
          table: boards,
        },
        shell,
      ),
    },
    {
      name: "form",
      view: "form.njk",
      data: {
        shell,
        form: formView(form, form.values ?? {}, []),
        command: {},
        action: "/organisations/x/end",
        key: "k",
        multipart: true,
        capacities,
      },
    },
    {
      name: "form-wrong",
      view: "form.njk",
      data: {
        shell,
        form: formView(
          form,
          { endsOn: "31/2/2026", spend: { kind: "value", value: "lots" }, kind: "merger" },
          problems,
        ),
        command: {},
        action: "/organisations/x/end",
        key: "k",
        capacities: capacities.slice(0, 1),
      },
    },
    {
      name: "stale",
      view: "stale.njk",
      data: {
        shell,
        command: {},
        action: "/organisations/x/edit",
        key: "k",
        ...staleView(
          {
            ...form,
            fields: form.fields.filter(
              ({ widget }) =>
                ["text", "date", "hidden", "textarea"].includes(widget.kind) && !("secret" in widget),
            ),
          },
          { name: "Aldermere Borough Council", endsOn: "2026-03-31", reason: "Merged" },
        ),
      },
    },
    {
      name: "confirm",
      view: "confirm.njk",
      data: {
        shell,
        title: "End Aldermere Council on 31 March 2026?",
        message: "This cannot be undone; a correction would be a new entry.",
        consequences: ["Two delegations lapse.", "One fund must be asked about."],
        action: "/x",
        key: "k",
        submit: "End it",
        cancelHref: "/organisations/x",
        final: true,
      },
    },
    ...[404, 403, 410, 413, 422, 429, 500, 503].map((status) => ({
      name: `error-${status}`,
      view: "error.njk",
      data: {
        shell,
        requestId: "req-1a2b",
        problem: {
          status,
          code: "page.not-found",
          title: status === 503 ? "Not available for the moment" : "There is nothing at this address",
          detail:
            status === 503
              ? "The database cannot be reached for the moment. Nothing was lost."
              : "There is nothing at this address, or it is not public.",
          problems: [{ message: "one" }, { message: "two" }],
        },
      },
    })),
    {
      name: "search",
      view: "search.njk",
      data: pageData(
        plain("Search", "12 public things bear the word “bexley”.", {
          query: "bexley",
          results: [
            {
              title: "Bexley",
              kindLabel: "Place",
              summary: "A London borough in South East London’s system.",
              href: "/areas/bexley",
              illustrative: false,
            },
            {
              title: hostile,
              kindLabel: "Council",
              summary: hostile,
              href: "/organisations/x",
              illustrative: true,
            },
          ],
          kinds: [
            { label: "All", href: "/search?q=bexley", count: 12, current: true },
            { label: "Places", href: "/search?q=bexley&kind=place", count: 1 },
          ],
          pages: [
            { kind: "page", number: 1, href: "?p=1", current: true },
            { kind: "page", number: 2, href: "?p=2", current: false },
          ],
        }),
        shell,
      ),
    },
    {
      name: "search-none",
      view: "search.njk",
      data: pageData(plain("Search", "Nothing was found.", { query: hostile, results: [] }), shell),
    },
    {
      name: "progress",
      view: "progress.njk",
      data: pageData(
        {
          ...plain("Import of organisations", "1,200 of 3,000 rows are read; 4 were refused.", {
            state: "running",
            read: 1200,
            total: 3000,
            accepted: 1196,
            refused: 4,
          }),
        },
        shell,
      ),
    },
  ];
}
