/** One thing that the regulations require a written agreement on a pooled fund to say. */
export interface Requirement {
  readonly key: string;
  readonly name: string;
  readonly asks: string;
}

/**
 * What an agreement on a pooled fund must say in writing.
 *
 * The agreement must also name a host and have the pool manager send quarterly reports and an annual return; whether the
 * regulation's later paragraphs were changed since is to be checked, so these two stand apart in `hostRequirement`.
 *
 * @source SI 2000/617 regulation 7, as made
 */
export const requirements: readonly Requirement[] = [
  { key: "aims", name: "Aims and outcomes", asks: "The agreed aims and outcomes of the pooled fund." },
  {
    key: "contributions",
    name: "Contributions",
    asks: "What each partner puts in, and how that may be varied.",
  },
  {
    key: "functions",
    name: "Functions",
    asks: "Which functions of the NHS and of the council are carried out under it.",
  },
  { key: "people", name: "People and services", asks: "Who may receive the services, and which services." },
  {
    key: "resources",
    name: "Staff, goods, services and accommodation",
    asks: "What each partner provides besides money.",
  },
  { key: "duration", name: "Duration", asks: "How long it runs, and how it is reviewed, varied and ended." },
  {
    key: "management",
    name: "Management and monitoring",
    asks: "How the pooled fund is managed and monitored.",
  },
];

/** To be checked: the paragraphs on host, pool manager and returns were not read in their text of today. */
export const hostRequirement: Requirement = {
  key: "host",
  name: "Host and pool manager (to be checked)",
  asks: "One partner hosts the fund for accounts and audit and appoints a pool manager, who reports each quarter and after the year.",
};

/** One line of the checklist: what is required, and the agreement's words or nothing. */
export interface CheckedRequirement extends Requirement {
  readonly words?: string;
}

/** The checklist of an agreement, in the order of the regulation. */
export function checklist(terms: ReadonlyMap<string, string>): readonly CheckedRequirement[] {
  return requirements.map((one) => {
    const words = terms.get(one.key);
    return words === undefined ? one : { ...one, words };
  });
}
