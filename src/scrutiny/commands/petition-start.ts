import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  formatNumber,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { sentenceOf } from "../words.ts";
import { boardRef, findBoard } from "../../place/index.ts";
import {
  setPetitionRuleSchema,
  startPetitionSchema,
  type SetPetitionRule,
  type StartPetition,
} from "../schema-petitions.ts";
import { findPetitionRule } from "../store-petitions.ts";
import { insertPetition, keepPetitionRule, nextPetitionNumber } from "../store-petitions-change.ts";
import { doneOn, formOn } from "./act.ts";
import { refusePersonalData } from "./personal-data.ts";
import { boardAudience, petitionBoardResource, petitionDone } from "./petition-act.ts";

/** A board says from how many signatures it puts a petition on its agenda. */
export const setPetitionRuleCommand: Command = defineCommand<SetPetitionRule>({
  name: "scrutiny.set-petition-rule",
  title: "Set the rule for petitions",
  about:
    "Says from how many signatures a board puts a petition on its agenda, who may sign, and where the rule stands.",
  schema: setPetitionRuleSchema,
  path: "/boards/:board/petition-rule",
  resource: petitionBoardResource,
  form: async ({ db, params, today }) => {
    const board = await findBoard(db, params["board"] ?? "");
    if (!board) return undefined;
    const held = await findPetitionRule(db, board.id, today);
    return formOn(board, [{ text: board.name, href: `/boards/${board.slug}` }], {
      title: `Petitions to ${board.name}`,
      intro: "Petitions that were started keep the number that held on their first day.",
      submit: "Keep the rule",
      values: held ? { signatures: String(held.signatures), who: held.who, source: held.source } : {},
      fields: [
        { name: "signatures", widget: { kind: "text", width: 10 } },
        { name: "who", widget: { kind: "text" } },
        { name: "source", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input): Promise<Done> => {
    const board = (await findBoard(acting.tx, input.board))!;
    const { signatures, who, source } = input;
    const { audience } = board;
    await keepPetitionRule(acting.tx, board.id, { fromOn: acting.today, signatures, who, source, audience });
    return doneOn(
      {
        subject: boardRef(board),
        href: `/boards/${board.slug}`,
        audience,
        named: { board: board.slug },
        about: [],
        changed: [],
      },
      {
        kind: "scrutiny.petition-rule-set",
        message: `From today a petition with ${formatNumber(signatures)} signatures goes on the agenda.`,
        summary: `${board.name} puts a petition with ${formatNumber(signatures)} signatures on its agenda.`,
        body: { signatures, who, source },
      },
    );
  },
});

/** Anybody with a sign-in starts a petition to a board kept here. */
export const startPetitionCommand: Command = defineCommand<StartPetition>({
  name: "scrutiny.start-petition",
  title: "Start a petition",
  about:
    "Starts a petition to a board kept here. With the signatures that the board's rule asks for it goes on the agenda.",
  schema: startPetitionSchema,
  path: "/petitions/start/:board",
  resource: petitionBoardResource,
  form: async ({ db, params, today }) => {
    const board = await findBoard(db, params["board"] ?? "");
    const rule = board && (await findPetitionRule(db, board.id, today));
    if (!board) return undefined;
    return formOn(board, [{ text: "Petitions", href: "/petitions" }], {
      title: `Start a petition to ${board.name}`,
      intro: rule
        ? `With ${formatNumber(rule.signatures)} signatures it goes on the agenda. Who may sign: ${sentenceOf(rule.who)}`
        : "No rule for petitions is held for this board, so none can be started yet.",
      submit: "Start it",
      fields: [
        { name: "title", widget: { kind: "text" } },
        { name: "words", widget: { kind: "textarea", rows: 6 } },
        { name: "closesOn", widget: { kind: "date" } },
        { name: "checked", widget: { kind: "yes-no" } },
      ],
    });
  },
  run: start,
});

async function start(acting: Acting, input: StartPetition): Promise<Done> {
  const { tx, today, clock } = acting;
  const board = (await findBoard(tx, input.board))!;
  const rule = await findPetitionRule(tx, board.id, today);
  if (!rule)
    throw new Conflict("scrutiny.no-petition-rule", {
      message: `No rule for petitions is held for ${board.name}. Whoever keeps it can set one.`,
    });
  if (input.closesOn <= today)
    throw new Invalid([
      {
        code: "scrutiny.closing-past",
        field: "closesOn",
        message: `${formatCivilDate(input.closesOn)} is not after today. Give a later day.`,
      },
    ]);
  refusePersonalData({ title: input.title, words: input.words }, { checked: input.checked });
  const number = await nextPetitionNumber(tx, board.id);
  const id = newUuid(millisOf(clock.now()));
  const slug = `${board.slug}-${number}`;
  await insertPetition(tx, {
    id,
    slug,
    number,
    boardId: board.id,
    startedOn: today,
    closesOn: input.closesOn,
    threshold: rule.signatures,
    title: input.title,
    words: input.words,
    illustrative: board.basis === "illustrative",
    own: boardAudience(board),
    audience: board.audience,
  });
  return petitionDone(
    { id, slug, board, audience: board.audience },
    {
      kind: "scrutiny.petition-started",
      message: "Your petition is started. People can sign when somebody at the board has read it.",
      summary: `Petition ${number} to ${board.name} was started. Its words are public once somebody has read them.`,
      body: { board: board.slug, number, threshold: rule.signatures, closes: input.closesOn },
    },
  );
}
