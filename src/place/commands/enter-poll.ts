import {
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { pollDateInWords } from "../poll.ts";
import { enterPollSchema, type EnterPoll } from "../poll-schema.ts";
import { organisationRef } from "../refs.ts";
import { findLatestOrganisation, getLatestOrganisation } from "../store-organisations.ts";
import { addByElection } from "../store-polls.ts";
import { isCouncil } from "../organisation.ts";
import { trailOf } from "./edit-organisation.ts";
import { enteredNow } from "./entered.ts";
import { sourceFields } from "./form-fields.ts";
import { organisationResource } from "./resources.ts";

/** Enters a by-election of a council, with as much of its date as is known. */
export const enterPollCommand: Command = defineCommand<EnterPoll>({
  name: "place.enter-poll",
  title: "Enter a by-election",
  about:
    "Writes down a by-election of one division of a council: its day, or only its year, or neither, and where that is known from.",
  schema: enterPollSchema,
  path: "/organisations/:slug/polls/add",
  resource: organisationResource,
  form: pollForm,
  run: runEnterPoll,
});

async function pollForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const council = await findLatestOrganisation(db, params["slug"] ?? "");
  if (!council || !isCouncil(council)) return undefined;
  return {
    title: `Enter a by-election of ${council.name}`,
    submit: "Enter it",
    illustrative: council.basis === "illustrative",
    trail: trailOf(council),
    fields: [
      { name: "division", widget: { kind: "text" } },
      { name: "on", widget: { kind: "date" } },
      { name: "year", widget: { kind: "text", width: 5 } },
      {
        name: "state",
        widget: {
          kind: "radios",
          options: [
            { value: "past", text: "Yes, it is past" },
            { value: "expected", text: "No, it is expected" },
          ],
        },
      },
      ...sourceFields,
    ],
  };
}

async function runEnterPoll(acting: Acting, input: EnterPoll): Promise<Done> {
  const council = await getLatestOrganisation(acting.tx, input.slug);
  if (!isCouncil(council))
    throw new Invalid([
      {
        code: "place.poll-of-no-council",
        field: "slug",
        message: `${council.name} is not a council, so it has no polls.`,
      },
    ]);
  const state = input.on ? (input.on < acting.today ? "past" : "expected") : input.state;
  if (state === undefined)
    throw new Invalid([
      {
        code: "place.poll-state",
        field: "state",
        message: "The day is not known, so say whether it has been held: past or expected.",
      },
    ]);
  const year = input.on ? Number(input.on.slice(0, 4)) : input.year;
  const from = enteredNow(acting, { ...input, illustrative: council.basis === "illustrative" });
  const id = newUuid(millisOf(acting.clock.now()));
  await addByElection(acting.tx, { id, council, division: input.division, on: input.on, year, state, from });
  const when = pollDateInWords({ ...(input.on && { on: input.on }), ...(year !== undefined && { year }) });
  const summary = `By-election for ${input.division} of ${council.name}, ${state}: ${when}.`;
  return {
    message: summary,
    href: `/organisations/${council.slug}`,
    subject: organisationRef(council),
    entry: {
      kind: "place.poll-entered",
      summary,
      subjects: [organisationRef(council)],
      body: {
        council: council.slug,
        division: input.division,
        on: input.on ?? null,
        year: year ?? null,
        state,
        source: from.source,
        seen: from.seen,
        basis: from.basis,
      },
    },
    json: { poll: id },
  };
}
