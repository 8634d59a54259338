import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";

export const accessibilityPage = definePage({
  name: "app.accessibility",
  path: "/accessibility",
  about: "How accessible this site is, how that is tested, and what to do about a barrier.",
  json: z.object({}),
  async load(): Promise<PageModel> {
    return {
      title: "Accessibility",
      answer:
        "You can read and use every page by keyboard, by screen reader, on a phone and on paper. None needs JavaScript.",
      sections: [
        {
          kind: "list",
          heading: "What you can count on",
          items: [
            "Every chart has one sentence that says what it shows and the table it was drawn from.",
            "Colour never carries a meaning alone: there is always a label, and a pattern where areas touch.",
            "Forms list every problem at once and lead to the field.",
            "Nothing needs JavaScript.",
          ],
        },
        {
          kind: "words",
          heading: "How it is tested",
          paragraphs: [
            "Each page is checked by machine against the Web Content Accessibility Guidelines 2.2, level AA, at every change, at phone and desktop width. Machines find about a third of the barriers there can be; no review by people with disabilities has been made yet.",
          ],
        },
        {
          kind: "words",
          heading: "If something stands in your way",
          paragraphs: [
            "Tell whoever runs this installation, naming the address of the page. They owe you an answer under the Public Sector Bodies Accessibility Regulations 2018 where they are a public body.",
          ],
        },
      ],
      sources: [{ text: "Checks that come with Concordat" }],
      subjects: [],
      json: {},
    };
  },
});
