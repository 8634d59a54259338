import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type Json,
  type PolicyResource,
  type Problem,
} from "../../kernel/index.ts";
import { whyNotInBeing } from "../in-being.ts";
import type { Organisation } from "../organisation.ts";
import type { Post } from "../post.ts";
import { postRef } from "../post-ref.ts";
import type { AddPost, ChangePost } from "../post-schema.ts";
import { findLatestOrganisation } from "../store-organisations.ts";
import { findPost, type PostToWrite } from "../store-posts.ts";
import { enteredNow } from "./entered.ts";

type Input = Readonly<Record<string, unknown>>;

/** After every day that matters: names are then the latest ones. */
export const endOfTime = "9999-12-31" as CivilDate;

/** What the policies are told of a post: those who keep either of its bodies keep it. */
export function resourceOfPost(post: Post): PolicyResource {
  return {
    ref: postRef(post),
    keepers: post.lines.map((line) => line.id),
    keptHere: post.basis === "kept-here" || post.basis === "illustrative",
    illustrative: post.basis === "illustrative",
  };
}

/** What the policies are told of the post at `slug`. */
export async function postResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const slug = typeof input["slug"] === "string" ? input["slug"].replace(/^.*\/posts\//, "") : "";
  const post = await findPost(db, slug, endOfTime);
  return post && resourceOfPost(post);
}

/** A post ready to be written, or everything that is wrong with it. */
export async function postFromInput(
  acting: Acting,
  first: Organisation,
  input: AddPost | ChangePost,
): Promise<{ readonly post: PostToWrite; readonly problems: Problem[] }> {
  const second =
    input.second === undefined ? undefined : await findLatestOrganisation(acting.tx, input.second);
  const problems: Problem[] = [];
  const wrong = (field: string, message: string): void =>
    void problems.push({ code: `place.post-${field}`, field, message });
  if (input.second !== undefined && !second)
    wrong("second", `There is no organisation “${input.second}” here.`);
  if (second?.id === first.id)
    wrong("second", `The post answers to ${first.name} already. Name another body, or none.`);
  if (input.kind === "single" && input.second !== undefined)
    wrong(
      "kind",
      "A post that answers to one body has no second. Choose another kind, or take the second out.",
    );
  if (input.kind !== "single" && input.second === undefined)
    wrong("second", "Name the second body that the post answers to, or choose that it answers to one body.");
  if (input.secondAnswersTo !== undefined && input.second === undefined)
    wrong("secondAnswersTo", "Name the second body, or take this out.");
  if (second && (second.basis === "illustrative") !== (first.basis === "illustrative"))
    wrong("second", `Of ${second.name} and ${first.name} one is made up and one is real.`);
  for (const [field, body] of [
    ["begins", first],
    ["second", second],
  ] as const) {
    const why = body && input.begins !== undefined ? whyNotInBeing(body, input.begins) : undefined;
    if (body && why !== undefined && input.begins !== undefined)
      wrong(
        field,
        `${body.name} ${why}, so a post cannot answer to it from ${formatCivilDate(input.begins)}.`,
      );
  }
  const from = enteredNow(acting, { source: input.source, illustrative: first.basis === "illustrative" });
  return {
    post: {
      title: input.title,
      kind: input.kind,
      from,
      ...(input.answersTo && { answersTo: input.answersTo }),
      ...(second && { secondId: second.id }),
      ...(input.secondAnswersTo && { secondAnswersTo: input.secondAnswersTo }),
      ...(input.purpose && { purpose: input.purpose }),
      ...(input.begins && { beginsOn: input.begins }),
    },
    problems,
  };
}

/** What was done to a post: its message, its entry, and the pages that are stale. */
export function postDone(
  post: { readonly id: string; readonly slug: string },
  act: { readonly kind: string; readonly summary: string; readonly body: Json; readonly version: number },
): Done {
  const ref = postRef(post);
  return {
    message: act.summary,
    href: `/posts/${post.slug}`,
    subject: ref,
    entry: { kind: act.kind, summary: act.summary, subjects: [ref], body: act.body },
    changed: [anyOfKind("place", "post")],
    json: { slug: post.slug, version: act.version },
  };
}

/** The way back to a post. */
export function postTrail(post: Post): NonNullable<FormModel["trail"]> {
  return [
    { text: "Posts", href: "/posts" },
    { text: post.title, href: `/posts/${post.slug}` },
  ];
}

/** A post for the record, as it was entered. */
export function factsOf(input: AddPost | ChangePost): Readonly<Record<string, string | null>> {
  return {
    title: input.title,
    kind: input.kind,
    answersTo: input.answersTo ?? null,
    second: input.second ?? null,
    secondAnswersTo: input.secondAnswersTo ?? null,
    purpose: input.purpose ?? null,
    begins: input.begins ?? null,
  };
}

/** A post for the record, as it was held. */
export function heldFacts(post: Post): Readonly<Record<string, string | null>> {
  const [first, second] = post.lines;
  return {
    title: post.title,
    kind: post.kind,
    answersTo: first.to ?? null,
    second: second?.slug ?? null,
    secondAnswersTo: second?.to ?? null,
    purpose: post.purpose ?? null,
    begins: post.beginsOn ?? null,
  };
}
