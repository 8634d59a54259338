import { z } from "zod";
import {
  capital,
  countInWords,
  countOf,
  definePage,
  spansOf,
  type Asking,
  type Manifest,
  type Page,
  type PageModel,
  type PanelModel,
  type Section,
} from "../../kernel/index.ts";
import { tourStories, type TourStory } from "./stories.ts";

/** Where the tour finds the answers of the first page. */
export interface TourPorts {
  manifests(): readonly Manifest[];
}

/** Five stories in steps; each leads to a live page and says what to look at there. */
export function tourPage(ports: TourPorts): Page {
  return definePage({
    name: "app.tour",
    path: "/tour",
    about:
      "Five stories from published facts, step by step; each step leads to a page and says what to look at.",
    json: z.object({
      items: z.array(
        z.object({
          story: z.string(),
          heading: z.string(),
          steps: z.array(z.object({ page: z.string(), href: z.string(), lookAt: z.string() })),
        }),
      ),
    }),
    async load(asking): Promise<PageModel> {
      const answers = await answersOf(ports, asking);
      const steps = tourStories.reduce((sum, story) => sum + story.steps.length, 0);
      return {
        title: "A tour in five minutes",
        answer: [
          { strong: `${capital(countInWords(tourStories.length))} stories` },
          ` in ${countOf(steps, "step")}: each leads to a live page and says what to look at there. All are about real places; what is made up is marked Illustrative.`,
        ],
        sections: [
          ...tourStories.map((story, index) => storySection(story, index + 1, answers.get(story.key))),
          afterwards,
        ],
        sources: [{ text: "Each page names its own sources, with the day on which they were seen." }],
        subjects: [...answers.values()].flatMap((panel) => panel.subjects),
        check: "/record",
        json: {
          items: tourStories.map(({ key, heading, steps: of }) => ({ story: key, heading, steps: of })),
        },
      };
    },
  });
}

/** What the first page answers today, by story. */
async function answersOf(ports: TourPorts, asking: Asking): Promise<ReadonlyMap<string, PanelModel>> {
  const panels = ports.manifests().flatMap((manifest) => manifest.panels ?? []);
  const answers = new Map<string, PanelModel>();
  for (const story of tourStories) {
    const panel = panels.find((one) => one.on === "home" && one.name === story.panel);
    const model = await panel?.load(asking, undefined);
    if (model) answers.set(story.key, model);
  }
  return answers;
}

function storySection(story: TourStory, number: number, answer: PanelModel | undefined): Section {
  return {
    kind: "list",
    heading: `${number}. ${story.heading}`,
    intro: [story.about, ...(answer ? [" What this site answers today: ", ...spansOf(answer.answer)] : [])],
    items: story.steps.map(({ page, href, lookAt }) => [{ text: page, href }, `. Look at ${lookAt}`]),
  };
}

const afterwards: Section = {
  kind: "list",
  heading: "Then",
  items: [
    [{ text: "Find your own place", href: "/areas" }, ": every council area of England has its page."],
    [{ text: "See what is kept open, and by whom", href: "/openness" }, "."],
    [
      { text: "Check that nothing was altered", href: "/record" },
      ": each page leads to the entry of the record that proves what it shows.",
    ],
    [
      { text: "Visit Aldermere", href: "/areas/aldermere" },
      ", a made-up place where everything can be tried: it is marked Illustrative on every page.",
    ],
  ],
};
