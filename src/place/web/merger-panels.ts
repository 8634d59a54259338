import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  listInWords,
  subjectText,
  type Panel,
  type PanelModel,
  type Sentence,
} from "../../kernel/index.ts";
import { storyAnswer } from "../merger.ts";
import { areaRef, organisationRef } from "../refs.ts";
import { findSuccessionEvent, listClusters, listSuccessionEvents } from "../store-mergers.ts";
import { tellStory } from "../store-mergers-story.ts";
import { distinctSources, sourceLine, sourcesOf } from "../words.ts";
import { areaOfPanel, organisationOfPanel } from "./page-reads.ts";

/** On the page of an integrated care board, the story of its end or of what became part of it, in one sentence. */
export const successionPanel: Panel = {
  name: "place.succession-story",
  on: "organisation",
  order: 20,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const body = subject && (await organisationOfPanel(asking, subject.id));
    const event = body && (await findSuccessionEvent(asking.db, body));
    if (!body || !event) return undefined;
    const { areas, lines } = await tellStory(asking.db, event);
    return {
      heading: "What passed on, what ended",
      answer: storyAnswer(
        event,
        { areas, lines, today: asking.today },
        (one) => `/organisations/${one.slug}`,
      ),
      sources: distinctSources(sourcesOf(event.flows)),
      href: `/organisations/${body.slug}/succession`,
      check: `/record/of/${subjectText(organisationRef(body))}`,
      subjects: [organisationRef(body), anyOfKind("place", "area"), anyOfKind("place", "board")],
      json: { on: event.on, things: lines.length },
    };
  },
};

/** On the page of a system, a place or London: how the boards that plan health care there came about. */
export const areaSuccessionPanel: Panel = {
  name: "place.area-successions",
  on: "area",
  order: 40,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const area = subject && (await areaOfPanel(asking, subject.id));
    if (!area || !["region", "system", "place"].includes(area.kind)) return undefined;
    const events = await listSuccessionEvents(asking.db, {
      area: area.id,
      ...(asking.atGiven && { upTo: asking.at }),
    });
    if (events.length === 0) return undefined;
    return {
      heading: "How its health boards came about",
      answer: `${capital(countOf(events.length, "board"))} for ${area.name} or a part of it followed others. ${events.length === 1 ? "Its story says" : "The story of each says"} what passed on, what ended and what is unsettled.`,
      sections: [
        {
          kind: "list",
          items: events.map((event): Sentence => [
            { text: event.to.name, href: `/organisations/${event.to.slug}/succession` },
            `, ${formatCivilDate(event.on)}: from ${listInWords(event.from.map((one) => one.name))}${event.unconfirmed ? " (unconfirmed)" : ""}`,
          ]),
        },
      ],
      href: "/organisations/successions",
      check: `/record/of/${subjectText(areaRef(area))}`,
      subjects: [anyOfKind("place", "organisation"), areaRef(area)],
      json: { successions: events.map((event) => ({ on: event.on, to: event.to.slug })) },
    };
  },
};

/** On the page of a board that works in a cluster: with whom. */
export const clusterPanel: Panel = {
  name: "place.cluster",
  on: "organisation",
  order: 25,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const body = subject && (await organisationOfPanel(asking, subject.id));
    const clusters = body ? await listClusters(asking.db, body.id) : [];
    const [first] = clusters;
    if (!body || !first) return undefined;
    return {
      heading: "Cluster",
      answer: [
        `The source lists ${body.name} in the cluster “${first.cluster}” of 2025 to 2026, which shares leadership`,
        ...(first.others.length === 0
          ? ["; no other board of it is held."]
          : [
              " with ",
              ...first.others.flatMap((one, index) => [
                index === 0 ? "" : index === first.others.length - 1 ? " and " : ", ",
                { text: one.name, href: `/organisations/${one.slug}` },
              ]),
              ". Since when is not known here; each stays a body of its own.",
            ]),
      ],
      sources: clusters.map(sourceLine),
      check: `/record/of/${subjectText(organisationRef(body))}`,
      subjects: [organisationRef(body)],
      json: { cluster: first.cluster, with: first.others.map((one) => one.slug) },
    };
  },
};
