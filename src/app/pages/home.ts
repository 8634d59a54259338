import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";

export const homePage = definePage({
  name: "app.home",
  path: "/",
  about: "Six questions about a place, each answered in one sentence and one picture from published facts.",
  json: z.object({
    panels: z.array(z.object({ heading: z.string(), answer: z.string(), facts: z.unknown() })).optional(),
  }),
  async load(asking): Promise<PageModel> {
    return {
      title: "What the NHS and the councils of a place decide, spend and achieve together",
      answer:
        "Six questions this site answers, from published facts. Every answer shows its source, and anyone can check that nothing was altered.",
      subjects: [],
      panels: { on: "home" },
      view: "home.njk",
      data: { reach: { from: "2022-07-01", to: asking.today } },
      json: {},
    };
  },
});
