import type { CivilDate } from "@concordat/calendar";
import { capital, listInWords, type Choice, type Db, type TableModel } from "../kernel/index.ts";
import type { Resolution } from "../meetings/index.ts";
import { listDeciders, type LawfulDecider, type MayDecide } from "../place/index.ts";
import { decisionOf, isDecided, type Proposal, type ProposalFile } from "./proposal.ts";

/** Who is named to decide a proposal, and by what right or on whose word (invariant 13). */
export interface DeciderWords {
  readonly organisationId?: string | undefined;
  readonly boardId?: string | undefined;
  readonly post?: string | undefined;
  /** Who, where it is no body that is held here. */
  readonly words?: string | undefined;
  readonly right?: string | undefined;
  readonly source?: string | undefined;
  readonly missing?: string | undefined;
  readonly higherWhy?: string | undefined;
}

/** The day whose law and schemes say who may decide: that of the decision, the one planned for it, or the one asked about. */
export function decidingDay(
  { proposal, events }: Pick<ProposalFile, "proposal" | "events">,
  at: CivilDate,
): CivilDate {
  const taken = decisionOf(events)?.on;
  if (taken?.precision === "day") return taken.earliest;
  const due = proposal.decisionDueOn as CivilDate | undefined;
  return due !== undefined && due > at ? due : at;
}

/** Who may lawfully decide a proposal, as place tells it for its function, area, amount and day. */
export async function mayDecideOf(
  db: Db,
  { function: asked, area, amount }: Pick<Proposal, "function" | "area" | "amount">,
  at: CivilDate,
): Promise<MayDecide> {
  const told = asked && (await listDeciders(db, { function: asked.slug, area: area.slug, amount, at }));
  return told ?? untold;
}

const untold: MayDecide = {
  verdict: "cannot-tell",
  deciders: [],
  missing: ["which function it exercises, since the proposal does not say"],
  sentence:
    "Who may decide it cannot be told here. Not held here: which function it exercises, since the proposal does not say.",
};

type NamedDecider = Pick<Proposal, "decider" | "deciderBoard" | "deciderPost" | "deciderWords">;

/** What is named as who decides, in words; undefined where nobody is. */
export function deciderName({
  decider,
  deciderBoard,
  deciderPost,
  deciderWords,
}: NamedDecider): string | undefined {
  if (deciderBoard) return deciderBoard.name;
  if (decider) return deciderPost === undefined ? decider.name : `${deciderPost}, ${decider.name}`;
  return deciderWords;
}

/** Of those who may decide, the one that a proposal names; undefined where it names nobody, or somebody else. */
export function namedAmong(
  { deciders }: Pick<MayDecide, "deciders">,
  { decider, deciderBoard, deciderPost, deciderWords }: NamedDecider,
): LawfulDecider | undefined {
  return deciders.find((one) => {
    if (deciderBoard)
      return one.board?.id === deciderBoard.id || one.governing.some((board) => board.id === deciderBoard.id);
    if (decider)
      return one.organisation?.id === decider.id && one.board === undefined && isPost(one.post, deciderPost);
    return one.organisation === undefined && one.board === undefined && one.name === deciderWords;
  });
}

/** Whether two posts of one body are the same: in schemes and minutes they are written large or small. */
function isPost(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** Whether a decision was taken by who is named to decide; true where no body held here is named, since it cannot be told. */
export function isOfDecider(
  { board, organisation, office }: Pick<Resolution, "board" | "organisation" | "office">,
  proposal: NamedDecider,
  may: Pick<MayDecide, "deciders">,
): boolean {
  const { decider, deciderBoard, deciderPost } = proposal;
  if (deciderBoard) return board?.id === deciderBoard.id;
  if (decider === undefined) return true;
  if (organisation?.id !== decider.id) return false;
  if (board === undefined) return deciderPost !== undefined && isPost(office, deciderPost);
  if (deciderPost !== undefined) return false;
  const named = namedAmong(may, proposal);
  return named === undefined || named.governing.some(({ id }) => id === board.id);
}

/** Those who may decide as the choices of a form, the most local first; of a body also the boards through which it acts. */
export function deciderChoices({ deciders }: MayDecide): readonly Choice[] {
  return deciders.flatMap((one) => [
    {
      value: one.key,
      text: one.mostLocal ? `${one.name} (the most local)` : one.name,
      hint: rightText(one),
    },
    ...one.governing.map((board) => ({
      value: `board:${board.slug}`,
      text: board.name,
      hint: `It acts for ${one.name}; whether it does so in this is for that body’s own constitution.`,
    })),
  ]);
}

/** Who is meant by a choice of the form; undefined where it is none of those who may. */
export function chosenFrom(
  { deciders }: MayDecide,
  choice: string,
): { readonly one: LawfulDecider; readonly boardId: string | undefined } | undefined {
  for (const one of deciders) {
    if (one.key === choice) return { one, boardId: one.board?.id };
    const board = one.governing.find(({ slug }) => `board:${slug}` === choice);
    if (board) return { one, boardId: board.id };
  }
  return undefined;
}

/** By what right, up to how much, under which conditions; the chain names limits already. */
function rightText(one: LawfulDecider): string {
  return [
    one.right,
    ...(one.part === undefined ? [] : [`for ${one.part} only`]),
    ...one.extents,
    ...one.conditions,
    ...(one.mark === "to-be-checked" ? ["this rests on law that is still to be checked"] : []),
  ].join("; ");
}

/** Why others were not looked at: "Not held here: ...". */
export function missingText({ missing }: Pick<MayDecide, "missing">): string {
  return missing.length === 0 ? "" : `Not held here: ${missing.join("; ")}.`;
}

/** The most local of those who may decide, by name: for the question why it is not they. */
export function mostLocalText({ deciders }: MayDecide): string {
  return listInWords(deciders.filter(({ mostLocal }) => mostLocal).map(({ name }) => name));
}

/** Who may decide, the most local first, with the one that is named. */
export function decidersTable(may: MayDecide, proposal: NamedDecider): TableModel {
  const named = namedAmong(may, proposal);
  return {
    name: "deciders",
    caption: "Who may lawfully decide it, the most local first",
    columns: [
      { key: "who", label: "Who", kind: "link" },
      { key: "right", label: "By what right", kind: "text" },
      { key: "local", label: "How local", kind: "text" },
      { key: "named", label: "Named to decide it", kind: "text" },
    ],
    rows: may.deciders.map((one) => ({
      who: one.href === undefined ? one.name : { text: one.name, href: one.href },
      right: capital(rightText(one)),
      local: one.mostLocal ? "The most local" : one.part === undefined ? "Less local" : "For a part only",
      named: one === named ? "Yes" : "No",
    })),
    empty: "Nobody can be listed: what is missing to tell is said above.",
  };
}

/** What is wrong with who decides, each a whole sentence; empty where nothing is. */
export function deciderGaps(
  may: MayDecide,
  proposal: NamedDecider & Pick<Proposal, "deciderSource" | "higherWhy" | "stage">,
): readonly string[] {
  const name = deciderName(proposal);
  if (name === undefined) return ["Nobody is named to decide it."];
  const named = namedAmong(may, proposal);
  if (named === undefined && (proposal.deciderSource === undefined || may.verdict === "known"))
    return [
      may.deciders.length === 0
        ? `Whether ${name} may decide it cannot be told here, and no source is given that says so.`
        : `${name} is not among those who may decide it, as held here.${isDecided(proposal) ? "" : " Name who decides anew."}`,
    ];
  if (named === undefined || named.mostLocal || proposal.higherWhy !== undefined) return [];
  const only = named.part === undefined ? "" : `${name} may decide it for ${named.part} only. `;
  return [`${only}Why ${name} decides it and not ${mostLocalText(may)} is not said.`];
}
