import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  anyOfKind,
  defineCommand,
  listInWords,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import type { AreaId } from "../area.ts";
import { settlePlaceSchema, type SettlePlace } from "../merge-schema.ts";
import { areaRef } from "../refs.ts";
import { addPart, listWholesFrom, lockParts } from "../store-change-areas.ts";
import { listUnsettledPlaces, settlePlace, type Candidate, type UnsettledPlace } from "../store-unsettled.ts";
import { askedWords, asSentence } from "../words.ts";
import { enteredNow } from "./entered.ts";

/** Says in which of several areas a thing lies of which the sources leave it open, with the reason (invariant 22). */
export const settlePlaceCommand: Command = defineCommand<SettlePlace>({
  name: "place.settle-place",
  title: "Settle where something lies",
  about:
    "Says of a network or trust, of which the sources leave open in which area it lies, which of them it is; with the reason.",
  schema: settlePlaceSchema,
  path: "/organisations/successions/unsettled/:kind/:slug/settle",
  resource: async (db, input) => resourceOf(await findPlace(db, input)),
  form: settleForm,
  run: runSettle,
});

/** What the policies are told: the thing itself, which nobody keeps for this but the register's administrators. */
function resourceOf(place: UnsettledPlace | undefined): PolicyResource | undefined {
  return place && { ref: refOf(place), keepers: [], keptHere: false, illustrative: place.illustrative };
}

function refOf({ kind, id }: Pick<UnsettledPlace, "kind" | "id">): SubjectRef {
  return { module: "place", kind, id };
}

async function findPlace(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<UnsettledPlace | undefined> {
  const { kind, slug } = input;
  if ((kind !== "area" && kind !== "organisation") || typeof slug !== "string") return undefined;
  const held = await listUnsettledPlaces(db, { kind, slug });
  return held.find(({ settled }) => !settled) ?? held[0];
}

async function settleForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const place = await findPlace(db, params);
  if (!place) return undefined;
  refuseSettled(place);
  return {
    title: `In which ${askedWords[place.asked]} does ${place.name} lie?`,
    intro: `The sources leave it open${place.on ? ` since ${formatCivilDate(place.on)}` : ""}: ${place.source}. Your answer and its reason are shown to everybody, and stand in the record. It is given once.`,
    submit: "Settle it",
    illustrative: place.illustrative,
    trail: [
      { text: "Successions", href: "/organisations/successions" },
      { text: "Unsettled places", href: "/organisations/successions/unsettled" },
    ],
    fields: [
      {
        name: "into",
        widget: {
          kind: "radios",
          options: place.candidates.map(({ slug, name }) => ({ value: slug, text: name })),
        },
      },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

function refuseSettled({ name, settled }: UnsettledPlace): void {
  if (!settled) return;
  throw new Conflict("place.settled-already", {
    message: `It was settled on ${formatCivilDate(settled.on)} that ${name} lies in ${settled.into.name}. ${settled.reason}`,
  });
}

async function runSettle(acting: Acting, input: SettlePlace): Promise<Done> {
  const { tx, today } = acting;
  await lockParts(tx);
  const place = await findPlace(tx, input);
  if (!place)
    throw new Conflict("place.settled-unknown", {
      message: "The sources leave nothing open about this thing.",
    });
  refuseSettled(place);
  const into = place.candidates.find((one) => one.slug === input.into);
  if (!into)
    throw new Invalid([
      {
        code: "place.settled-into",
        field: "into",
        message: `The sources leave open ${listInWords(place.candidates.map((one) => `${one.name} (${one.slug})`))}. Choose one of them.`,
      },
    ]);
  const from = enteredNow(acting, { source: input.reason, illustrative: place.illustrative });
  if (!(await settlePlace(tx, place, { into: into.id, reason: input.reason, on: today, from })))
    throw new Conflict("place.settled-already", {
      message: "Somebody has just settled it. Look at the page again.",
    });
  if (place.kind === "area") await putIn(tx, place, { into: into.id, from });
  return doneOf(place, into, input.reason);
}

/** An area then lies in the one that was chosen, the whole of it, unless that is held by now. */
async function putIn(
  tx: Db,
  place: UnsettledPlace,
  { into, from }: { readonly into: AreaId; readonly from: ReturnType<typeof enteredNow> },
): Promise<void> {
  const part = place.id as AreaId;
  const days = place.on ? { beginsOn: place.on } : {};
  const held = await listWholesFrom(tx, { part, ...(place.on && { from: place.on }) });
  if (held.some((one) => one.whole === into)) return;
  await addPart(tx, { part, whole: into, share: 1, from, ...days });
}

function doneOf(place: UnsettledPlace, into: Candidate, reason: string): Done {
  const since = place.on ? ` since ${formatCivilDate(place.on)}` : "";
  const summary = `${place.name} lies in ${into.name}${since}. ${asSentence(reason)}`;
  return {
    message: summary,
    href: `/${place.kind === "area" ? "areas" : "organisations"}/${place.slug}`,
    subject: refOf(place),
    entry: {
      kind: "place.place-settled",
      summary,
      subjects: [refOf(place), areaRef(into)],
      body: {
        thing: place.slug,
        asked: place.asked,
        candidates: place.candidates.map((one) => one.slug),
        into: into.slug,
        from: place.on ?? null,
        reason,
      },
    },
    changed: [anyOfKind("place", "area"), anyOfKind("place", "organisation")],
  };
}
