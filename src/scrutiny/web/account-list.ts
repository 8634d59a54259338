import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { resourceOfOrganisation } from "../../place/index.ts";
import { accountHref, sealedPartners, type AccountEvent } from "../account.ts";
import { listAccounts } from "../store-accounts.ts";
import { accountJson, accountShape } from "./account-view.ts";
import { bodiesOfReader, withAt } from "./question-view.ts";

/** Events that more than one side tells. */
export const accountListPage = definePage({
  name: "scrutiny.accounts",
  path: "/accounts",
  about: "The same event as each side tells it: sealed until all have written, then side by side.",
  json: z.object({ items: z.array(accountShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const events = await listAccounts(asking.db, { until: asking.at });
    return {
      title: "Accounts",
      kicker: "One event, told by each side",
      answer: answerOf(events),
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
      event: {
        text: event.title,
        href: withAt(accountHref(event.slug), asking),
        ...(event.basis === "illustrative" && { tag: "Illustrative" }),
      },
      when: event.whenWords,
      state: stateInWords(event, asking),
      source: event.source,
    })),
    rowsPerPage: 25,
    empty: "No event is held. A body kept here can ask its partners to tell one.",
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function stateInWords(event: AccountEvent, { at }: Asking): string {
  const { stances, openedOn, partners } = event;
  if (stances.length > 0) return `Known from sources: ${countOf(stances.length, "account")} by role`;
  if (openedOn !== undefined && openedOn <= at) return `Opened on ${formatCivilDate(openedOn)}`;
  return `Sealed: ${sealedPartners(event).length} of ${partners.length} partners have handed in`;
}
