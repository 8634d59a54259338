import type { SubjectKind } from "../kernel/index.ts";
import { claimHref, claimRef } from "./claim.ts";
import { practiceHref, practiceRef } from "./practice.ts";
import { priorityHref, priorityRef } from "./priority.ts";
import { listClaims } from "./store-claims.ts";
import { listPractice } from "./store-practice.ts";
import { listPriorities, listPriorityIds } from "./store-priorities.ts";

/** Claims, practice and priorities, as search, links and feeds show them. */
export const prioritiesSubjects: readonly SubjectKind[] = [
  {
    kind: "claim",
    label: "Claim",
    plural: "Claims",
    describe: async (db, ids) =>
      (await listClaims(db, { slugs: ids })).map((claim) => ({
        ref: claimRef(claim.slug),
        title: claim.title,
        kindLabel: "Claim",
        summary: `${claim.where}: ${claim.byHowMuch}`,
        href: claimHref(claim.slug),
        audience: "public",
        illustrative: claim.basis === "illustrative",
        words: [claim.who, claim.cause, claim.whatChanged].join(" "),
      })),
    listIds: async (db) => (await listClaims(db)).map(({ slug }) => slug),
  },
  {
    kind: "practice",
    label: "Practice",
    plural: "Practice",
    describe: async (db, ids) =>
      (await listPractice(db, { slugs: ids })).map((one) => ({
        ref: practiceRef(one.slug),
        title: one.name,
        kindLabel: "Practice",
        summary: `${one.where}: ${one.what}`,
        href: practiceHref(one.slug),
        audience: "public",
        illustrative: false,
        words: one.partners,
      })),
    listIds: async (db) => (await listPractice(db)).map(({ slug }) => slug),
  },
  {
    kind: "priority",
    label: "Priority",
    plural: "Priorities",
    describe: async (db, ids) =>
      (await listPriorities(db, { ids })).map(({ priority }) => ({
        ref: priorityRef(priority),
        title: priority.title,
        kindLabel: "Priority",
        summary: priority.purpose,
        href: priorityHref(priority.slug),
        audience: priority.audience,
        illustrative: priority.basis === "illustrative",
        words: priority.indicatorWords,
      })),
    listIds: listPriorityIds,
  },
];
