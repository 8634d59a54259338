import type { Manifest } from "../kernel/index.ts";
import { accounts } from "./module-accounts.ts";
import { involvement } from "./module-involvement.ts";
import { petitions } from "./module-petitions.ts";
import { changes } from "./module-changes.ts";
import { questions } from "./module-questions.ts";
import { reviews } from "./module-reviews.ts";

/** What this module adds to the product; each part of it keeps its own list. */
export const scrutinyModule: Manifest = {
  module: "scrutiny",
  about:
    "Reviews of scrutiny committees, what they ask and recommend, the replies they are owed, questions, and accounts of both sides.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: [
    ...reviews.subjects,
    ...questions.subjects,
    ...accounts.subjects,
    ...involvement.subjects,
    ...petitions.subjects,
  ],
  panels: [
    ...reviews.panels,
    ...changes.panels,
    ...questions.panels,
    ...accounts.panels,
    ...petitions.panels,
  ],
  pages: [
    ...reviews.pages,
    ...changes.pages,
    ...questions.pages,
    ...accounts.pages,
    ...involvement.pages,
    ...petitions.pages,
  ],
  reactions: [...questions.reactions, ...accounts.reactions, ...petitions.reactions],
  gates: [...reviews.gates, ...changes.gates, ...accounts.gates, ...petitions.gates],
  succession: [...questions.succession, ...accounts.succession],
  datasets: [
    ...reviews.datasets,
    ...questions.datasets,
    ...accounts.datasets,
    ...involvement.datasets,
    ...petitions.datasets,
  ],
  commands: [
    ...reviews.commands,
    ...changes.commands,
    ...questions.commands,
    ...accounts.commands,
    ...involvement.commands,
    ...petitions.commands,
  ],
};
