import {
  anyOfKind,
  capital,
  countOf,
  type Panel,
  type PanelModel,
  type Sentence,
} from "../../kernel/index.ts";
import { keepersOfArea, listAreasById } from "../../place/index.ts";
import { claimHref } from "../claim.ts";
import { listClaims } from "../store-claims.ts";
import { listCopies } from "../store-practice.ts";
import { verdictWords } from "../verdict.ts";
import { claimJson, subjectsOf, viewsOf, withAt } from "./claim-view.ts";

/** What is claimed of an area, each with its verdict, on the area's page. */
export const areaClaimsPanel: Panel = {
  name: "priorities.claims-of-area",
  on: "area",
  order: 130,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [area] = subject ? await listAreasById(asking.db, [subject.id]) : [];
    if (!area) return undefined;
    const claims = await listClaims(asking.db, { areaId: area.id });
    const keepers = await keepersOfArea(asking.db, area.id);
    if (claims.length === 0 && keepers.length === 0) return undefined;
    const copies = keepers.length === 0 ? [] : await listCopies(asking.db, { areaId: area.id });
    const views = await viewsOf(asking, claims, ["as-claimed"]);
    const count = countOf(claims.length, "claim");
    const said =
      claims.length === 0
        ? "No claim about this place is held."
        : `${capital(count)} of success about this place ${claims.length === 1 ? "is" : "are"} held, each with what the figures say.`;
    const entering: Sentence = [
      `${said} Whoever keeps a body of the area can `,
      { text: "enter a claim", href: `/areas/${area.slug}/claims/add` },
      " and hold it against the figures, ",
      { text: "say that it copied a practice", href: `/areas/${area.slug}/practice/add` },
      copies.length === 0 ? "." : ", or ",
      ...(copies.length === 0
        ? []
        : [{ text: "say what came of one", href: `/areas/${area.slug}/practice/report` }, "."]),
    ];
    return {
      heading: "Claims about it",
      answer: keepers.length === 0 ? said : entering,
      ...(views.length > 0 && {
        table: {
          name: "claims",
          caption: "Claims about this place",
          columns: [
            { key: "claim", label: "Claim", kind: "link" },
            { key: "verdict", label: "Verdict", kind: "text" },
            { key: "who", label: "Who said so", kind: "text" },
          ],
          rows: views.map(({ claim, verdict }) => ({
            claim: {
              text: claim.title,
              href: withAt(claimHref(claim.slug), asking),
              ...(claim.withdrawn && { tag: "Withdrawn" }),
            },
            verdict: verdictWords[verdict],
            who: claim.who,
          })),
          empty: "No claim is held.",
        },
      }),
      href: withAt("/claims", asking),
      subjects: [anyOfKind("priorities", "claim"), anyOfKind("priorities", "practice"), ...subjectsOf(views)],
      json: { items: views.map(claimJson) },
    };
  },
};
