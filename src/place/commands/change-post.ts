import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  defineCommand,
  slugOf,
  type Acting,
  type Choice,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { postKinds, type Post } from "../post.ts";
import {
  addPostSchema,
  changePostSchema,
  endPostSchema,
  notePostVacancySchema,
  type AddPost,
  type ChangePost,
  type EndPost,
  type NotePostVacancy,
} from "../post-schema.ts";
import { daysOverlap } from "../in-being.ts";
import { newSlug } from "../slug.ts";
import { staleVersion } from "../store-changes.ts";
import { findLatestOrganisation, getLatestOrganisation } from "../store-organisations.ts";
import { addPost, endPost, endVacancy, findPost, noteVacancy, writePost } from "../store-posts.ts";
import { trailOf } from "./edit-organisation.ts";
import {
  endOfTime,
  factsOf,
  heldFacts,
  postDone,
  postFromInput,
  postResource,
  postTrail,
} from "./post-input.ts";
import { organisationResource } from "./resources.ts";

const kindOptions: readonly Choice[] = Object.entries(postKinds).map(([value, text]) => ({ value, text }));
const versionField = { name: "version", widget: { kind: "hidden" } } as const;
const reasonField = { name: "reason", widget: { kind: "textarea", rows: 2 } } as const;
const postFields: FormModel["fields"] = [
  { name: "title", widget: { kind: "text" } },
  { name: "kind", widget: { kind: "radios", options: kindOptions } },
  { name: "answersTo", widget: { kind: "text" } },
  { name: "second", widget: { kind: "text" } },
  { name: "secondAnswersTo", widget: { kind: "text" } },
  { name: "purpose", widget: { kind: "textarea", rows: 3 } },
  { name: "begins", widget: { kind: "date" } },
  { name: "source", widget: { kind: "text" } },
];

/** Adds a post of an organisation, answering to it and perhaps to a second body. */
export const addPostCommand: Command = defineCommand<AddPost>({
  name: "place.add-post",
  title: "Add a post",
  about:
    "Adds a job that answers to an organisation, or to it and a second body: a joint appointment, a shared director.",
  schema: addPostSchema,
  path: "/organisations/:slug/posts/add",
  resource: organisationResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
    return (
      organisation && {
        title: `Add a post of ${organisation.name}`,
        intro: "Posts, not people: no name of a person is kept.",
        submit: "Add the post",
        illustrative: organisation.basis === "illustrative",
        trail: trailOf(organisation),
        fields: postFields,
      }
    );
  },
  run: async (acting: Acting, input: AddPost): Promise<Done> => {
    const first = await getLatestOrganisation(acting.tx, input.slug);
    const { post, problems } = await postFromInput(acting, first, input);
    const slug = newSlug(undefined, `${first.slug} ${input.title}`.slice(0, 100));
    if (slugOf(input.title) === "")
      problems.push({
        code: "place.slug-empty",
        field: "title",
        message: `“${input.title}” has no letter or figure from which an address could be made.`,
      });
    if (problems.length > 0) throw new Invalid(problems);
    const id = await addPost(acting.tx, { ...post, slug, organisationId: first.id });
    if (id === undefined)
      throw new Invalid([
        {
          code: "place.slug-taken",
          field: "title",
          message: `${first.name} has a post of this name already, at /posts/${slug}.`,
        },
      ]);
    return postDone(
      { id, slug },
      {
        kind: "place.post-added",
        summary: `A post was added: ${input.title}, ${first.name}.`,
        body: { post: slug, ...factsOf(input) },
        version: 1,
      },
    );
  },
});

/** Changes what is kept of a post. */
export const changePostCommand: Command = defineCommand<ChangePost>({
  name: "place.change-post",
  title: "Change a post",
  about: "Changes what is kept of a post: its name, to whom it answers in each body, what it is for.",
  schema: changePostSchema,
  path: "/posts/:slug/edit",
  resource: postResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const post = await findPost(db, params["slug"] ?? "", endOfTime);
    if (!post) return undefined;
    const [first, second] = post.lines;
    return {
      title: `Change ${post.title}`,
      submit: "Save",
      illustrative: post.basis === "illustrative",
      trail: postTrail(post),
      values: {
        version: String(post.version),
        title: post.title,
        kind: post.kind,
        answersTo: first.to ?? "",
        second: second?.slug ?? "",
        secondAnswersTo: second?.to ?? "",
        purpose: post.purpose ?? "",
        begins: post.beginsOn ?? "",
      },
      fields: [versionField, ...postFields, reasonField],
    };
  },
  run: async (acting: Acting, input: ChangePost): Promise<Done> => {
    const held = await postToChange(acting.tx, input);
    const first = await getLatestOrganisation(acting.tx, held.lines[0].slug);
    const { post, problems } = await postFromInput(acting, first, input);
    if (problems.length > 0) throw new Invalid(problems);
    if (!(await writePost(acting.tx, held, post))) throw staleVersion(held.title);
    return postDone(held, {
      kind: "place.post-changed",
      summary: `What is kept of the post ${input.title} was changed: ${input.reason}`,
      body: { post: held.slug, before: heldFacts(held), after: factsOf(input), reason: input.reason },
      version: held.version + 1,
    });
  },
});

/** Ends a post. */
export const endPostCommand: Command = defineCommand<EndPost>({
  name: "place.end-post",
  title: "End a post",
  about: "Says from which day a post is no longer there.",
  schema: endPostSchema,
  path: "/posts/:slug/end",
  resource: postResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const post = await findPost(db, params["slug"] ?? "", endOfTime);
    return (
      post && {
        title: `End ${post.title}`,
        submit: "End the post",
        illustrative: post.basis === "illustrative",
        trail: postTrail(post),
        values: { version: String(post.version) },
        fields: [versionField, { name: "endsOn", widget: { kind: "date" } }, reasonField],
      }
    );
  },
  run: async (acting: Acting, input: EndPost): Promise<Done> => {
    const held = await postToChange(acting.tx, input);
    refuseEnded(held, input.endsOn);
    if (held.beginsOn !== undefined && input.endsOn <= held.beginsOn)
      throw new Invalid([
        {
          code: "place.ends-before-it-begins",
          field: "endsOn",
          message: `The post begins on ${formatCivilDate(held.beginsOn)}; it can end on a later day, not on ${formatCivilDate(input.endsOn)}.`,
        },
      ]);
    if (!(await endPost(acting.tx, held, input.endsOn))) throw staleVersion(held.title);
    return postDone(held, {
      kind: "place.post-ended",
      summary: `The post ${held.title} ends on ${formatCivilDate(input.endsOn)}: ${input.reason}`,
      body: { post: held.slug, endsOn: input.endsOn, reason: input.reason },
      version: held.version + 1,
    });
  },
});

/** Notes that a post is vacant, or held again. */
export const notePostVacancyCommand: Command = defineCommand<NotePostVacancy>({
  name: "place.note-post-vacancy",
  title: "Say that a post is vacant or held",
  about: "Notes from which day nobody holds a post, or somebody holds it again.",
  schema: notePostVacancySchema,
  path: "/posts/:slug/vacancy",
  resource: postResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const post = await findPost(db, params["slug"] ?? "", endOfTime);
    return (
      post && {
        title: `${post.title}: vacant or held`,
        submit: "Save",
        illustrative: post.basis === "illustrative",
        trail: postTrail(post),
        values: { version: String(post.version) },
        fields: [
          versionField,
          {
            name: "state",
            widget: {
              kind: "radios",
              options: [
                { value: "vacant", text: "Nobody holds it from that day" },
                { value: "held", text: "It is held again from that day" },
              ],
            },
          },
          { name: "from", widget: { kind: "date" } },
        ],
      }
    );
  },
  run: runVacancy,
});

async function runVacancy(acting: Acting, input: NotePostVacancy): Promise<Done> {
  const held = await postToChange(acting.tx, input);
  refuseEnded(held, input.from);
  const open = held.vacancies.find((days) => days.endsOn === undefined);
  const problem = vacancyProblem(held, input, open?.beginsOn);
  if (problem !== undefined)
    throw new Invalid([{ code: "place.vacancy-contradicts", field: "from", message: problem }]);
  const saved =
    input.state === "vacant"
      ? await noteVacancy(acting.tx, held, { beginsOn: input.from })
      : await endVacancy(acting.tx, held, input.from);
  if (!saved) throw staleVersion(held.title);
  const state = input.state === "vacant" ? "is vacant" : "is held again";
  return postDone(held, {
    kind: "place.post-vacancy-noted",
    summary: `The post ${held.title} ${state} from ${formatCivilDate(input.from)}.`,
    body: { post: held.slug, state: input.state, from: input.from },
    version: held.version + 1,
  });
}

function vacancyProblem(
  post: Post,
  input: NotePostVacancy,
  since: CivilDate | undefined,
): string | undefined {
  const from = formatCivilDate(input.from);
  if (post.beginsOn !== undefined && input.from < post.beginsOn)
    return `The post only begins on ${formatCivilDate(post.beginsOn)}.`;
  if (input.state === "held") {
    if (since === undefined) return "The post is not vacant, so it cannot be held again.";
    return input.from > since
      ? undefined
      : `It is vacant from ${formatCivilDate(since)}; it can be held again from a later day, not from ${from}.`;
  }
  const clash = post.vacancies.find((days) => daysOverlap(days, { beginsOn: input.from }));
  return clash
    ? `A vacancy is noted for those days already. Say first from when the post was held again.`
    : undefined;
}

async function postToChange(
  tx: Db,
  input: { readonly slug: string; readonly version: number },
): Promise<Post> {
  const held = await findPost(tx, input.slug, endOfTime);
  if (!held)
    throw new NotFound("place.post-not-found", { message: `There is no post “${input.slug}” here.` });
  if (held.version !== input.version) throw staleVersion(held.title);
  return held;
}

function refuseEnded(post: Post, on: CivilDate): void {
  if (post.endsOn === undefined || post.endsOn > on) return;
  throw new Conflict("place.post-ended", {
    message: `${post.title} ended on ${formatCivilDate(post.endsOn)} already.`,
  });
}
