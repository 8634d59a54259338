import { z } from "zod";
import { countOf, definePage, type Page, type PageModel, type Section } from "../../kernel/index.ts";

/** Every policy, as the page shows it. */
export type PolicyPages = readonly {
  readonly module: string;
  readonly id: string;
  readonly plain: string;
  readonly text: string;
  readonly effect: string;
}[];

/** Who may do what, in plain English beside the text that decides. */
export function policiesPage(policies: () => PolicyPages): Page {
  return definePage({
    name: "app.policies",
    path: "/policies",
    about: "Who may do what: each policy in plain English beside the text that decides.",
    json: z.object({
      items: z.array(
        z.object({
          module: z.string(),
          id: z.string(),
          plain: z.string(),
          text: z.string(),
          effect: z.string(),
        }),
      ),
    }),
    async load(): Promise<PageModel> {
      const all = policies();
      const sections = all.map((policy): Section => ({
        kind: "code",
        heading: `${policy.effect === "forbid" ? "A limit on all the others: " : ""}${policy.plain}`,
        code: policy.text,
      }));
      return {
        title: "Who may do what",
        answer: [
          { strong: countOf(all.length, "policy", "policies") },
          " decide what anyone may do on this site. What no policy allows is not allowed. The sentence above each says what it means; the text below is what the computer follows.",
        ],
        sections,
        sources: [
          {
            text: "The policies this site runs by; one that forbids stands above all that allow",
          },
        ],
        subjects: [],
        json: { items: all },
      };
    },
  });
}
