import type { SubjectDescription, SubjectRef } from "../kernel/index.ts";
import { listInWords } from "../kernel/index.ts";
import type { Post } from "./post.ts";

/** A post as a subject of pages, links and the record. */
export function postRef(post: Pick<Post, "id">): SubjectRef {
  return { module: "place", kind: "post", id: post.id };
}

/** A post as search, links and feeds show it. */
export function describePost(post: Post): SubjectDescription {
  return {
    ref: postRef(post),
    title: post.title,
    kindLabel: "Post",
    summary: `Answers to ${listInWords(post.lines.map((line) => line.name))}.`,
    href: `/posts/${post.slug}`,
    audience: post.audience,
    illustrative: post.basis === "illustrative",
  };
}
