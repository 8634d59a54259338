import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  definePage,
  listInWords,
  subjectText,
  type Asking,
  type PageModel,
  type Panel,
  type PanelModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { drawAccountability } from "../../web/index.ts";
import { resourceOfPost } from "../commands/post-input.ts";
import { isInBeing } from "../in-being.ts";
import { isVacant, postKinds, vacancyYears, type Post } from "../post.ts";
import { postRef } from "../post-ref.ts";
import { findPost, listPosts } from "../store-posts.ts";
import { basisTag, sourceLine, sourcesOf } from "../words.ts";
import {
  daysInBeing,
  illustrativeQuery,
  onDate,
  periodJson,
  periodShape,
  provenanceShape,
  slugParams,
  versionShape,
  withAt,
} from "./shared.ts";

const postShape = z.object({
  slug: z.string(),
  title: z.string(),
  kind: z.string(),
  answersTo: z.array(z.object({ organisation: z.string(), to: z.string().nullable() })),
  vacant: z.boolean(),
  ...periodShape,
  ...provenanceShape,
});

function postJson(post: Post, asking: Asking): z.output<typeof postShape> {
  return {
    slug: post.slug,
    title: post.title,
    kind: post.kind,
    answersTo: post.lines.map((line) => ({ organisation: line.slug, to: line.to ?? null })),
    vacant: isVacant(post, asking.at),
    ...periodJson(post),
    source: post.source,
    seen: post.seen,
    basis: post.basis,
  };
}

function bodiesInWords(post: Post): string {
  return listInWords(post.lines.map((line) => line.name));
}

function linesPicture(post: Post): Picture {
  return drawAccountability(
    {
      post: post.title,
      lines: post.lines.map((line) => ({ body: line.name, ...(line.to && { to: line.to }) })),
    },
    {
      summary: `${post.title} answers to ${listInWords(post.lines.map((line) => (line.to ? `${line.to} of ${line.name}` : line.name)))}.`,
      caption: "Lines of accountability",
    },
  );
}

/** One post: to whom it answers, and when it was vacant. */
export const postPage = definePage({
  name: "place.post",
  path: "/posts/:slug",
  about: "One post: the body or two bodies that it answers to, and the days on which it was vacant.",
  params: slugParams,
  json: postShape.extend({
    ...versionShape,
    years: z.array(z.object({ year: z.number(), days: z.number(), vacant: z.number() })),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const post = await findPost(asking.db, params.slug, asking.at);
    if (!post) return undefined;
    const ref = postRef(post);
    const resource = resourceOfPost(post);
    const here = `/posts/${post.slug}`;
    const years = vacancyYears(post, asking.at);
    return {
      title: post.title,
      kicker: "Post",
      illustrative: post.basis === "illustrative",
      answer: answerOf(post, asking),
      picture: linesPicture(post),
      table: yearTable(years),
      sections: [factSection(post, asking)],
      trail: [{ text: "Posts", href: withAt("/posts", asking) }],
      sources: [sourceLine(post)],
      actions: [
        {
          text: "Say that it is vacant or held",
          href: `${here}/vacancy`,
          command: "place.note-post-vacancy",
          resource,
        },
        { text: "Change this post", href: `${here}/edit`, command: "place.change-post", resource },
        { text: "End this post", href: `${here}/end`, command: "place.end-post", resource },
      ],
      subjects: [ref, anyOfKind("place", "organisation")],
      check: `/record/of/${subjectText(ref)}`,
      json: { ...postJson(post, asking), version: post.version, years: years.map((year) => ({ ...year })) },
    };
  },
});

function answerOf(post: Post, asking: Asking): PageModel["answer"] {
  if (!isInBeing(post, asking.at))
    return `${post.title} was not there${onDate(asking) || " today"}: it ${post.endsOn && post.endsOn <= asking.at ? "existed" : "exists"} ${daysInBeing(post)}.`;
  const two = post.lines.length === 2;
  return [
    `${post.title} answers to `,
    { strong: two ? "two bodies" : "one body" },
    `${onDate(asking)}: ${bodiesInWords(post)}.`,
    isVacant(post, asking.at) ? ` It is vacant${onDate(asking) || " today"}.` : "",
  ];
}

function factSection(post: Post, asking: Asking): Section {
  const facts = [
    { label: "Kind", value: postKinds[post.kind] },
    ...post.lines.map((line, index) => ({
      label: index === 0 ? "Answers to" : "Also answers to",
      value: [
        { text: line.name, href: withAt(`/organisations/${line.slug}`, asking) },
        line.to ? `, ${line.to}` : "",
      ],
    })),
    ...(post.purpose ? [{ label: "Purpose", value: post.purpose }] : []),
    { label: "Days", value: daysInBeing(post) || "not known since when" },
    {
      label: "Vacant",
      value:
        post.vacancies.length === 0
          ? "no vacancy is entered here"
          : listInWords(post.vacancies.map((days) => daysInBeing(days))),
    },
  ];
  return { kind: "facts", heading: "Facts", facts };
}

function yearTable(years: ReturnType<typeof vacancyYears>): TableModel {
  return {
    caption: "Days vacant by year",
    columns: [
      { key: "year", label: "Year", kind: "text" },
      { key: "days", label: "Days in being", kind: "number" },
      { key: "vacant", label: "Days noted as vacant", kind: "number" },
    ],
    rows: years.map((year) => ({ ...year, year: String(year.year) })),
    rowsPerPage: 20,
    empty: "Since when the post has been there is not known, so no year can be counted.",
  };
}

function postTable(posts: readonly Post[], asking: Asking): TableModel {
  return {
    name: "posts",
    caption: `Posts${onDate(asking)}`,
    columns: [
      { key: "title", label: "Post", kind: "link", sortable: true },
      { key: "bodies", label: "Answers to", kind: "text", filter: "words" },
      { key: "since", label: "Since", kind: "date", sortable: true },
      { key: "vacant", label: "Vacant", kind: "text", filter: "choice" },
    ],
    rows: posts.map((post) => {
      const tag = basisTag(post.basis);
      return {
        title: { text: post.title, href: withAt(`/posts/${post.slug}`, asking), ...(tag && { tag }) },
        bodies: bodiesInWords(post),
        since: post.beginsOn,
        vacant: isVacant(post, asking.at) ? "Yes" : "None noted",
      };
    }),
    rowsPerPage: 30,
    empty: "No post is entered here for this day. Those who keep an organisation add its posts on its page.",
  };
}

/** Every post, those that answer to two bodies among them. */
export const postListPage = definePage({
  name: "place.posts",
  path: "/posts",
  about: "Posts on a day, with the bodies that each answers to.",
  query: z.object({ illustrative: illustrativeQuery }),
  json: z.object({ items: z.array(postShape) }),
  formats: ["csv"],
  async load(asking, { query }): Promise<PageModel> {
    const posts = await listPosts(asking.db, {
      at: asking.at,
      illustrative: query.illustrative === "include",
    });
    const two = posts.filter((post) => post.lines.length === 2).length;
    const { name: _name, ...table } = postTable(posts, asking);
    return {
      title: "Posts",
      answer:
        posts.length === 0
          ? `No post is entered here${onDate(asking)}: posts are added by those who keep an organisation.`
          : `${countOf(posts.length, "post is", "posts are")} entered here${onDate(asking)}; ${two} of them ${two === 1 ? "answers" : "answer"} to two bodies.`,
      table,
      ...(query.illustrative === "include"
        ? {}
        : { actions: [{ text: "Show the made-up place too", href: "/posts?illustrative=include" }] }),
      sources: sourcesOf(posts),
      subjects: [anyOfKind("place", "post"), anyOfKind("place", "organisation")],
      json: { items: posts.map((post) => postJson(post, asking)) },
    };
  },
});

/** On an organisation's page: its posts that answer to two bodies, and its own. */
export const postPanel: Panel = {
  name: "place.organisation-posts",
  on: "organisation",
  order: 6,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const posts = await listPosts(asking.db, {
      at: asking.at,
      organisationId: subject.id,
      illustrative: true,
    });
    const [first] = posts.filter((post) => post.lines.length === 2);
    if (posts.length === 0) return undefined;
    const vacant = posts.filter((post) => isVacant(post, asking.at)).length;
    return {
      heading: "Posts",
      answer: `${countOf(posts.length, "post that answers", "posts that answer")} to this body ${posts.length === 1 ? "is" : "are"} entered here${onDate(asking)}; ${vacant === 0 ? "none is noted as vacant" : `${vacant} noted as vacant`}.`,
      ...(first && { picture: linesPicture(first) }),
      table: postTable(posts, asking),
      sources: sourcesOf(posts),
      href: withAt("/posts", asking),
      subjects: [anyOfKind("place", "post"), anyOfKind("place", "organisation")],
      json: posts.map((post) => postJson(post, asking)),
      howWorkedOut: `Posts in being on ${formatCivilDate(asking.at)} that name this body as first or second line.`,
    };
  },
};
