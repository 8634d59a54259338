import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  listInWords,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { organisationKindLabel, type OrganisationKind } from "../organisation.ts";
import { listSuccessionEvents } from "../store-mergers.ts";
import { shareInWords } from "../words.ts";
import { onDate } from "./shared.ts";

/** Every succession held, by the body that followed; each leads to its story. */
export const mergerListPage = definePage({
  name: "place.successions",
  path: "/organisations/successions",
  about: "Every merger, split, takeover and renaming held, by day and by the body that followed.",
  json: z.object({
    items: z.array(
      z.object({
        on: z.iso.date(),
        to: z.string(),
        kinds: z.array(z.string()),
        from: z.array(z.object({ slug: z.string(), share: z.number().nullable() })),
      }),
    ),
  }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel | undefined> {
    const events = await listSuccessionEvents(asking.db, asking.atGiven ? { upTo: asking.at } : {});
    const days = new Set(events.map((event) => event.on)).size;
    return {
      title: "Successions",
      kicker: "Organisations",
      answer: [
        { strong: countOf(events.length, "body", "bodies") },
        ` that followed others ${events.length === 1 ? "is" : "are"} held here${onDate(asking)}, on ${countOf(days, "day")}. Each has its story: what passed on, what ended, what is unsettled.`,
      ],
      table: eventTable(events),
      trail: [{ text: "Organisations", href: "/organisations" }],
      actions: [
        {
          text: "Merge bodies",
          href: "/organisations/merge",
          command: "place.merge-organisations",
          resource: register,
        },
        {
          text: "Split a body",
          href: "/organisations/split",
          command: "place.split-organisation",
          resource: register,
        },
      ],
      sections: [
        {
          kind: "words",
          paragraphs: [
            [
              { text: "Unsettled places", href: "/organisations/successions/unsettled" },
              ": networks and trusts of which the sources leave open in which area they lie since.",
            ],
          ],
        },
      ],
      sources: [{ text: "Each row's own source stands on its story's page." }],
      subjects: [anyOfKind("place", "organisation")],
      check: "/record",
      json: {
        items: events.map((event) => ({
          on: event.on,
          to: event.to.slug,
          kinds: event.kinds,
          from: event.from.map(({ slug, share }) => ({ slug, share })),
        })),
      },
    };
  },
});

function eventTable(events: Awaited<ReturnType<typeof listSuccessionEvents>>): TableModel {
  return {
    caption: "Bodies that followed others, the latest first",
    columns: [
      { key: "on", label: "On", kind: "date", sortable: true },
      { key: "to", label: "What followed, and its story", kind: "link", filter: "words", sortable: true },
      { key: "kind", label: "Kind of body", kind: "text", filter: "choice", sortable: true },
      { key: "from", label: "From", kind: "text", filter: "words" },
      { key: "how", label: "How", kind: "text", filter: "choice" },
    ],
    rows: events.map((event) => ({
      on: event.on,
      to: {
        text: event.to.name,
        href: `/organisations/${event.to.slug}/succession`,
        ...(event.unconfirmed && { tag: "Unconfirmed" }),
      },
      kind: organisationKindLabel(event.to.kind as OrganisationKind),
      from: listInWords(
        event.from.map((one) =>
          one.share === null || one.share === 1 ? one.name : `${one.name} (${shareInWords(one.share)})`,
        ),
      ),
      how: event.kinds.join(", "),
    })),
    rowsPerPage: 50,
    empty: "None is held for this day.",
  };
}

const register = {
  ref: anyOfKind("place", "organisation"),
  keepers: [],
  keptHere: false,
  illustrative: false,
} as const;
