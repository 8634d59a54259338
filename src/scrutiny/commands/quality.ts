import { civilDateOf, formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { listOrganisationsById, organisationRef, type Organisation } from "../../place/index.ts";
import type { Committee } from "../committee.ts";
import { qualitySayings, yearInWords, type QualityAccount } from "../quality-account.ts";
import { receiveSchema, saySchema, type Receive, type Say } from "../schema-quality.ts";
import { insertQualityAccount, listQualityAccounts, sayOfQualityAccount } from "../store-quality.ts";
import { choicesOf, type Said } from "./act.ts";
import { bodyOptions, getBody } from "./bodies.ts";
import { committeeDone, committeeForm, committeeResource, findCommittee, getCommittee } from "./found.ts";

/** A provider's draft quality account has come. */
export const receiveQualityCommand: Command = defineCommand<Receive>({
  name: "scrutiny.receive-quality-account",
  title: "Note a draft quality account",
  about: "Notes that a provider sent its draft quality account to a committee, and when.",
  schema: receiveSchema,
  path: "/boards/:board/quality-accounts/add",
  resource: committeeResource,
  form: async ({ db, params, today }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    return (
      committee &&
      committeeForm(committee, {
        title: "Note a draft quality account",
        submit: "Note it",
        intro: "Each spring those who provide NHS care send a draft to scrutiny and to Healthwatch.",
        fields: [
          {
            name: "body",
            widget: { kind: "select", options: await bodyOptions(db, committee.board, today) },
          },
          { name: "year", widget: { kind: "text", width: 5 } },
          { name: "receivedOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: Receive): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const body = await getBody(acting.tx, input.body, committee.board);
    const { year, receivedOn } = input;
    if (receivedOn > acting.today || receivedOn < civilDateOf(year + 1, 4, 1))
      throw new Invalid([
        {
          code: "scrutiny.day",
          field: "receivedOn",
          message:
            receivedOn > acting.today
              ? `${formatCivilDate(receivedOn)} is still to come.`
              : `The year ${yearInWords(year)} ends on 31 March ${year + 1}; its account comes after that.`,
        },
      ]);
    const one = { boardId: committee.board.id, bodyId: body.id, year, receivedOn };
    if (!(await insertQualityAccount(acting.tx, { ...one, audience: committee.board.audience })))
      throw new Conflict("scrutiny.quality-received", {
        message: `The draft of ${body.name} for ${yearInWords(year)} was noted before.`,
      });
    return qualityDone(committee, body, {
      kind: "scrutiny.quality-account-received",
      summary: `${committee.board.name} received the draft quality account of ${body.name} for ${yearInWords(year)} on ${formatCivilDate(receivedOn)}.`,
      body: { year: yearInWords(year), receivedOn },
    });
  },
});

const keyOf = (body: Pick<Organisation, "slug">, { year }: Pick<QualityAccount, "year">): string =>
  `${body.slug}:${year}`;

async function openAccounts(
  db: Db,
  { board: { id } }: Committee,
): Promise<readonly { readonly one: QualityAccount; readonly body: Organisation }[]> {
  const open = (await listQualityAccounts(db, id)).filter(({ said }) => !said);
  const bodies = await listOrganisationsById(
    db,
    open.map(({ bodyId }) => bodyId),
  );
  return open.flatMap((one) => {
    const body = bodies.find((held) => held.id === one.bodyId);
    return body ? [{ one, body }] : [];
  });
}

/** The committee says something of a draft, or that it will not. */
export const sayOfQualityCommand: Command = defineCommand<Say>({
  name: "scrutiny.say-of-quality-account",
  title: "Say something of a quality account",
  about:
    "Keeps a committee's statement on a provider's draft quality account, or that it chose not to comment.",
  schema: saySchema,
  path: "/boards/:board/quality-accounts/say",
  resource: committeeResource,
  form: async ({ db, params }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    if (!committee) return undefined;
    const open = await openAccounts(db, committee);
    return committeeForm(committee, {
      title: "Say something of a quality account",
      submit: "Keep it",
      intro:
        open.length === 0
          ? "No draft is waiting for a statement."
          : "Commenting is the committee's own choice.",
      values: { says: "statement" },
      fields: [
        {
          name: "account",
          widget: {
            kind: "select",
            options: open.map(({ one, body }) => ({
              value: keyOf(body, one),
              text: `${body.name}, ${yearInWords(one.year)}`,
            })),
          },
        },
        { name: "says", widget: { kind: "radios", options: choicesOf(qualitySayings) } },
        { name: "words", widget: { kind: "textarea", rows: 6 } },
      ],
    });
  },
  run: async (acting: Acting, input: Say): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const found = (await openAccounts(acting.tx, committee)).find(
      ({ one, body }) => keyOf(body, one) === input.account,
    );
    const said = { what: input.says, words: input.words, on: acting.today };
    if (!found || !(await sayOfQualityAccount(acting.tx, found.one, said)))
      throw new Invalid([
        {
          code: "scrutiny.quality",
          field: "account",
          message: "No such draft is waiting. Note first that it was received; what was said stays as it is.",
        },
      ]);
    return qualityDone(committee, found.body, {
      kind: "scrutiny.quality-account-answered",
      summary: `${committee.board.name} on the quality account of ${found.body.name} for ${yearInWords(found.one.year)}: ${qualitySayings[input.says].toLowerCase()}.`,
      body: { year: yearInWords(found.one.year), says: input.says, words: input.words },
    });
  },
});

function qualityDone(committee: Committee, body: Organisation, said: Said): Done {
  return committeeDone(committee, { ...said, body: { body: body.slug, ...said.body } }, [
    organisationRef(body),
  ]);
}
