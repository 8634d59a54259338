import { findProposal } from "../decisions/index.ts";
import type { Db, Gate } from "../kernel/index.ts";
import { findResolution } from "../meetings/index.ts";
import { calledInInWords, holdsUp, type CallIn } from "./call-in.ts";
import { textIn } from "./commands/act.ts";
import { findCallIn, listCallInsOf } from "./store-changes.ts";

function reasonsOf(callIns: readonly CallIn[]): readonly string[] {
  return callIns.filter(holdsUp).map((one) => `The decision is held up by scrutiny. ${calledInInWords(one)}`);
}

async function ofResolution(db: Db, given: string): Promise<readonly string[]> {
  const resolution = await findResolution(db, given.replace(/^.*\/resolutions\//u, ""));
  const callIn = resolution && (await findCallIn(db, resolution.id));
  return callIn ? reasonsOf([callIn]) : [];
}

/** Nobody acts on a decision that is called in until scrutiny has heard it and lets it stand (LGA 2000 s9F(4)). */
export const callInGates: readonly Gate[] = [
  {
    name: "scrutiny.called-in-not-in-place",
    before: "decisions.move-proposal",
    async reasonsAgainst({ db }, input) {
      if (textIn(input, "stage") !== "in-place") return [];
      const proposal = await findProposal(db, textIn(input, "slug"));
      return proposal ? reasonsOf(await listCallInsOf(db, proposal.id)) : [];
    },
  },
  {
    name: "scrutiny.called-in-not-frozen",
    before: "priorities.freeze-priority",
    async reasonsAgainst({ db }, input) {
      const resolution = textIn(input, "resolution");
      return resolution === "" ? [] : await ofResolution(db, resolution);
    },
  },
];
