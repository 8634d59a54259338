import { Invalid, defineCommand, type Acting, type Command, type Db, type Done } from "../../kernel/index.ts";
import { listOrganisationsById, resolveCodes } from "../../place/index.ts";
import { findIndicator, listObservationsOf } from "../../purpose/index.ts";
import type { Committee } from "../committee.ts";
import { reviewRef } from "../review.ts";
import { takeUpSignSchema, type TakeUpSign } from "../schema.ts";
import { signParts, type SignParts } from "../sign-parts.ts";
import { bodyOptions, getBody } from "./bodies.ts";
import { committeeForm, committeeResource, findCommittee, getCommittee, signRef } from "./found.ts";
import { openedDone, openReview } from "./reviews.ts";

/** A sign with what it is of and whom it is about. */
interface FoundSign extends SignParts {
  readonly id: string;
  readonly name: string;
  readonly bodyId?: string;
  readonly subject: string;
}

/** A committee takes up a sign of the published figures: a review opens about it. */
export const takeUpSignCommand: Command = defineCommand<TakeUpSign>({
  name: "scrutiny.take-up-sign",
  title: "Take up a sign",
  about:
    "Opens a review about a sign of the published figures; what is asked and answered then shows on the sign's own page.",
  schema: takeUpSignSchema,
  path: "/boards/:board/take-up/:sign",
  resource: committeeResource,
  form: async ({ db, params, today }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    const sign = await findSign(db, params["sign"] ?? "");
    if (!committee || !sign) return undefined;
    const madeUp = committee.board.basis === "illustrative";
    return committeeForm(committee, {
      title: "Take up a sign",
      submit: "Open the review",
      intro: madeUp
        ? `Illustrative. A made-up committee asks a made-up body. It shows how a sign of ${sign.name} is taken up. Nothing is said or asked of ${sign.subject}. The review stands as an example on signs of this sort.`
        : `${sign.subject}: ${sign.name}. A sign says where to ask, not that anybody did badly.`,
      values: { title: `${sign.name}: what lies behind the figures` },
      fields: [
        { name: "title", widget: { kind: "text" } },
        { name: "terms", widget: { kind: "textarea", rows: 5 } },
        ...(madeUp
          ? [
              {
                name: "body",
                widget: { kind: "select" as const, options: await bodyOptions(db, committee.board, today) },
              },
            ]
          : []),
      ],
    });
  },
  run: takeUp,
});

async function takeUp(acting: Acting, input: TakeUpSign): Promise<Done> {
  const committee = await getCommittee(acting.tx, input.board);
  const sign = await findSign(acting.tx, input.sign);
  if (!sign)
    throw new Invalid([
      {
        code: "scrutiny.sign",
        field: "sign",
        message: `There is no sign “${input.sign}” in the figures held here. Open it from the list of signs.`,
      },
    ]);
  const { title, terms } = input;
  const about = await aboutOf(acting, committee, { sign, body: input.body });
  const review = await openReview(acting, committee, { title, terms, ...about });
  if (review.sign !== undefined)
    await acting.links.add(acting.tx, {
      from: reviewRef(review),
      kind: "about",
      to: signRef(review.sign),
      on: acting.today,
    });
  const done = openedDone(committee, review);
  return { ...done, changed: [...(done.changed ?? []), signRef(input.sign)] };
}

/** A real committee takes up the sign itself; a made-up one an example of its sort, with a made-up body. */
async function aboutOf(
  acting: Acting,
  { board }: Committee,
  { sign, body }: { readonly sign: FoundSign; readonly body: string | undefined },
): Promise<{ readonly bodyId?: string; readonly sign?: string; readonly indicator?: string }> {
  if (board.basis !== "illustrative")
    return { sign: sign.id, ...(sign.bodyId !== undefined && { bodyId: sign.bodyId }) };
  const madeUp = await getBody(acting.tx, body ?? "", board);
  return { indicator: sign.indicator, bodyId: madeUp.id };
}

async function findSign(db: Db, id: string): Promise<FoundSign | undefined> {
  const parts = signParts(id);
  const indicator = parts && (await findIndicator(db, parts.indicator));
  if (!parts || !indicator) return undefined;
  const meaning = (await resolveCodes(db, [parts.code])).get(parts.code);
  const of = meaning?.organisationId
    ? { organisationId: meaning.organisationId }
    : { areaId: meaning?.areaId ?? "" };
  if (!meaning) return undefined;
  const held = await listObservationsOf(db, { indicator: parts.indicator, of, at: parts.end });
  if (!held.some(({ span }) => span.end === parts.end)) return undefined;
  const [body] = meaning.organisationId ? await listOrganisationsById(db, [meaning.organisationId]) : [];
  return {
    ...parts,
    id,
    name: indicator.name,
    subject: body?.name ?? parts.code,
    ...(body && { bodyId: body.id }),
  };
}
