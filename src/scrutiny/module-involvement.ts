import type { Manifest, SubjectKind } from "../kernel/index.ts";
import {
  askInvolvementCommand,
  noteToldCommand,
  sayInvolvementCommand,
} from "./commands/involvement-acts.ts";
import { involvementHref, involvementRef } from "./involvement.ts";
import { involvementDatasets } from "./store-involvement-datasets.ts";
import { listInvolvement, listInvolvementIds } from "./store-involvement.ts";
import { involvementListPage, involvementPage } from "./web/involvement-pages.ts";

const involvementSubject: SubjectKind = {
  kind: "involvement",
  label: "Involvement in a plan",
  plural: "Involvement in plans",
  describe: async (db, ids) =>
    (await listInvolvement(db, { ids })).map((plan) => ({
      ref: involvementRef(plan),
      title: plan.title,
      kindLabel: "Who was involved",
      summary: plan.about,
      href: involvementHref(plan.slug),
      audience: plan.audience,
      illustrative: plan.basis === "illustrative",
    })),
  listIds: listInvolvementIds,
};

/** What partner involvement adds to this module's manifest. */
export const involvement = {
  subjects: [involvementSubject],
  pages: [involvementListPage, involvementPage],
  commands: [askInvolvementCommand, sayInvolvementCommand, noteToldCommand],
  datasets: involvementDatasets,
} as const satisfies Partial<Manifest>;
