import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";

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
          code: "GET /organisations.json?kind=icb&at=2026-03-31",
        },
        {
          kind: "code",
          intro: "What a code stood for:",
          code: "GET /api/place/lookup?code=QWE&at=2026-03-31",
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
          code: 'POST /api/place/end-organisation\nAuthorization: Bearer ...\nIdempotency-Key: 7f1c0d3a-2c55\nContent-Type: application/json\n\n{ "slug": "nhs-example-icb", "endsOn": "2027-04-01", "how": "none", "reason": "Order of ..." , "version": 1 }',
        },
      ],
      sources: [{ text: "Made from the same schemas that check the forms" }],
      subjects: [],
      json: { openapi: "/api/openapi.json" },
    };
  },
});
