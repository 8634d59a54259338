import type { Panel, PanelModel } from "../../kernel/index.ts";
import { claimHref } from "../claim.ts";
import { levelsInWords } from "../claim-words.ts";
import { findClaim } from "../store-claims.ts";
import { answerOf } from "./claim-page.ts";
import { claimPicture, pictureSummary } from "./claim-picture.ts";
import { claimJson, evidenceHref, sourcesOf, subjectsOf, viewsOf, withAt } from "./claim-view.ts";

/** The claim that answers the question of the first page. */
const example = "councils-share-of-delays";

/** *Did it work, as was claimed?* on the first page: the claim that councils' share of delays fell from 33 to 26 per cent. */
export const didItWorkPanel: Panel = {
  name: "priorities.did-it-work",
  on: "home",
  order: 6,
  async load(asking): Promise<PanelModel | undefined> {
    const claim = await findClaim(asking.db, example);
    const [view] = claim ? await viewsOf(asking, [claim], ["as-claimed", "beside"]) : [];
    const main = view?.tried.find(({ definition }) => definition.role === "as-claimed");
    if (!claim || !view || !main || levelsInWords(main) === "") return undefined;
    const picture = claimPicture([main], {
      summary: pictureSummary(main),
      caption: `${main.definition.label}, ${main.definition.unit}, month by month`,
    });
    const answer = answerOf(view);
    return {
      heading: "Did it work, as was claimed?",
      answer: [
        "“",
        { text: claim.title, href: withAt(claimHref(claim.slug), asking) },
        "” (unconfirmed wording, 2014): ",
        ...(typeof answer === "string" ? [answer] : answer),
      ],
      ...(picture && { picture }),
      sources: await sourcesOf(asking, view),
      href: withAt("/claims", asking),
      howWorkedOut: withAt(claimHref(claim.slug), asking),
      check: evidenceHref(claim),
      subjects: subjectsOf([view]),
      json: claimJson(view),
    };
  },
};
