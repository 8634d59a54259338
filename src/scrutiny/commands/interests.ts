import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Db,
  type Done,
  type PolicyResource,
} from "../../kernel/index.ts";
import { boardRef, organisationRef } from "../../place/index.ts";
import type { Committee } from "../committee.ts";
import { deeds, intentions, interestKinds, isBarred, type Interest } from "../interest.ts";
import type { ReviewFile } from "../review.ts";
import {
  declareInterestSchema,
  noteAdviceSchema,
  noteDeedSchema,
  registerInterestSchema,
  type DeclareInterest,
  type NoteAdvice,
  type NoteDeed,
  type RegisterInterest,
} from "../schema.ts";
import { insertInterest, listInterests, noteAdvice, noteDeed } from "../store-interests.ts";
import { findReview } from "../store-reviews.ts";
import { choicesOf, doneOn, refuseDayOutside, textIn, type Input } from "./act.ts";
import { bodyOptions, getBody } from "./bodies.ts";
import {
  bodiesSeated,
  committeeForm,
  committeeOf,
  findCommittee,
  getCommittee,
  reviewDone,
  reviewForm,
  reviewResource,
  reviewToChange,
} from "./found.ts";

const changed = [anyOfKind("scrutiny", "interest")];

/** Whoever sits on a committee, or holds an office in one of its councils, may declare: bodies with a seat count too. */
export async function seatsResource(db: Db, { board, councils }: Committee): Promise<PolicyResource> {
  return {
    ref: { module: "scrutiny", kind: "seats", id: board.id },
    keepers: [...councils, ...(await bodiesSeated(db, board))].map(({ id }) => id),
    keptHere: true,
    illustrative: board.basis === "illustrative",
  };
}

async function ofBoard(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const committee = await findCommittee(db, textIn(input, "board"));
  return committee && (await seatsResource(db, committee));
}

async function ofReview(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findReview(db, textIn(input, "review"));
  const committee = file && (await committeeOf(db, file.review.boardId));
  return committee && (await seatsResource(db, committee));
}

/** The seat on the committee that the actor holds, else the office in which the act is done; never a person's name. */
function officeOf({ actor }: Acting, { board }: Committee): string {
  const standings = actor.viewer.kind === "person" ? actor.viewer.standings : [];
  const seat = standings.find(({ capacity }) => capacity.ref?.id.startsWith(`${board.slug}-`));
  return (seat?.capacity ?? actor.capacity).title;
}

function accountOf({ actor }: Acting): string | undefined {
  return actor.viewer.kind === "person" ? actor.viewer.accountId : undefined;
}

/** An interest in a body, registered ahead: it is told before every review of that body. */
export const registerInterestCommand: Command = defineCommand<RegisterInterest>({
  name: "scrutiny.register-interest",
  title: "Register an interest in a body",
  about:
    "Registers an interest of somebody who scrutinises in a body; they are told of it before every review of it.",
  schema: registerInterestSchema,
  path: "/boards/:board/interests/register",
  resource: ofBoard,
  form: async ({ db, params, today }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    return (
      committee &&
      committeeForm(committee, {
        title: "Register an interest in a body",
        submit: "Register it",
        intro:
          "It is shown to everybody with your office, not your name. Before each review of that body you are told of it.",
        fields: [
          {
            name: "body",
            widget: { kind: "select", options: await bodyOptions(db, committee.board, today) },
          },
          { name: "kind", widget: { kind: "select", options: choicesOf(interestKinds) } },
          { name: "words", widget: { kind: "textarea", rows: 2 } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: RegisterInterest): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const body = await getBody(acting.tx, input.body, committee.board);
    const interest: Interest = {
      id: newUuid(millisOf(acting.clock.now())),
      boardId: committee.board.id,
      office: officeOf(acting, committee),
      kind: input.kind,
      words: input.words,
      bodyId: body.id,
      declaredOn: acting.today,
      audience: committee.board.audience,
    };
    await keep(acting, committee, interest);
    return doneOn(
      {
        subject: boardRef(committee.board),
        href: "/scrutiny/interests",
        audience: interest.audience,
        named: { committee: committee.board.slug },
        about: [organisationRef(body)],
        changed,
      },
      {
        kind: "scrutiny.interest-registered",
        message: `Registered. You are told of it before every review of ${body.name}.`,
        summary: `${interest.office} registered an interest in ${body.name}: ${interestKinds[interest.kind].toLowerCase()}.`,
        body: { office: interest.office, kind: interest.kind, words: interest.words, body: body.slug },
      },
    );
  },
});

async function keep(acting: Acting, { councils }: Committee, interest: Interest): Promise<void> {
  await insertInterest(acting.tx, interest, {
    accountId: accountOf(acting),
    councilIds: councils.map(({ id }) => id),
  });
}

/** Declares an interest on a review before it is taken, and says what will be done about it. */
export const declareInterestCommand: Command = defineCommand<DeclareInterest>({
  name: "scrutiny.declare-interest",
  title: "Declare an interest",
  about:
    "Declares an interest on a review before it is taken: of which kind, and whether the member leaves or asks for advice.",
  schema: declareInterestSchema,
  path: "/scrutiny/reviews/:review/interests/declare",
  resource: ofReview,
  form: async ({ db, params }) => {
    const file = await findReview(db, params["review"] ?? "");
    return (
      file &&
      reviewForm(file, {
        title: "Declare an interest",
        submit: "Declare it",
        intro:
          "All see it with your office, not your name. Only a disclosable pecuniary interest bars you by law. Of each other one you decide for yourself, with advice.",
        fields: [
          { name: "kind", widget: { kind: "select", options: choicesOf(interestKinds) } },
          { name: "words", widget: { kind: "textarea", rows: 2 } },
          { name: "will", widget: { kind: "radios", options: choicesOf(intentions) } },
          { name: "dispensation", widget: { kind: "text" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: DeclareInterest): Promise<Done> => {
    const file = await reviewToChange(acting.tx, input.review);
    const committee = await committeeOf(acting.tx, file.review.boardId);
    if (!committee) throw noSuchInterest();
    refuseBarredStay(input);
    const interest: Interest = {
      id: newUuid(millisOf(acting.clock.now())),
      boardId: committee.board.id,
      office: officeOf(acting, committee),
      kind: input.kind,
      words: input.words,
      reviewId: file.review.id,
      declaredOn: acting.today,
      will: input.will,
      audience: file.review.audience,
      ...(input.dispensation !== undefined && { dispensation: input.dispensation }),
    };
    await keep(acting, committee, interest);
    return await reviewDone(acting, file, {
      kind: "scrutiny.interest-declared",
      summary: `${interest.office} declared an interest in the review “${file.review.title}” (${interestKinds[interest.kind].toLowerCase()}) and ${intentions[input.will]}.`,
      body: {
        office: interest.office,
        kind: interest.kind,
        words: interest.words,
        will: input.will,
        dispensation: interest.dispensation ?? null,
      },
      message: isBarred(interest)
        ? "Declared. The law bars you from taking part in this review; everybody can see that you leave."
        : `Declared. Everybody can see that your office ${intentions[input.will]}.`,
      changed,
    });
  },
});

/** Whoever has a disclosable pecuniary interest takes no part without a dispensation (Localism Act 2011 s31(4)). */
function refuseBarredStay({ kind, will, dispensation }: DeclareInterest): void {
  if (kind !== "disclosable-pecuniary" || will === "leaves" || dispensation !== undefined) return;
  throw new Invalid([
    {
      code: "scrutiny.needs-dispensation",
      field: "will",
      message:
        "With a disclosable pecuniary interest nobody takes part without a dispensation (Localism Act 2011 s31(4) and s33). Choose that you leave, or name the dispensation.",
    },
  ]);
}

function noSuchInterest(): NotFound {
  return new NotFound("scrutiny.no-such-interest", {
    message: "There is no such interest in this review.",
  });
}

/** An interest declared on a review, as addresses and inputs name both. */
interface DeclaredInterest {
  readonly file: ReviewFile;
  readonly interest: Interest;
}

async function findInterest(db: Db, input: Input): Promise<DeclaredInterest | undefined> {
  const file = await findReview(db, textIn(input, "review"));
  const [interest] = file
    ? await listInterests(db, { id: textIn(input, "interest"), reviewId: file.review.id })
    : [];
  return file && interest && { file, interest };
}

async function interestToChange(
  tx: Db,
  input: { readonly review: string; readonly interest: string },
): Promise<DeclaredInterest> {
  const file = await reviewToChange(tx, input.review);
  const [interest] = await listInterests(tx, { id: input.interest, reviewId: file.review.id });
  if (interest) return { file, interest };
  throw noSuchInterest();
}

/** The council's keepers note what the monitoring officer advised. */
export const noteAdviceCommand: Command = defineCommand<NoteAdvice>({
  name: "scrutiny.note-advice",
  title: "Note the monitoring officer's advice",
  about:
    "Notes the monitoring officer's advice on an interest that was declared; the decision stays the member's own.",
  schema: noteAdviceSchema,
  path: "/scrutiny/reviews/:review/interests/:interest/advice",
  resource: reviewResource,
  form: async ({ db, params }) => {
    const found = await findInterest(db, params);
    return (
      found &&
      reviewForm(found.file, {
        title: "Note the monitoring officer's advice",
        submit: "Note it",
        intro: `${found.interest.office}: ${found.interest.words}`,
        fields: [{ name: "words", widget: { kind: "textarea", rows: 3 } }],
      })
    );
  },
  run: async (acting: Acting, input: NoteAdvice): Promise<Done> => {
    const { file, interest } = await interestToChange(acting.tx, input);
    if (!(await noteAdvice(acting.tx, interest.id, { words: input.words, on: acting.today })))
      throw new Conflict("scrutiny.advised", {
        message: "Advice on this interest was noted before and stays as it is.",
      });
    return await reviewDone(acting, file, {
      kind: "scrutiny.advice-noted",
      summary: `The monitoring officer advised ${interest.office} on an interest in the review “${file.review.title}”.`,
      body: { office: interest.office, advice: input.words },
      changed,
    });
  },
});

/** The council's keepers note what the member did when the review was taken. */
export const noteDeedCommand: Command = defineCommand<NoteDeed>({
  name: "scrutiny.note-what-was-done",
  title: "Note what the member did",
  about:
    "Notes whether a member who declared an interest left, stayed, or was not there when the item was taken.",
  schema: noteDeedSchema,
  path: "/scrutiny/reviews/:review/interests/:interest/done",
  resource: reviewResource,
  form: async ({ db, params, today }) => {
    const found = await findInterest(db, params);
    return (
      found &&
      reviewForm(found.file, {
        title: "Note what the member did",
        submit: "Note it",
        intro: `${found.interest.office}: ${found.interest.words}`,
        values: { on: today },
        fields: [
          { name: "did", widget: { kind: "radios", options: choicesOf(deeds) } },
          { name: "on", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: NoteDeed): Promise<Done> => {
    const { file, interest } = await interestToChange(acting.tx, input);
    const { did, on } = input;
    refuseDayOutside(acting, on, { from: interest.declaredOn, why: "when it was declared" });
    if (!(await noteDeed(acting.tx, interest.id, { what: did, on })))
      throw new Conflict("scrutiny.deed-noted", {
        message: "What the member did was noted before and stays as it is.",
      });
    return await reviewDone(acting, file, {
      kind: "scrutiny.interest-acted-on",
      summary: `${interest.office}, who had declared an interest in the review “${file.review.title}”, ${deeds[did]}.`,
      body: { office: interest.office, did, on },
      changed,
    });
  },
});
