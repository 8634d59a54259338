import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";
import { search } from "../../platform/search/store-search.ts";

const most = 50;

const query = z.object({
  q: z
    .string()
    .max(200, "Search for at most 200 characters")
    .default("")
    .meta({ description: "The words to search for." }),
});

const found = z.object({
  subject: z.string(),
  title: z.string(),
  kindLabel: z.string(),
  summary: z.string(),
  href: z.string(),
  illustrative: z.boolean(),
});

export const searchPage = definePage({
  name: "app.search",
  path: "/search",
  about:
    "Finds areas, organisations, boards, entries and everything else public, by words, codes and near misses.",
  query,
  json: z.object({ items: z.array(found) }),
  cached: false,
  async load(asking, { query: { q } }): Promise<PageModel> {
    const results = await search(asking.db, { words: q, limit: most });
    return {
      title: "Search",
      answer: answerOf(q.trim(), results.length),
      subjects: [],
      view: "search.njk",
      data: { query: q, results, total: results.length },
      json: { items: results },
    };
  },
});

function answerOf(words: string, count: number): PageModel["answer"] {
  if (words === "") return "Search for a borough, a board, a hospital or a code.";
  if (count === 0) return `Nothing matches “${words}”.`;
  if (count === most) return [`The ${most} best matches for “${words}” are shown.`];
  return [
    { strong: count === 1 ? "One thing" : `${count} things` },
    ` ${count === 1 ? "matches" : "match"} “${words}”.`,
  ];
}
