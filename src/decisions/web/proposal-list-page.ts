import { z } from "zod";
import { vagueDateText } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  definePage,
  type Page,
  type PageModel,
  type SourceLine,
  type TableModel,
} from "../../kernel/index.ts";
import type { ProposalFile } from "../proposal.ts";
import { listAnswer, proposalCell, standingOf } from "../proposal-view.ts";
import { listQuery } from "../schema.ts";
import { fileOf, listProposals } from "../store-proposals.ts";

export const proposalsPath = "/decisions";

export const provenanceShape = { source: z.string(), seen: z.iso.date(), basis: z.string() };

/** A proposal as machines get it in lists. */
export const proposalShape = z.object({
  slug: z.string(),
  title: z.string(),
  area: z.string(),
  keptHere: z.boolean(),
  stage: z.string().nullable(),
  standing: z.string(),
  optionsFixedOn: z.string().nullable(),
  illustrative: z.boolean(),
  ...provenanceShape,
});

/** A proposal as machines get it. */
export function proposalJson(
  file: Pick<ProposalFile, "proposal" | "events">,
): z.output<typeof proposalShape> {
  const { proposal } = file;
  const fixed = proposal.optionsFixedOn;
  return {
    slug: proposal.slug,
    title: proposal.title,
    area: proposal.area.slug,
    keptHere: proposal.keptHere,
    stage: proposal.stage ?? null,
    standing: standingOf(file),
    optionsFixedOn: fixed === undefined ? null : vagueDateText(fixed),
    illustrative: proposal.basis === "illustrative",
    source: proposal.source,
    seen: proposal.seen,
    basis: proposal.basis,
  };
}

/** Every proposal held here. */
export const proposalListPage: Page = definePage({
  name: "decisions.proposals",
  path: proposalsPath,
  about:
    "Every proposal held here: what may be decided or was, where, how far it has come, and whether it is kept here or known from sources.",
  query: listQuery,
  json: z.object({ items: z.array(proposalShape) }),
  formats: ["csv", "atom"],
  async load({ db }, { query }): Promise<PageModel> {
    const proposals = await listProposals(db, { illustrative: query.illustrative !== "leave-out" });
    const files = await Promise.all(proposals.map(async (one) => await fileOf(db, one)));
    return {
      title: "Proposals",
      kicker: "Decisions",
      answer: listAnswer(proposals.filter(({ basis }) => basis !== "illustrative")),
      table: proposalTable(files, { empty: "No proposal is held here." }),
      sections: [
        {
          kind: "words",
          heading: "Kept here, or known from sources",
          paragraphs: [
            "A proposal that its own body keeps here can be behind its duties, and its page says so. One that we only know from public pages cannot: its page says what those pages show and until when, and never that something was not done.",
            [
              "Has somebody told you of a plan that is not here? ",
              { text: "Plans we have heard of", href: "/decisions/plans" },
              " can be registered by anybody who signed in.",
            ],
          ],
        },
      ],
      actions: [
        { text: "Check a proposal of your own", href: "/check-a-proposal" },
        { text: "Plans we have heard of", href: "/decisions/plans" },
      ],
      sources: sourcesOfList(files),
      subjects: [anyOfKind("decisions", "proposal")],
      json: { items: files.map(proposalJson) },
    };
  },
});

function sourcesOfList(files: readonly ProposalFile[]): readonly SourceLine[] {
  const real = files.filter(({ proposal }) => !proposal.keptHere);
  return real.length === 0
    ? []
    : [
        {
          text: "Pages of NHS bodies, councils and press, named beside each event of each proposal",
          source: "public pages",
          seen: real[0]!.proposal.seen,
        },
      ];
}

/** Proposals as a table. */
export function proposalTable(
  files: readonly Pick<ProposalFile, "proposal" | "events">[],
  options: { readonly name?: string; readonly empty: string },
): TableModel {
  return {
    caption: "Proposals",
    columns: [
      { key: "proposal", label: "Proposal", kind: "link", filter: "words", sortable: true },
      { key: "area", label: "Where", kind: "text", filter: "words", sortable: true },
      { key: "standing", label: "How it stands", kind: "text" },
      { key: "held", label: "How it is known", kind: "text", filter: "choice" },
    ],
    rows: files.map((file) => ({
      proposal: proposalCell(file.proposal),
      area: file.proposal.areaWords ?? file.proposal.area.name,
      standing: capital(standingOf(file)),
      held: file.proposal.keptHere ? "Kept here" : "Known from sources",
    })),
    rowsPerPage: 25,
    empty: options.empty,
    ...(options.name !== undefined && { name: options.name }),
  };
}
