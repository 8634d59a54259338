import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { findResolution, resolutionRef } from "../../meetings/index.ts";
import { isCouncil, organisationRef } from "../../place/index.ts";
import { noticeOf, plannedRef, shorterNotices } from "../forward-plan.ts";
import {
  noteShorterNoticeSchema,
  setKeySettingSchema,
  settlePlannedSchema,
  type NoteShorterNotice,
  type SetKeySetting,
  type SettlePlanned,
} from "../forward-plan-schema.ts";
import { addKeySetting, notePlanned } from "../store-forward-plan.ts";
import { lawHolidays } from "../store-law.ts";
import { choicesOf } from "../words.ts";
import { bodyResource, getBody, onBody } from "./body-act.ts";
import { getPlanned, plannedDone, plannedForm, plannedResource } from "./forward-plan-act.ts";
import { enteredHere } from "./proposal-act.ts";

/** Why a key decision is to be taken on shorter notice than 28 days. */
export const noteShorterNoticeCommand: Command = defineCommand<NoteShorterNotice>({
  name: "decisions.note-shorter-notice",
  title: "Publish why notice is shorter",
  about:
    "Publishes the general exception or the special urgency by which a key decision is taken on shorter notice.",
  schema: noteShorterNoticeSchema,
  path: "/forward-plan/:slug/shorter-notice",
  resource: plannedResource,
  form: plannedForm((planned, { today }) => ({
    title: "Publish why notice is shorter",
    intro: noticeOf(planned, lawHolidays()).words,
    submit: "Publish it",
    values: { on: today },
    fields: [
      {
        name: "shorter",
        widget: { kind: "radios", options: choicesOf(shorterNotices) },
      },
      { name: "on", widget: { kind: "date" } },
      { name: "words", widget: { kind: "textarea", rows: 4 } },
    ],
  })),
  run: async (acting: Acting, input: NoteShorterNotice): Promise<Done> => {
    const { tx, today } = acting;
    const planned = await getPlanned(tx, input.slug);
    const notice = noticeOf(planned, lawHolidays());
    if (notice.verdict !== "short")
      throw new Conflict("decisions.notice-long-enough", {
        message: `“${planned.title}” needs no exception. ${notice.words}`,
      });
    if (input.on > today || input.on < planned.givenOn)
      throw new Invalid([
        {
          code: "decisions.forward-plan",
          field: "on",
          message: `${formatCivilDate(input.on)} is not between the notice of ${formatCivilDate(planned.givenOn)} and today.`,
        },
      ]);
    if (!(await notePlanned(tx, planned.id, { shorter: input.shorter, on: input.on, words: input.words })))
      throw new Conflict("decisions.exception-published", {
        message: `Why notice of “${planned.title}” is shorter is published already and does not change.`,
      });
    const after = await getPlanned(tx, input.slug);
    return plannedDone(after, {
      kind: "shorter-notice-published",
      summary: `Why notice of the key decision “${planned.title}” is shorter was published: ${input.shorter === "general" ? "general exception" : "special urgency"}.`,
      message: `It is published. ${noticeOf(after, lawHolidays()).words}`,
      body: { shorter: input.shorter, on: input.on, words: input.words },
    });
  },
});

/** What became of a planned decision. */
export const settlePlannedCommand: Command = defineCommand<SettlePlanned>({
  name: "decisions.settle-planned",
  title: "Say what became of it",
  about:
    "Says that a planned decision was taken, with its resolution where it is kept here, or that it was withdrawn.",
  schema: settlePlannedSchema,
  path: "/forward-plan/:slug/settle",
  resource: plannedResource,
  form: plannedForm(() => ({
    title: "Say what became of it",
    submit: "Say so",
    fields: [
      {
        name: "how",
        widget: {
          kind: "radios",
          options: choicesOf({ decided: "It was decided", withdrawn: "It was withdrawn" }),
        },
      },
      { name: "resolution", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 2 } },
    ],
  })),
  run: async (acting: Acting, input: SettlePlanned): Promise<Done> => {
    const { tx, today } = acting;
    const planned = await getPlanned(tx, input.slug);
    const resolution =
      input.resolution === undefined ? undefined : await findResolution(tx, input.resolution);
    if (input.resolution !== undefined && (!resolution || input.how === "withdrawn"))
      throw new Invalid([
        {
          code: "decisions.forward-plan",
          field: "resolution",
          message: resolution
            ? "What was withdrawn has no decision. Leave it out, or choose that it was decided."
            : `There is no decision “${input.resolution}” here. Leave it out where it is kept elsewhere.`,
        },
      ]);
    if (!(await notePlanned(tx, planned.id, { settled: input.how, on: today, words: input.words })))
      throw new Conflict("decisions.settled-already", {
        message: `What became of “${planned.title}” is entered already.`,
      });
    if (resolution)
      await acting.links.add(tx, {
        from: resolutionRef(resolution),
        kind: "decides",
        to: plannedRef(planned),
        on: resolution.decidedOn,
      });
    return plannedDone(planned, {
      kind: "planned-settled",
      summary: `The planned decision “${planned.title}” was ${input.how}${resolution ? `: ${resolution.title}` : ""}.`,
      message: "It leaves the forward plan; its page stays.",
      body: { how: input.how, resolution: resolution?.slug ?? null, words: input.words ?? null },
      ...(resolution && { subjects: [resolutionRef(resolution)] }),
    });
  },
});

/** What a council takes for a key decision. */
export const setKeySettingCommand: Command = defineCommand<SetKeySetting>({
  name: "decisions.set-key-setting",
  title: "Say what counts as a key decision",
  about: "Keeps what a council takes for a key decision, from a day; earlier settings stay to be read.",
  schema: setKeySettingSchema,
  path: "/organisations/:slug/key-decisions/set",
  resource: bodyResource,
  form: onBody((_body, { today }) => ({
    title: "Say what counts as a key decision",
    submit: "Keep it",
    values: { from: today },
    fields: [
      { name: "from", widget: { kind: "date" } },
      { name: "words", widget: { kind: "textarea", rows: 5 } },
    ],
  })),
  run: async (acting: Acting, input: SetKeySetting): Promise<Done> => {
    const organisation = await getBody(acting.tx, input.slug);
    if (!isCouncil(organisation))
      throw new Conflict("decisions.no-key-decisions", {
        message: `${organisation.name} is no council: key decisions are a council's executive's (SI 2012/2089 reg 8).`,
      });
    const setting = { from: input.from, words: input.words, ...enteredHere(acting, organisation) };
    if (!(await addKeySetting(acting.tx, organisation, setting)))
      throw new Conflict("decisions.key-setting-held", {
        message: `A setting from ${formatCivilDate(input.from)} is kept already. Give another day.`,
      });
    const ref = organisationRef(organisation);
    return {
      message: `It holds from ${formatCivilDate(input.from)}.`,
      href: `/organisations/${organisation.slug}`,
      subject: ref,
      entry: {
        kind: "decisions.key-setting-kept",
        summary: `${organisation.name} said what it takes for a key decision from ${formatCivilDate(input.from)}.`,
        subjects: [ref],
        body: { from: input.from, words: input.words },
        audience: organisation.audience,
      },
      changed: [anyOfKind("decisions", "planned")],
    };
  },
});
