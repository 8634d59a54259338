import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  type Asking,
  type PageAction,
  type PolicyResource,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { listBoards } from "../../place/index.ts";
import { committeeOf } from "../commands/found.ts";
import { seatsResource } from "../commands/interests.ts";
import { deeds, intentions, interestInWords, toldBefore, type Interest } from "../interest.ts";
import { reviewHref, type Review } from "../review.ts";
import { listInterests } from "../store-interests.ts";
import type { ReviewView } from "./review-view.ts";

/**
 * What a signed-in reader who sits on the committee, or is of one of its councils, is told of their own position before the item.
 *
 * Only the reader's own offices and declarations are looked at; nobody is told of anybody else's.
 */
export async function toldSection(
  asking: Asking,
  { file: { review }, bodies }: ReviewView,
  interests: readonly Interest[],
): Promise<readonly Section[]> {
  const { viewer, db, today } = asking;
  const committee = viewer.kind === "person" ? await committeeOf(db, review.boardId) : undefined;
  if (viewer.kind !== "person" || !committee || review.endedOn !== undefined) return [];
  const { keepers } = await seatsResource(db, committee);
  if (!viewer.standings.some(({ organisationId }) => keepers.includes(organisationId))) return [];
  const cabinets = await boardSlugs(
    asking,
    committee.councils.map(({ id }) => id),
    "cabinet",
  );
  const boards = review.bodyId === undefined ? [] : await boardSlugs(asking, [review.bodyId]);
  const titles = (holds: (seat: string, organisationId: string) => boolean): readonly string[] => [
    ...new Set(
      viewer.standings
        .filter(({ capacity, organisationId }) => holds(capacity.ref?.id ?? "", organisationId))
        .map(({ capacity }) => capacity.title),
    ),
  ];
  const sitsOn = (slugs: readonly string[], seat: string): boolean =>
    slugs.some((slug) => seat.startsWith(`${slug}-`) && /^\d+$/u.test(seat.slice(slug.length + 1)));
  const ties = review.bodyId === undefined ? [] : await listInterests(db, { bodyId: review.bodyId });
  const own = (one: Interest): boolean => one.accountId === viewer.accountId;
  const told = toldBefore({
    executive: titles((seat) => sitsOn(cabinets, seat)),
    atBody: titles((seat, organisationId) => sitsOn(boards, seat) || organisationId === review.bodyId),
    ties: ties.filter((one) => own(one) && (one.endedOn === undefined || one.endedOn > today)),
    declared: interests.filter(own),
    body: review.bodyId === undefined ? undefined : bodies.get(review.bodyId)?.name,
  });
  const declare: Sentence = [
    { text: "Declare an interest", href: `${reviewHref(review.slug)}/interests/declare` },
    " if you have one that is not named here.",
  ];
  return [
    {
      kind: "list",
      heading: "You, before this item",
      items: [...told.map(({ words }): Sentence => [{ strong: words }]), declare],
    },
  ];
}

async function boardSlugs(
  { db, today }: Asking,
  organisationIds: readonly string[],
  kind?: "cabinet",
): Promise<readonly string[]> {
  const found = await Promise.all(
    organisationIds.map(
      async (organisationId) =>
        await listBoards(db, { organisationId, at: today, illustrative: true, ...(kind && { kind }) }),
    ),
  );
  return found.flat().map(({ slug }) => slug);
}

/** Who declared what, what was advised, and what they did: for everybody. */
export function interestSections(interests: readonly Interest[]): readonly Section[] {
  if (interests.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Interests declared",
      intro:
        "Who scrutinised this with an interest, and what they did. Only a disclosable pecuniary interest without a dispensation, and a seat in the council's executive, bar anybody by law.",
      items: interests.map((one): Sentence => [{ strong: `${didWords(one)} ` }, interestInWords(one)]),
    },
  ];
}

function didWords({ did, will }: Interest): string {
  if (did) return `${capital(deeds[did.what])}, ${formatCivilDate(did.on)}.`;
  return will === undefined ? "" : `${capital(intentions[will])}.`;
}

/** What the council's keepers can note of an interest. */
export function interestActions(
  interests: readonly Interest[],
  { resource, review }: { readonly resource: PolicyResource; readonly review: Pick<Review, "slug"> },
): readonly PageAction[] {
  return interests.flatMap((one) => {
    const base = `${reviewHref(review.slug)}/interests/${one.id}`;
    const action = (text: string, end: string, command: string): PageAction => ({
      text: `${text}: ${one.office}`,
      href: `${base}/${end}`,
      command: `scrutiny.${command}`,
      resource,
    });
    return [
      ...(one.advice ? [] : [action("Note the advice given", "advice", "note-advice")]),
      ...(one.did ? [] : [action("Note what was done", "done", "note-what-was-done")]),
    ];
  });
}
