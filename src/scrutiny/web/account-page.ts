import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  definePage,
  formatNumber,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type SourceLine,
} from "../../kernel/index.ts";
import { gapsOf, widestGap } from "../account-gap.ts";
import {
  accountHref,
  accountRef,
  eventOn,
  eventReadBy,
  isOfTwoPartners,
  isAgreed,
  ratings,
  reasonNotToOpen,
  sealedPartners,
  sectorKeys,
  sectors,
  type AccountEvent,
  type Agreement,
} from "../account.ts";
import { closingInWords, resourceOfAccount, resourceOfPartner } from "../commands/account-act.ts";
import { bodyRef } from "../commands/act.ts";
import { findAccount } from "../store-accounts.ts";
import { accountJson, accountShape, gapPicture, gapTable, sidesInWords } from "./account-view.ts";
import { recordOf, withAt } from "./shared.ts";
import { ofThem, sentenceOf } from "../words.ts";

/** One event, side by side. */
export const accountPage = definePage({
  name: "scrutiny.account",
  path: "/accounts/:slug",
  about: "One event as each side tells it, with the gap between them and what they agreed to do.",
  params: z.object({ slug: z.string().max(150) }),
  json: accountShape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const held = await findAccount(asking.db, params.slug);
    if (!held || held.fromOn > asking.at) return undefined;
    const event = eventReadBy(eventOn(held, asking.at), organisationsOf(asking));
    return {
      title: event.title,
      illustrative: event.basis === "illustrative",
      ...partsOf(event, asking),
      // What can be done is done today, however the page stood on the day asked about.
      actions: actionsOf(held, asking),
      sources: sourcesOf(event),
      check: recordOf(accountRef(event)),
      subjects: [accountRef(event), ...event.partners.map(({ id }) => bodyRef(id))],
      trail: [{ text: "Accounts", href: withAt("/accounts", asking) }],
      json: accountJson(event),
    };
  },
});

/** The organisations that the reader holds an office or seat of. */
function organisationsOf({ viewer }: Asking): readonly string[] {
  return viewer.kind === "person" ? viewer.standings.map(({ organisationId }) => organisationId) : [];
}

type Shown = Pick<PageModel, "kicker" | "answer" | "picture" | "table" | "sections">;

function partsOf(event: AccountEvent, asking: Asking): Shown {
  if (event.convenerId === undefined) return stanceParts(event);
  return event.openedOn === undefined ? sealedParts(event, asking) : openParts(event);
}

function stanceParts(event: AccountEvent): Shown {
  const { stances } = event;
  const unchecked = stances.filter(({ basis }) => basis === "general-knowledge").length;
  const by = (sector: (typeof sectorKeys)[number]) => stances.filter((one) => one.sector === sector);
  return {
    kicker: "Known from sources",
    answer: [
      {
        strong: `We hold ${countOf(by("nhs").length, "account")} from the NHS side, ${countOf(by("councils").length, "account")} from councils and ${countOf(by("others").length, "account")} from others.`,
      },
      ` Each is by role and in our words.${unchecked > 0 ? ` ${capital(ofThem(unchecked))} ${unchecked === 1 ? "is" : "are"} not yet checked.` : ""}`,
    ],
    table: {
      caption: "What each side said",
      columns: [
        { key: "side", label: "Side", kind: "text", filter: "choice", sortable: true },
        { key: "role", label: "Who, by role", kind: "text", filter: "words" },
        { key: "said", label: "What they said, in our words", kind: "text" },
        { key: "when", label: "When", kind: "text" },
        { key: "source", label: "Source", kind: "text" },
        { key: "checked", label: "Checked", kind: "text", filter: "choice" },
      ],
      rows: stances.map((one) => ({
        side: sectors[one.sector],
        role: one.party === undefined ? one.role : `${one.role} (${one.party})`,
        said: one.said,
        when: one.saidOn,
        source: one.sourceUrl === undefined ? one.source : { text: one.source, href: one.sourceUrl },
        checked: one.basis === "general-knowledge" ? "Not yet" : "Read in the source",
      })),
      rowsPerPage: 25,
      empty: "Nothing is held.",
    },
    sections: [
      { kind: "words", heading: "What happened", paragraphs: [event.happened] },
      {
        kind: "list",
        heading: "Statements to rate",
        intro: "No body has rated these for us. Partners who want to can start from them.",
        items: event.statements.map(({ words }) => words),
      },
    ],
  };
}

/** What the reader's own body handed in; of somebody who belongs to two partners nothing, and why. */
function handedInSections(event: AccountEvent, asking: Asking): readonly Section[] {
  if (isOfTwoPartners(event, organisationsOf(asking)))
    return [
      {
        kind: "words",
        heading: "What your bodies handed in",
        paragraphs: [
          "You belong to two of the partners. Until all accounts are opened you are shown neither, and once one has handed in you cannot write for the other.",
        ],
      },
    ];
  if (event.tellings.length === 0) return [];
  return [
    {
      kind: "words",
      heading: "What your body handed in",
      paragraphs: event.tellings.map(({ words }) => words),
    },
  ];
}

function sealedParts(event: AccountEvent, asking: Asking): Shown {
  const { at } = asking;
  const sealed = sealedPartners(event);
  return {
    kicker: "Sealed until all are opened",
    answer: [
      { strong: `${sealed.length} of ${event.partners.length} partners have handed in.` },
      ` ${reasonNotToOpen(event, at) === undefined ? "The accounts can be opened now." : `All are opened on one day: when the last is in, or after ${closingInWords(event)}.`}`,
    ],
    table: {
      caption: "Who is asked",
      columns: [
        { key: "partner", label: "Partner", kind: "link" },
        { key: "side", label: "Side", kind: "text" },
        { key: "sealed", label: "Handed in on", kind: "date" },
        { key: "entry", label: "Seal", kind: "link" },
      ],
      rows: event.partners.map(({ slug, name, sector, sealedOn, entryId }) => ({
        partner: { text: name, href: withAt(`/organisations/${slug}`, asking) },
        side: sectors[sector],
        sealed: sealedOn ?? "Not yet",
        entry:
          entryId === undefined
            ? sealedOn === undefined
              ? "No seal yet"
              : "None: it came with the examples"
            : { text: `The seal of ${name} in the record`, href: `/record/${entryId}` },
      })),
      rowsPerPage: 20,
      empty: "Nobody is asked.",
    },
    sections: [
      {
        kind: "words",
        heading: "What happened",
        paragraphs: [...event.happened.split(/\n+/u), `When: ${sentenceOf(event.whenWords)}`],
      },
      {
        kind: "list",
        heading: "What everybody rates",
        items: event.statements.map(({ words }) => words),
      },
      ...handedInSections(event, asking),
    ],
  };
}

const scale = "Mean rating of each statement by side, from 1, not at all, to 5, fully.";

function openParts(event: AccountEvent): Shown {
  const gaps = gapsOf(event);
  const widest = widestGap(gaps);
  const answer: Sentence =
    widest === undefined || widest.gap === 0
      ? `${countOf(sealedPartners(event).length, "partner")} told this event. On no statement can a gap be seen.`
      : [
          { strong: `They are furthest apart on “${widest.words}”` },
          ` Out of 5: ${sidesInWords(widest)}. The gap is ${formatNumber(widest.gap, 1)}.`,
        ];
  const picture = gapPicture(
    gaps,
    widest === undefined
      ? scale
      : `${scale} The sides are furthest apart on statement ${widest.number}: ${sidesInWords(widest)}.`,
  );
  return {
    kicker: `Opened together on ${formatCivilDate(event.openedOn!)}`,
    answer,
    ...(picture && { picture }),
    table: gapTable(gaps),
    sections: [
      {
        kind: "words",
        heading: "What happened",
        paragraphs: [...event.happened.split(/\n+/u), `When: ${sentenceOf(event.whenWords)}`],
      },
      ...tellingSections(event),
      ratingSection(event),
      agreementSection(event),
      {
        kind: "words",
        heading: "How to read it",
        paragraphs: [
          "Each partner counts once, in its own name. The mean is of the partners of one side. The spread is the standard deviation.",
          "Who cannot say is in no mean. With so few partners, chance is not tested: read what they wrote.",
        ],
      },
    ],
  };
}

function tellingSections(event: AccountEvent): readonly Section[] {
  return sectorKeys.flatMap((sector) =>
    event.partners
      .filter((partner) => partner.sector === sector)
      .flatMap((partner): readonly Section[] => {
        const telling = event.tellings.find(({ partnerId }) => partnerId === partner.id);
        return telling === undefined
          ? [{ kind: "words", heading: partner.name, paragraphs: ["It handed in no account."] }]
          : [
              {
                kind: "words",
                heading: `How ${partner.name} tells it`,
                paragraphs: [...telling.words.split(/\n+/u), `${telling.office}.`],
              },
            ];
      }),
  );
}

function ratingSection(event: AccountEvent): Section {
  const told = event.partners.filter(({ id }) => event.tellings.some(({ partnerId }) => partnerId === id));
  return {
    kind: "table",
    heading: "Every rating, with its reason",
    table: {
      name: "ratings",
      caption: "Ratings by partner",
      columns: [
        { key: "statement", label: "Statement", kind: "text" },
        ...told.map(({ slug, name }) => ({ key: slug, label: name, kind: "text" as const })),
      ],
      rows: event.statements.map(({ number, words }) => ({
        statement: `${number}. ${words}`,
        ...Object.fromEntries(
          told.map(({ id, slug }) => {
            const given = event.ratings.find((one) => one.partnerId === id && one.number === number);
            const mark = given?.rating === undefined ? ratings.none : String(given.rating);
            return [slug, given?.words === undefined ? mark : `${mark}. ${given.words}`];
          }),
        ),
      })),
      rowsPerPage: 12,
      empty: "Nothing was rated.",
    },
  };
}

function agreementSection(event: AccountEvent): Section {
  return {
    kind: "table",
    heading: "What they agreed to do",
    table: {
      name: "agreed",
      caption: "Agreed and proposed",
      columns: [
        { key: "words", label: "What", kind: "text" },
        { key: "owner", label: "Who does it", kind: "text" },
        { key: "due", label: "By", kind: "date" },
        { key: "state", label: "How it stands", kind: "text" },
      ],
      rows: event.agreements.map((one) => ({
        words: one.words,
        owner: event.partners.find(({ id }) => id === one.ownerId)?.name,
        due: one.dueOn,
        state: agreementInWords(event, one),
      })),
      rowsPerPage: 20,
      empty: "Nothing is agreed yet. Each partner that handed in can propose what to do.",
    },
  };
}

function agreementInWords(event: AccountEvent, agreement: Agreement): string {
  if (isAgreed(event, agreement)) {
    const last = agreement.assents.at(-1);
    return last === undefined ? "Agreed" : `Agreed by all on ${formatCivilDate(last.on)}`;
  }
  const missing = sealedPartners(event).length - agreement.assents.length;
  return `Proposed; ${countOf(missing, "partner")} ${missing === 1 ? "has" : "have"} not said yes`;
}

function actionsOf(event: AccountEvent, { today }: Asking): readonly PageAction[] {
  const href = accountHref(event.slug);
  if (event.convenerId === undefined) return [];
  if (event.openedOn === undefined)
    return [
      ...event.partners
        .filter(({ sealedOn }) => sealedOn === undefined)
        .map((partner) => ({
          text: `Write the account of ${partner.name}`,
          href: `${href}/write/${partner.slug}`,
          command: "scrutiny.seal-account",
          resource: resourceOfPartner(event, partner),
        })),
      ...(reasonNotToOpen(event, today) === undefined
        ? [
            {
              text: "Open the accounts together",
              href: `${href}/open`,
              command: "scrutiny.open-accounts",
              resource: resourceOfAccount(event),
            },
          ]
        : []),
    ];
  return sealedPartners(event).flatMap((partner) => {
    const resource = resourceOfPartner(event, partner);
    return [
      {
        text: `Propose what to do, for ${partner.name}`,
        href: `${href}/propose/${partner.slug}`,
        command: "scrutiny.propose-agreement",
        resource,
      },
      ...event.agreements
        .filter(({ assents }) => !assents.some(({ partnerId }) => partnerId === partner.id))
        .map(({ number, words }) => ({
          text: `Say yes for ${partner.name}: ${words}`,
          href: `${href}/agree/${number}/${partner.slug}`,
          command: "scrutiny.assent",
          resource,
        })),
    ];
  });
}

function sourcesOf(event: AccountEvent): readonly SourceLine[] {
  return [
    {
      text: event.source,
      seen: event.seen,
      basis: event.basis,
      ...(event.sourceUrl !== undefined && { href: event.sourceUrl }),
    },
  ];
}
