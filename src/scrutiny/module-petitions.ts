import { anyOfKind, type Manifest, type Reaction, type SubjectKind } from "../kernel/index.ts";
import {
  deferPetitionCommand,
  publishPetitionCommand,
  refusePetitionCommand,
  signPetitionCommand,
} from "./commands/petition-read.ts";
import { setPetitionRuleCommand, startPetitionCommand } from "./commands/petition-start.ts";
import { petitionGate, petitionItemReaction } from "./petition-agenda.ts";
import { petitionHref, petitionRef, petitionTitle } from "./petition.ts";
import { petitionDatasets } from "./store-petitions-datasets.ts";
import { listPetitionIds, listPetitions } from "./store-petitions.ts";
import { forgetSignatures } from "./store-petitions-change.ts";
import { boardPetitionsPanel, petitionListPage, petitionPage } from "./web/petition-pages.ts";

const petitionSubject: SubjectKind = {
  kind: "petition",
  label: "Petition",
  plural: "Petitions",
  describe: async (db, ids) =>
    (await listPetitions(db, { ids })).map((petition) => ({
      ref: petitionRef(petition),
      title: petitionTitle(petition),
      kindLabel: "Petition",
      summary: `To ${petition.board.name}.`,
      href: petitionHref(petition.slug),
      audience: petition.audience,
      illustrative: petition.basis === "illustrative",
    })),
  listIds: listPetitionIds,
};

/** With a sign-in goes what says that it signed, and its signature from the count of a petition that is open. */
const forgetSignaturesReaction: Reaction = {
  name: "scrutiny.forget-signatures",
  to: "identity.close-account",
  when: "within",
  react: async ({ tx }, act) => {
    const fewer = await forgetSignatures(tx, String(act.input["account"]), act.on);
    return { changed: fewer ? [anyOfKind("scrutiny", "petition")] : [] };
  },
};

/** What petitions add to this module's manifest. */
export const petitions = {
  subjects: [petitionSubject],
  panels: [boardPetitionsPanel],
  pages: [petitionListPage, petitionPage],
  commands: [
    setPetitionRuleCommand,
    startPetitionCommand,
    publishPetitionCommand,
    refusePetitionCommand,
    signPetitionCommand,
    deferPetitionCommand,
  ],
  reactions: [petitionItemReaction, forgetSignaturesReaction],
  gates: [petitionGate],
  datasets: petitionDatasets,
} as const satisfies Partial<Manifest>;
