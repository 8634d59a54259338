import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";
import { projectFolder } from "../../platform/config.ts";
import { titleOfStatus } from "../../web/problem-document.ts";

const problemShape = z.object({ code: z.string(), status: z.int(), title: z.string() });

/** Every code that a problem document may give; the address of each problem's type leads here. */
export const problemsPage = definePage({
  name: "app.problems",
  path: "/api/problems",
  about: "Every code that an error of the API may give, with its status.",
  json: z.object({ items: z.array(problemShape) }),
  formats: ["csv"],
  async load(): Promise<PageModel> {
    const items = readProblems();
    return {
      title: "Error codes",
      trail: [{ text: "For other systems", href: "/api" }],
      answer: `The API gives one of ${items.length} codes in its problem document (RFC 9457), and beside each field that must be put right. A code keeps its meaning.`,
      table: {
        caption: "Error codes",
        columns: [
          { key: "code", label: "Code", kind: "text", filter: "words", sortable: true },
          { key: "status", label: "HTTP status", kind: "number", sortable: true },
          { key: "title", label: "What it says first", kind: "text", filter: "choice" },
        ],
        rows: items,
        rowsPerPage: 200,
        empty: "No code of this name is given here.",
      },
      subjects: [],
      json: { items },
    };
  },
});

/** The codes as the generated reference lists them; one code stands there once. */
function readProblems(): readonly z.output<typeof problemShape>[] {
  const text = readFileSync(join(projectFolder, "docs/reference/errors.md"), "utf8");
  return [...text.matchAll(/^\| `([^`]+)` \| (\d{3}) \|/gm)].map(([, code = "", status]) => ({
    code,
    status: Number(status),
    title: titleOfStatus(Number(status)),
  }));
}
