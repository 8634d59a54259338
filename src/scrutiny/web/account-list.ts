import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Picture,
  type TableModel,
} from "../../kernel/index.ts";
import { resourceOfOrganisation } from "../../place/index.ts";
import { drawStack } from "../../web/index.ts";
import { accountHref, eventOn, sealedPartners, sectorKeys, sectors, type AccountEvent } from "../account.ts";
import { listAccounts } from "../store-accounts.ts";
import { accountJson, accountShape } from "./account-view.ts";
import { bodiesOfReader, countFigure, drawnLabel, thingCell } from "./shared.ts";

const drawnMost = 12;

/** Events that more than one side tells. */
export const accountListPage = definePage({
  name: "scrutiny.accounts",
  path: "/accounts",
  about: "The same event as each side tells it: sealed until all have written, then side by side.",
  json: z.object({ items: z.array(accountShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const events = (await listAccounts(asking.db, { until: asking.at })).map((event) =>
      eventOn(event, asking.at),
    );
    const picture = pictureOf(events);
    return {
      title: "Accounts",
      kicker: "One event, told by each side",
      answer: answerOf(events),
      ...(picture && { picture }),
      table: eventTable(events, asking),
      sections: [
        {
          kind: "words",
          heading: "How it works",
          paragraphs: [
            "Each partner tells the event in its own words. It says how far it agrees with the same few statements.",
            "Nobody reads the others first. The record seals what each one wrote. All are opened on the same day, and anyone can check that nothing was changed.",
            "Then the page shows both sides, the gap between them, and what they agreed to do.",
          ],
        },
      ],
      actions: [
        ...(await bodiesOfReader(asking)).map((body) => ({
          text: `Ask both sides for their account, for ${body.name}`,
          href: `/accounts/start/${body.slug}`,
          command: "scrutiny.start-account",
          resource: resourceOfOrganisation(body),
        })),
        { text: "Who was involved in plans", href: "/involvement" },
      ],
      sources: [
        { text: "Written on this site by each body in its own name", basis: "kept-here" },
        {
          text: "What leaders said in public: by role, in our words, each with its source",
          basis: "compiled",
        },
      ],
      check: "/record?kind=scrutiny.accounts-opened",
      subjects: [anyOfKind("scrutiny", "account")],
      json: { items: events.map(accountJson) },
    };
  },
});

function answerOf(events: readonly AccountEvent[]): PageModel["answer"] {
  if (events.length === 0) return "Nobody has told an event from both sides yet.";
  const open = events.filter(({ openedOn, stances }) => openedOn !== undefined || stances.length > 0).length;
  const sealed = events.length - open;
  return [
    { strong: `You can read ${countOf(open, "event")} as each side tells it.` },
    ...(sealed > 0
      ? [` ${capital(countOf(sealed, "more event"))} ${sealed === 1 ? "is" : "are"} still sealed.`]
      : []),
  ];
}

function eventTable(events: readonly AccountEvent[], asking: Asking): TableModel {
  return {
    caption: "Events",
    columns: [
      { key: "event", label: "Event", kind: "link", filter: "words", sortable: true },
      { key: "when", label: "When it happened", kind: "text" },
      { key: "state", label: "How it stands", kind: "text" },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
    ],
    rows: events.map((event) => ({
      event: thingCell({ text: event.title, href: accountHref(event.slug), basis: event.basis }, asking),
      when: event.whenWords,
      state: stateInWords(event),
      source: event.source,
    })),
    rowsPerPage: 25,
    empty: "No event is held. A body kept here can ask its partners to tell one.",
  };
}

/** Accounts held of each event by side: of a sealed one, that they were handed in. */
function pictureOf(events: readonly AccountEvent[]): Picture | undefined {
  const told = events
    .map((event) => ({ event, given: [...event.stances, ...sealedPartners(event)] }))
    .filter(({ given }) => given.length > 0);
  if (told.length === 0) return undefined;
  return drawStack(
    {
      item: "Event",
      parts: sectorKeys.map((key) => ({ key, label: sectors[key] })),
      rows: told.slice(0, drawnMost).map(({ event, given }) => ({
        label: drawnLabel(event.title, event),
        figures: sectorKeys.map((key) => countFigure(given.filter(({ sector }) => sector === key).length)),
      })),
    },
    {
      summary:
        "How many accounts of each event each side has given; those that are still sealed count too. An event without any is not drawn.",
      caption: "Accounts of each event by side",
      decimals: 0,
    },
  );
}

function stateInWords({ stances, openedOn, partners }: AccountEvent): string {
  if (stances.length > 0) return `Known from sources: ${countOf(stances.length, "account")} by role`;
  if (openedOn !== undefined) return `Opened on ${formatCivilDate(openedOn)}`;
  return `Sealed: ${sealedPartners({ partners }).length} of ${partners.length} partners have handed in`;
}
