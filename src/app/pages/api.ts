import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";

/** The act that the page shows: a test holds it against the command's own schema, so that it stays one that is taken. */
const exampleAct = {
  command: "place.end-organisation",
  body: {
    slug: "nhs-example-icb",
    endsOn: "2027-04-01",
    how: "none",
    reason: "Order of 12 January 2027",
    version: 1,
  },
} as const;

/** The questions that the page shows. */
const exampleQuestions = {
  list: "/organisations.json?kind=icb&at=2026-03-31",
  code: "/api/place/lookup?code=QWE&at=2026-03-31",
} as const;

export const apiPage = definePage({
  name: "app.api",
  path: "/api",
  about: "How other systems read this site and act on it.",
  json: z.object({ openapi: z.string() }),
  async load(): Promise<PageModel> {
    return {
      title: "For other systems",
      answer: [
        "Every page is also JSON: put .json behind its address. Lists are also CSV and feeds. The ",
        { text: "OpenAPI document", href: "/api/openapi.json" },
        " describes them all.",
      ],
      sections: [
        {
          kind: "words",
          heading: "Read",
          paragraphs: [
            'No key is needed to read. A list is { "items": [...] } and whole, unless you give limit. Add at=2026-03-31 to any address to have it as things stood that day.',
          ],
        },
        {
          kind: "code",
          intro: "The 42 integrated care boards of the last day before six mergers:",
          code: `GET ${exampleQuestions.list}`,
        },
        {
          kind: "code",
          intro: "What a code stood for:",
          code: `GET ${exampleQuestions.code}`,
        },
        {
          kind: "words",
          heading: "Act",
          paragraphs: [
            "Every form is also a command that takes JSON. Make a token on your account page and send it as a bearer token. Send an Idempotency-Key of your own with each act: a retry with the same key gets the first answer and does nothing twice.",
            "Errors are problem documents (RFC 9457) that list every problem at once, each with its field.",
          ],
        },
        {
          kind: "code",
          code: actText(),
        },
      ],
      sources: [{ text: "Made from the same schemas that check the forms" }],
      subjects: [],
      json: { openapi: "/api/openapi.json" },
    };
  },
});

function actText(): string {
  const headers = [
    `POST /api/${exampleAct.command.replace(".", "/")}`,
    "Authorization: Bearer YOUR-TOKEN",
    "Idempotency-Key: 7f1c0d3a-2c55",
    "Content-Type: application/json",
  ];
  return `${headers.join("\n")}\n\n${JSON.stringify(exampleAct.body, undefined, 2)}`;
}
