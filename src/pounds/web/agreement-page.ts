import { z } from "zod";
import { daysBetween, formatCivilDate } from "@concordat/calendar";
import { agreementWords } from "@concordat/ledger";
import {
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Section,
  type Sentence,
  type SourceLine,
} from "../../kernel/index.ts";
import { listResolutionsById, resolutionRef, type Resolution } from "../../meetings/index.ts";
import { listAreasById, listOrganisationsById, organisationRef } from "../../place/index.ts";
import { agreementRef, boundFrom, forms, fundHref, versionOn, type FundFile } from "../fund.ts";
import { checklist, hostRequirement } from "../requirement.ts";
import { treeOf } from "../risk-share.ts";
import { findAgreement, listFunds, type AgreementFile } from "../store-funds.ts";
import { agreementActions } from "./agreement-actions.ts";
import { labelled, withAt } from "./view.ts";

const shape = z.object({
  slug: z.string(),
  name: z.string(),
  form: z.string(),
  keptHere: z.boolean(),
  beginsOn: z.iso.date().nullable(),
  approvedOn: z.iso.date().nullable(),
  parties: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      sector: z.string(),
      signedOn: z.iso.date().nullable(),
      ended: z.string().nullable(),
    }),
  ),
  approvals: z.array(
    z.object({ resolution: z.string(), decidedOn: z.iso.date(), callInUntil: z.iso.date().nullable() }),
  ),
  versions: z.array(
    z.object({
      number: z.number(),
      fromOn: z.iso.date(),
      why: z.string(),
      illustrative: z.boolean(),
      words: z.array(z.string()),
    }),
  ),
  checklist: z.array(z.object({ requirement: z.string(), words: z.string().nullable() })),
});

/** An agreement: its parties and their signatures, what the law requires it to say, and its risk share in words. */
export const agreementPage = definePage({
  name: "pounds.agreement",
  path: "/money/agreements/:agreement",
  about:
    "An agreement between councils and NHS bodies: parties, signatures, what the regulations require, and its risk share, version by version.",
  params: z.object({ agreement: z.string().max(100) }),
  json: shape,
  async load(asking, { params }): Promise<PageModel | undefined> {
    const file = await findAgreement(asking.db, params.agreement);
    if (!file) return undefined;
    const { agreement } = file;
    const funds = await listFunds(asking.db, { agreementId: agreement.id });
    const [area] = await listAreasById(asking.db, [agreement.areaId]);
    const ends = await endings(asking, file);
    const approvals = await approvalsOf(asking, agreement.id);
    return {
      title: agreement.name,
      kicker: "Agreement",
      illustrative: agreement.basis === "illustrative",
      answer: answerOf(file, funds[0]),
      sections: [
        partySection(file, ends),
        ...approvalSections(approvals),
        checkSection(file),
        ...versionSections(file, asking),
        ...restSections(file, funds, asking),
      ],
      actions: agreementActions(file),
      sources: sourcesOf(file),
      check: `/record/of/pounds:agreement:${agreement.id}`,
      subjects: [
        agreementRef(agreement.id),
        ...approvals.map(resolutionRef),
        ...funds.map(({ fund }) => ({ module: "pounds" as const, kind: "fund", id: fund.id })),
        ...file.parties.flatMap(({ organisationId }) =>
          organisationId === undefined ? [] : [organisationRef({ id: organisationId as never })],
        ),
      ],
      trail: [
        { text: "Money", href: "/money" },
        ...(area ? [{ text: area.name, href: withAt(`/areas/${area.slug}`, asking) }] : []),
      ],
      json: jsonOf(file, ends, approvals),
    };
  },
});

function restSections(
  { agreement, versions }: AgreementFile,
  funds: readonly FundFile[],
  asking: Pick<Asking, "at" | "atGiven">,
): readonly Section[] {
  const stated = funds.find(({ fund }) => fund.riskShare !== undefined)?.fund.riskShare;
  const words = (heading: string, text: string): Section => ({ kind: "words", heading, paragraphs: [text] });
  return [
    ...(versions.length === 0
      ? [words("Risk share", stated ?? "Not known here: no source that we hold says how risk is shared.")]
      : []),
    {
      kind: "list",
      heading: "Funds under it",
      items: funds.map(({ fund }): Sentence => [
        { text: `${fund.name}, ${fund.year}`, href: withAt(fundHref(fund.slug), asking) },
      ]),
    },
    ...(agreement.story === undefined ? [] : [words("What else the source says", agreement.story)]),
  ];
}

function sourcesOf({ agreement, versions }: AgreementFile): readonly SourceLine[] {
  const { source, seen, basis } = agreement;
  const isLink = source.startsWith("http");
  const made = versions.some(({ illustrative }) => illustrative) && basis !== "illustrative";
  return [
    { text: isLink ? new URL(source).hostname : source, seen, basis, ...(isLink && { href: source }) },
    ...(made
      ? [{ text: "Risk share and terms: made up to show how this works", basis: "illustrative" as const }]
      : []),
  ];
}

function answerOf(file: AgreementFile, fund: FundFile | undefined): Sentence {
  const { agreement, parties, terms } = file;
  const missing = checklist(terms).filter(({ words }) => words === undefined).length;
  const form = `${forms[agreement.form] === forms["not-known"] ? "Its form is not known here" : forms[agreement.form]}${agreement.powers === undefined ? "" : `, under ${agreement.powers}`}`;
  const bound = boundFrom(agreement, parties);
  const begins = agreement.beginsOn ?? fund?.fund.beginsOn;
  const when =
    bound === undefined
      ? agreement.keptHere
        ? "; not everybody has signed yet"
        : "; when it was signed is not known here"
      : `; ${agreement.approvedOn === bound ? `approved${agreement.approvedBy === undefined ? "" : ` by ${agreement.approvedBy}`}` : "signed by all"} on ${formatCivilDate(bound)}${begins !== undefined && bound > begins ? `, ${daysBetween(begins, bound)} days after ${formatCivilDate(begins)}, when it begins` : ""}`;
  const lacks = madeUpTerms(file)
    ? "Its wording is not known here; made-up words (Illustrative) show how the list below works."
    : terms.size === 0
      ? "Its wording is not known here."
      : missing === 0
        ? "It has words on each of the seven points that the regulations require."
        : `Words are missing on ${countInWords(missing)} of the seven points that the regulations require.`;
  return [`${form}${when}. ${lacks}`];
}

/** What became of each party's body, where it is held here: by party key. */
async function endings(asking: Asking, { parties }: AgreementFile): Promise<ReadonlyMap<string, string>> {
  const ids = parties.flatMap(({ organisationId }) => organisationId ?? []);
  const bodies = new Map((await listOrganisationsById(asking.db, ids)).map((one) => [String(one.id), one]));
  return new Map(
    parties.flatMap(({ key, organisationId }) => {
      const body = organisationId === undefined ? undefined : bodies.get(organisationId);
      if (!body?.endsOn || body.endsOn > asking.at) return [];
      const after = "Whether this agreement ran then, and who took the body's part, is not known here.";
      return [[key, `${body.name} ended on ${formatCivilDate(body.endsOn)}. ${after}`] as const];
    }),
  );
}

function partySection({ parties, agreement }: AgreementFile, ends: ReadonlyMap<string, string>): Section {
  return {
    kind: "table",
    heading: "Who agreed",
    table: {
      name: "parties",
      caption: "Parties and their signatures",
      columns: [
        { key: "party", label: "Party", kind: "text" },
        ...(parties.some(({ host }) => host) ? [{ key: "host", label: "Host", kind: "text" } as const] : []),
        { key: "signed", label: "Signed", kind: "text" },
        ...(ends.size > 0 ? [{ key: "ended", label: "What became of it", kind: "text" } as const] : []),
      ],
      rows: parties.map(({ key, name, host, signedOn }) => ({
        party: name,
        host: host ? "Hosts the fund" : "",
        signed: signedOn ? formatCivilDate(signedOn) : agreement.keptHere ? "Not yet" : "Not known here",
        ended: ends.get(key) ?? "",
      })),
      empty: "No party is known here.",
    },
  };
}

/** The resolutions by which partners approved it, the first one first. */
async function approvalsOf({ db, links }: Asking, agreementId: string): Promise<readonly Resolution[]> {
  const around = await links.listAround(db, agreementRef(agreementId));
  const ids = around
    .filter(({ from, kind }) => kind === "decides" && from.module === "meetings")
    .map(({ from }) => from.id);
  const found = ids.length === 0 ? [] : await listResolutionsById(db, ids);
  return found.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
}

function approvalSections(approvals: readonly Resolution[]): readonly Section[] {
  if (approvals.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Who approved it",
      table: {
        name: "approvals",
        caption: "Resolutions by which the partners approved it",
        columns: [
          { key: "resolution", label: "Resolution", kind: "link" },
          { key: "by", label: "By", kind: "text" },
          { key: "decidedOn", label: "Decided", kind: "date" },
          { key: "callIn", label: "Call-in", kind: "text" },
        ],
        rows: approvals.map((one) => ({
          resolution: labelled(one.title, `/resolutions/${one.slug}`, one.basis === "illustrative"),
          by: one.board?.name ?? one.organisation?.name ?? "",
          decidedOn: one.decidedOn,
          callIn: callInWords(one),
        })),
        empty: "No resolution is named.",
      },
    },
  ];
}

/** A short cell; the resolution's own page says the rest, with what became of a call-in. */
function callInWords({ executive, callInWaived, callInUntil }: Resolution): string {
  if (!executive) return "No decision of a council’s executive";
  if (callInWaived !== undefined) return "Not open to call-in";
  return callInUntil === undefined ? "No last day is known here" : `Until ${formatCivilDate(callInUntil)}`;
}

/** Whether the words held are ours, of an agreement whose own words are not known. */
function madeUpTerms({ agreement, terms }: AgreementFile): boolean {
  return (
    agreement.basis !== "illustrative" &&
    [...terms.values()].some((words) => words.startsWith("Illustrative"))
  );
}

function checkSection(file: AgreementFile): Section {
  const { terms } = file;
  const lines = checklist(terms);
  const missing = lines.filter(({ words }) => words === undefined).length;
  return {
    kind: "table",
    heading: "What the regulations require it to say",
    intro: madeUpTerms(file)
      ? "Illustrative. What the agreement itself says is not known here."
      : terms.size === 0
        ? "No source that we hold gives its wording. So nothing here says that a point is missing from the agreement itself."
        : missing === 0
          ? "Nothing is missing."
          : `${countOf(missing, "point")} ${missing === 1 ? "has" : "have"} no words yet.`,
    table: {
      name: "checklist",
      caption: "Regulation 7 of SI 2000/617, point by point",
      columns: [
        { key: "point", label: "Point", kind: "text" },
        { key: "asks", label: "What is asked", kind: "text" },
        { key: "words", label: "What the agreement says", kind: "text" },
      ],
      rows: [...lines, { ...hostRequirement, ...(terms.has("host") && { words: terms.get("host")! }) }].map(
        ({ name, asks, words }) => ({
          point: name,
          asks,
          words: words ?? (terms.size === 0 ? "Not known here" : "Missing"),
        }),
      ),
      empty: "Nothing is required.",
    },
  };
}

/** The risk share in force on the day, then the earlier and later versions. */
function versionSections(
  { versions, agreement }: AgreementFile,
  asking: Pick<Asking, "at">,
): readonly Section[] {
  const kept = agreement.keptHere;
  const now = versionOn(versions, asking.at);
  const sorted = [...versions].toSorted((a, b) => (a === now ? -1 : b === now ? 1 : b.number - a.number));
  return sorted.map((version) => {
    const tree = treeOf(version);
    const name = version.number === 0 ? "the draft" : `version ${version.number}`;
    return {
      kind: "code",
      heading: `${version.illustrative && !kept ? "Illustrative risk share" : "Risk share"}, ${name}${version === now ? (version.illustrative && !kept ? ", the later" : ", in force") : ""}`,
      intro: `From ${formatCivilDate(version.fromOn)}. ${version.why}.`,
      code: tree.ok
        ? agreementWords(tree.value).join("\n")
        : tree.problems.map(({ message }) => message).join("\n"),
    };
  });
}

function jsonOf(
  { agreement, parties, versions, terms }: AgreementFile,
  ends: ReadonlyMap<string, string>,
  approvals: readonly Resolution[],
): z.output<typeof shape> {
  return {
    slug: agreement.slug,
    name: agreement.name,
    form: agreement.form,
    keptHere: agreement.keptHere,
    beginsOn: agreement.beginsOn ?? null,
    approvedOn: agreement.approvedOn ?? null,
    parties: parties.map(({ key, name, sector, signedOn }) => ({
      key,
      name,
      sector,
      signedOn: signedOn ?? null,
      ended: ends.get(key) ?? null,
    })),
    approvals: approvals.map(({ slug, decidedOn, callInUntil }) => ({
      resolution: slug,
      decidedOn,
      callInUntil: callInUntil ?? null,
    })),
    versions: versions.map((version) => {
      const tree = treeOf(version);
      return {
        number: version.number,
        fromOn: version.fromOn,
        why: version.why,
        illustrative: version.illustrative,
        words: tree.ok ? [...agreementWords(tree.value)] : [],
      };
    }),
    checklist: checklist(terms).map(({ key, words }) => ({ requirement: key, words: words ?? null })),
  };
}
