import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  Conflict,
  countOf,
  defineCommand,
  Invalid,
  listInWords,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type SuccessionOutcome,
} from "../../kernel/index.ts";
import type { Organisation } from "../organisation.ts";
import { organisationRef } from "../refs.ts";
import { endOrganisationSchema, type EndOrganisation } from "../schema.ts";
import { addSuccession, endOrganisation } from "../store-change-organisations.ts";
import { keepLeftBehind, staleVersion } from "../store-changes.ts";
import {
  findLatestOrganisation,
  getLatestOrganisation,
  listOrganisationsBySlug,
} from "../store-organisations.ts";
import { endingProblems, type EndingBody } from "../successor.ts";
import { asSentence, shareInWords } from "../words.ts";
import { trailOf } from "./edit-organisation.ts";
import { enteredNow } from "./entered.ts";
import { endingChoices } from "./form-fields.ts";
import { organisationResource } from "./resources.ts";

/** Says when an organisation ends, what follows it, and has every module settle what becomes of its things. */
export const endOrganisationCommand: Command = defineCommand<EndOrganisation>({
  name: "place.end-organisation",
  title: "End an organisation",
  about:
    "Says from which day an organisation is no longer in being and what follows it; every module says what becomes of its things.",
  schema: endOrganisationSchema,
  path: "/organisations/:slug/end",
  resource: organisationResource,
  form: endForm,
  run: runEnd,
});

async function endForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
  if (!organisation) return undefined;
  refuseEnded(organisation);
  return {
    title: `Say when ${organisation.name} ends and what follows it`,
    intro:
      "Its boards end with it. What passes on, what ends and what somebody must still be asked about is listed on its page afterwards. This cannot be taken back; a mistake is put right by a correction in the record.",
    submit: "Record the end",
    illustrative: organisation.basis === "illustrative",
    trail: trailOf(organisation),
    values: { version: String(organisation.version) },
    fields: [
      { name: "version", widget: { kind: "hidden" } },
      { name: "endsOn", widget: { kind: "date" } },
      { name: "how", widget: { kind: "radios", options: endingChoices } },
      { name: "successors", widget: { kind: "textarea", rows: 4 } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

function refuseEnded(organisation: Organisation): void {
  if (organisation.endsOn === undefined) return;
  throw new Conflict("place.organisation-ended-already", {
    message: `${organisation.name} has an end already: ${formatCivilDate(organisation.endsOn)}. Nothing ends twice.`,
  });
}

async function runEnd(acting: Acting, input: EndOrganisation): Promise<Done> {
  const { tx } = acting;
  const ended = await getLatestOrganisation(tx, input.slug);
  refuseEnded(ended);
  if (input.version !== ended.version) throw staleVersion(ended.name);
  const found = await listOrganisationsBySlug(
    tx,
    input.successors.map(({ slug }) => slug),
  );
  const successors = input.successors.map((named) => {
    const organisation = found.find((one) => one.slug === named.slug);
    return { ...named, ...(organisation && { organisation, held: bodyOf(organisation) }) };
  });
  const problems = endingProblems(bodyOf(ended), { ...input, successors });
  if (problems.length > 0) throw new Invalid(problems);
  if (!(await endOrganisation(tx, ended, input.endsOn))) {
    refuseEnded(await getLatestOrganisation(tx, input.slug));
    throw staleVersion(ended.name);
  }
  const following = successors.flatMap(({ organisation, share }) =>
    organisation ? [{ organisation, ...(share !== undefined && { share }) }] : [],
  );
  await writeSuccessions(acting, { ended, input, following });
  const outcomes = await acting.succeed(organisationRef(ended), input.endsOn);
  await keepLeftBehind(tx, { organisationId: ended.id, on: input.endsOn }, outcomes);
  const happened = sentenceOf(ended, input, following);
  return {
    message: `${happened} ${outcomesInWords(outcomes)}`,
    href: `/organisations/${ended.slug}`,
    subject: organisationRef(ended),
    entry: {
      kind: "place.organisation-ended",
      summary: happened,
      subjects: [ended, ...following.map(({ organisation }) => organisation)].map(organisationRef),
      body: {
        organisation: ended.slug,
        endsOn: input.endsOn,
        how: input.how,
        successors: following.map(({ organisation, share }) => ({
          organisation: organisation.slug,
          share: share === undefined ? null : String(share),
        })),
        reason: input.reason,
        leftBehind: countOutcomes(outcomes),
      },
    },
    changed: [
      anyOfKind("place", "organisation"),
      anyOfKind("place", "board"),
      ...outcomes.flatMap(({ subject, to }) => (to ? [subject, to] : [subject])),
    ],
    json: { leftBehind: countOutcomes(outcomes) },
  };
}

interface Following {
  readonly organisation: Organisation;
  readonly share?: number;
}

/** The successions come first: what becomes of things depends on who follows. */
async function writeSuccessions(
  acting: Acting,
  {
    ended,
    input,
    following,
  }: {
    readonly ended: Organisation;
    readonly input: EndOrganisation;
    readonly following: readonly Following[];
  },
): Promise<void> {
  if (input.how === "none") return;
  const known = enteredNow(acting, { source: input.reason, illustrative: ended.basis === "illustrative" });
  for (const { organisation, share } of following) {
    await addSuccession(acting.tx, {
      from: ended.id,
      to: organisation.id,
      on: input.endsOn,
      kind: input.how,
      known,
      ...(share !== undefined && { share }),
    });
    await acting.links.add(acting.tx, {
      from: organisationRef(organisation),
      kind: "replaces",
      to: organisationRef(ended),
      on: input.endsOn,
    });
  }
}

function bodyOf(organisation: Organisation): EndingBody {
  const { slug, name, beginsOn, endsOn, basis } = organisation;
  return {
    slug,
    name,
    illustrative: basis === "illustrative",
    ...(beginsOn && { beginsOn }),
    ...(endsOn && { endsOn }),
  };
}

function sentenceOf(ended: Organisation, input: EndOrganisation, following: readonly Following[]): string {
  const names = following.map(({ organisation, share }) =>
    share === undefined || share === 1 ? organisation.name : `${organisation.name} (${shareInWords(share)})`,
  );
  const after =
    names.length === 0
      ? "nothing follows it"
      : `${listInWords(names)} ${names.length === 1 ? "follows" : "follow"} it (${input.how})`;
  return `${ended.name} ends on ${formatCivilDate(input.endsOn)}; ${after}. ${asSentence(input.reason)}`;
}

function countOutcomes(outcomes: readonly SuccessionOutcome[]): {
  readonly passesOn: number;
  readonly ends: number;
  readonly unsettled: number;
} {
  const count = (outcome: SuccessionOutcome["outcome"]): number =>
    outcomes.filter((one) => one.outcome === outcome).length;
  return { passesOn: count("passes-on"), ends: count("ends"), unsettled: count("must-be-asked") };
}

function outcomesInWords(outcomes: readonly SuccessionOutcome[]): string {
  if (outcomes.length === 0) return "It left nothing behind here.";
  const { passesOn, ends, unsettled } = countOutcomes(outcomes);
  const things = (count: number, one: string, many: string): readonly string[] =>
    count === 0 ? [] : [`${countOf(count, "thing")} ${count === 1 ? one : many}`];
  const settled = listInWords([
    ...things(passesOn, "passes on", "pass on"),
    ...things(ends, "ends with it", "end with it"),
  ]);
  const open =
    things(unsettled, "is unsettled: somebody must be asked", "are unsettled: somebody must be asked")[0] ??
    "nothing is unsettled";
  const sentence = settled === "" ? open : `${settled}; ${open}`;
  return `${capital(sentence)}.`;
}
