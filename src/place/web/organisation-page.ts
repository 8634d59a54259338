import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  definePage,
  subjectText,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { boardKindLabel } from "../board.ts";
import {
  organisationKindLabel,
  schemeLabel,
  type Identifier,
  type Organisation,
  type Succession,
} from "../organisation.ts";
import { listBoards } from "../store-boards.ts";
import { listLeftBehind, type LeftBehind } from "../store-changes.ts";
import { findOrganisation, listIdentifiers, listServed, listSuccessions } from "../store-organisations.ts";
import { distinctSources, inSentence, shareInWords, sourceLine, sourcesOf } from "../words.ts";
import { organisationJson, organisationShape } from "./organisation-list.ts";
import { isBeforeHeld } from "../in-being.ts";
import { resourceOfOrganisation } from "../commands/resources.ts";
import { organisationRef } from "../refs.ts";
import { linkedSection } from "./linked.ts";
import { organisationOnDay } from "./page-reads.ts";
import { daysInBeing, linkCell, onDate, slugParams, versionShape, withAt } from "./shared.ts";

type Successions = Awaited<ReturnType<typeof listSuccessions>>;

export const organisationPage = definePage({
  name: "place.organisation",
  path: "/organisations/:slug",
  about:
    "One organisation: what it is, since when, its codes, what it came from and what it became, its boards.",
  params: slugParams,
  json: organisationShape.extend({
    ...versionShape,
    identifiers: z.array(
      z.object({
        scheme: z.string(),
        code: z.string(),
        beginsOn: z.string().nullable(),
        endsOn: z.string().nullable(),
      }),
    ),
    successions: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        on: z.iso.date(),
        kind: z.string(),
        share: z.number().nullable(),
      }),
    ),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const organisation = await findOrganisation(asking.db, params.slug, asking.at);
    if (!organisation) return undefined;
    organisationOnDay.keep(asking, organisation.id, organisation);
    const identifiers = await listIdentifiers(asking.db, { organisationId: organisation.id });
    const successions = await listSuccessions(asking.db, organisation.id, asking.at);
    const ref = organisationRef(organisation);
    return {
      title: organisation.name,
      kicker: organisationKindLabel(organisation.kind, organisation.foundation),
      illustrative: organisation.basis === "illustrative",
      answer: answerOf(organisation, successions, asking),
      trail: [{ text: "Organisations", href: withAt("/organisations", asking) }],
      sections: await sectionsOf(asking, { organisation, identifiers, successions }),
      actions: actionsOf(organisation, asking.today),
      sources: distinctSources([sourceLine(organisation), ...sourcesOf(successions)]),
      // Its boards, the areas it is for or serves, and those it came from and became stand on its page.
      subjects: [
        ref,
        anyOfKind("place", "board"),
        anyOfKind("place", "area"),
        ...successions.flatMap((one) => [organisationRef(one.from), organisationRef(one.to)]),
      ],
      panels: { on: "organisation", subject: ref },
      check: `/record/of/${subjectText(ref)}`,
      json: {
        ...organisationJson(organisation),
        version: organisation.version,
        identifiers: identifiers.map((one) => ({
          ...one,
          beginsOn: one.beginsOn ?? null,
          endsOn: one.endsOn ?? null,
        })),
        successions: successions.map((one) => ({
          from: one.from.slug,
          to: one.to.slug,
          on: one.on,
          kind: one.kind,
          share: one.share ?? null,
        })),
      },
    };
  },
});

/** What a body is, and was or will be for good: the verb goes by today, its days by themselves. */
function answerOf(organisation: Organisation, successions: Successions, asking: Asking): Sentence {
  if (isBeforeHeld(organisation, asking.at))
    return `Whether ${organisation.name} was in being${onDate(asking)} is not held here: since when it has been is not known.`;
  const { area, beginsOn, endsOn } = organisation;
  const days = daysInBeing(organisation);
  const became = successions.filter((one) => one.direction === "became" && endsOn && one.on <= endsOn);
  const ended = endsOn !== undefined && endsOn <= asking.today;
  const is = ended ? "was" : beginsOn !== undefined && beginsOn > asking.today ? "will be" : "is";
  const after: Sentence =
    became.length === 0
      ? ""
      : [
          `; it ${ended ? "became" : "will become"} part of `,
          ...joined(became.map((one) => ({ text: one.to.name, href: `/organisations/${one.to.slug}` }))),
        ];
  const where: Sentence =
    area && area.name !== organisation.name
      ? [" for ", { text: area.name, href: withAt(`/areas/${area.slug}`, asking) }]
      : "";
  const name = capital(organisation.name);
  return [
    `${name} ${is} ${calledInSentence(organisation)}`,
    ...spans(where),
    days ? `, ${days}` : "",
    ...spans(after),
    ".",
  ];
}

/** "an integrated care board", "an NHS trust", "the local Healthwatch". */
function calledInSentence({ kind, foundation }: Organisation): string {
  if (kind === "healthwatch") return "the local Healthwatch";
  if (kind === "other") return "an organisation";
  const label = organisationKindLabel(kind, foundation);
  return `${/^(NHS|[aeiou])/i.test(label) ? "an" : "a"} ${inSentence(label)}`;
}

function spans(sentence: Sentence): Exclude<Sentence, string> {
  return typeof sentence === "string" ? [sentence] : sentence;
}

function joined(
  links: readonly { readonly text: string; readonly href: string }[],
): Exclude<Sentence, string> {
  return links.flatMap((link, index) => [
    index === 0 ? "" : index === links.length - 1 ? " and " : ", ",
    link,
  ]);
}

async function sectionsOf(
  asking: Asking,
  held: {
    readonly organisation: Organisation;
    readonly identifiers: readonly Identifier[];
    readonly successions: Successions;
  },
): Promise<readonly Section[]> {
  const { organisation, identifiers, successions } = held;
  const boards = await listBoards(asking.db, {
    at: asking.at,
    illustrative: true,
    organisationId: organisation.id,
  });
  const served = await listServed(asking.db, { organisationId: organisation.id });
  const left = await listLeftBehind(asking.db, organisation.id);
  const sections: Section[] = [factsOf(organisation, identifiers)];
  if (successions.length > 0)
    sections.push({
      kind: "table",
      heading: "What it came from, what it became",
      table: successionTable(successions),
    });
  if (left.length > 0)
    sections.push({ kind: "table", heading: "What it leaves behind", table: leftTable(left) });
  if (boards.length > 0) {
    sections.push({
      kind: "list",
      heading: "Boards",
      items: boards.map((board) => [
        { text: board.name, href: withAt(`/boards/${board.slug}`, asking) },
        `, ${boardKindLabel(board.kind).toLowerCase()}`,
      ]),
    });
  }
  if (served.length > 0)
    sections.push({
      kind: "table",
      heading: "The councils it serves",
      intro: "Where its patients live, by shares of 1% and over.",
      table: servedTable(served, asking),
    });
  return [...sections, ...(await linkedSection(asking, organisationRef(organisation)))];
}

function factsOf(organisation: Organisation, identifiers: readonly Identifier[]): Section {
  const facts: { label: string; value: Sentence }[] = [];
  if (organisation.officialName && organisation.officialName !== organisation.name)
    facts.push({ label: "Official name", value: organisation.officialName });
  facts.push({
    label: "In being",
    value: capital(daysInBeing(organisation)) || "Not known since when",
  });
  for (const code of identifiers) {
    const days = daysInBeing(code);
    facts.push({ label: schemeLabel(code.scheme), value: days ? `${code.code}, ${days}` : code.code });
  }
  facts.push({
    label: "Its business",
    value: organisation.keptHere
      ? "kept on this site"
      : "Not kept here; what this page holds is known from the sources named below",
  });
  return { kind: "facts", heading: "Facts", facts };
}

function successionTable(successions: Successions): TableModel {
  return {
    name: "successions",
    caption: "Successions",
    columns: [
      { key: "on", label: "On", kind: "date" },
      { key: "from", label: "From", kind: "link" },
      { key: "to", label: "To", kind: "link" },
      { key: "kind", label: "How", kind: "text" },
      { key: "share", label: "Share passed on", kind: "text" },
    ],
    rows: successions.map((one) => ({
      on: one.on,
      from: linkCell({ text: one.from.name, href: `/organisations/${one.from.slug}`, basis: one.basis }),
      to: { text: one.to.name, href: `/organisations/${one.to.slug}` },
      kind: kindWords[one.kind],
      share: one.share === undefined ? "Not known" : shareInWords(one.share),
    })),
    empty: "None is held.",
  };
}

const kindWords: Readonly<Record<Succession["kind"], string>> = {
  merger: "merger",
  split: "split",
  enlargement: "enlarged",
  rename: "renamed",
  takeover: "taken over",
};

function leftTable(left: readonly LeftBehind[]): TableModel {
  return {
    name: "left",
    caption: "What becomes of its things when the body ends",
    columns: [
      { key: "title", label: "What", kind: "text" },
      { key: "outcome", label: "What becomes of it", kind: "text" },
      { key: "why", label: "Why", kind: "text" },
    ],
    rows: left.map((one) => ({ title: one.title, outcome: outcomeWords[one.outcome], why: one.why })),
    empty: "Nothing.",
  };
}

const outcomeWords: Readonly<Record<LeftBehind["outcome"], string>> = {
  "passes-on": "passes on",
  ends: "ends",
  "must-be-asked": "unsettled: somebody must be asked",
};

function servedTable(served: Awaited<ReturnType<typeof listServed>>, asking: Asking): TableModel {
  return {
    name: "served",
    caption: "Share of the trust's patients by council area",
    columns: [
      { key: "area", label: "Council area", kind: "link", sortable: true },
      { key: "share", label: "Share of patients", kind: "number", unit: "%", decimals: 1, sortable: true },
    ],
    rows: served.map((one) => ({
      area: { text: one.name, href: withAt(`/areas/${one.slug}`, asking) },
      share: one.share * 100,
    })),
    rowsPerPage: 15,
    empty: "None is held.",
  };
}

function actionsOf(organisation: Organisation, today: CivilDate): readonly PageAction[] {
  const resource = resourceOfOrganisation(organisation);
  const here = `/organisations/${organisation.slug}`;
  const hasEnded = organisation.endsOn !== undefined && organisation.endsOn <= today;
  return [
    { text: "Correct or rename it", href: `${here}/edit`, command: "place.edit-organisation", resource },
    ...(hasEnded
      ? []
      : [{ text: "Set up a board", href: `${here}/boards/add`, command: "place.draft-board", resource }]),
    ...(organisation.endsOn
      ? []
      : [
          {
            text: "Say when it ends and what follows it",
            href: `${here}/end`,
            command: "place.end-organisation",
            resource,
          },
        ]),
  ];
}
