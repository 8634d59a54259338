import {
  capital,
  anyOfKind,
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type Sentence,
} from "../../kernel/index.ts";
import { listAreasById, listBoardsById, listOrganisationsById, listParts } from "../../place/index.ts";
import { plansPath } from "../plan.ts";
import type { Proposal } from "../proposal.ts";
import { listPlans } from "../store-plans.ts";
import { fileOf, listProposals } from "../store-proposals.ts";
import { planTable } from "./plan-pages.ts";
import { proposalJson, proposalsPath, proposalTable } from "./proposal-list-page.ts";

async function modelOf(
  asking: Asking,
  proposals: readonly Proposal[],
  answer: Sentence,
): Promise<PanelModel> {
  const files = await Promise.all(proposals.map(async (one) => await fileOf(asking.db, one)));
  return {
    heading: "Proposals",
    answer,
    table: proposalTable(files, { name: "proposals", empty: "No proposal is held here." }),
    sources: [],
    href: proposalsPath,
    subjects: [anyOfKind("decisions", "proposal")],
    json: { proposals: files.map(proposalJson) },
  };
}

function touches(count: number, what: string): string {
  return `${capital(countOf(count, "proposal"))} held here ${count === 1 ? "touches" : "touch"} ${what}.`;
}

/** On the page of an area: proposals for it, and for the areas in it. */
export const areaProposalsPanel: Panel = {
  name: "decisions.area-proposals",
  on: "area",
  order: 61,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [area] = subject === undefined ? [] : await listAreasById(asking.db, [subject.id]);
    if (area === undefined) return undefined;
    const parts = await listParts(asking.db, area.id, asking.at);
    const ids = new Set([area.id, ...parts.map((part) => part.area.id)] as readonly string[]);
    const proposals = (await listProposals(asking.db, { illustrative: true })).filter((one) =>
      ids.has(one.area.id),
    );
    return proposals.length === 0
      ? undefined
      : await modelOf(asking, proposals, touches(proposals.length, area.name));
  },
};

/** On the page of a board: proposals that it decides or has a part in. */
export const boardProposalsPanel: Panel = {
  name: "decisions.board-proposals",
  on: "board",
  order: 61,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject === undefined ? [] : await listBoardsById(asking.db, [subject.id]);
    if (board === undefined) return undefined;
    const proposals = await listProposals(asking.db, { boardId: board.id, illustrative: true });
    return proposals.length === 0
      ? undefined
      : await modelOf(asking, proposals, touches(proposals.length, board.name));
  },
};

/** On the page of a body: its proposals, plans heard of, and the ways to register either. */
export const bodyProposalsPanel: Panel = {
  name: "decisions.body-proposals",
  on: "organisation",
  order: 61,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [body] = subject === undefined ? [] : await listOrganisationsById(asking.db, [subject.id]);
    if (body === undefined || body.kind === "network") return undefined;
    const proposals = await listProposals(asking.db, { organisationId: body.id, illustrative: true });
    const plans = (await listPlans(asking.db, { organisationId: body.id, illustrative: true })).filter(
      ({ takenDown, registeredOn }) => takenDown === undefined && registeredOn <= asking.at,
    );
    const ended = body.endsOn !== undefined && body.endsOn <= asking.today;
    if (ended && proposals.length === 0 && plans.length === 0) return undefined;
    const heard =
      plans.length === 0
        ? ""
        : ` ${capital(countOf(plans.length, "plan"))} of which somebody has heard ${plans.length === 1 ? "is" : "are"} registered.`;
    const model = await modelOf(
      asking,
      proposals,
      `${proposals.length === 0 ? "We hold no proposal of this body." : touches(proposals.length, body.name)}${heard}`,
    );
    const add = `/organisations/${body.slug}`;
    return {
      ...model,
      sections: [
        ...(plans.length === 0
          ? []
          : [{ kind: "table" as const, table: planTable(plans, asking.at, "plans") }]),
        {
          kind: "list",
          items: [
            ...(ended
              ? []
              : [
                  [
                    { text: "Register a plan you have heard of", href: `${add}/plans/add` },
                    " (sign in first, or ",
                    { text: "make a sign-in", href: `/sign-in/new?next=${add}/plans/add` },
                    ")",
                  ],
                ]),
            [{ text: "All plans we have heard of", href: plansPath }],
            ...(body.keptHere && !ended
              ? [["For those who keep it: ", { text: "register a proposal", href: `${add}/proposals/add` }]]
              : []),
          ],
        },
      ],
      subjects: [...model.subjects, anyOfKind("decisions", "plan")],
    };
  },
};
