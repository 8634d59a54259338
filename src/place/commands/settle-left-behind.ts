import {
  Conflict,
  Invalid,
  defineCommand,
  isUuid,
  parseSubject,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { settleSchema, type Settle } from "../merge-schema.ts";
import type { Organisation } from "../organisation.ts";
import { organisationRef } from "../refs.ts";
import { findLeftThing, settleLeftThing, type LeftThing } from "../store-mergers-change.ts";
import { findLatestOrganisation, getLatestOrganisation, listSuccessions } from "../store-organisations.ts";
import { whyNotInBeing } from "../in-being.ts";
import { asSentence } from "../words.ts";
import { resourceOfOrganisation } from "./resources.ts";

/** Says what becomes of a thing that a body left behind unsettled, with the reason (invariant 22). */
export const settleLeftBehindCommand: Command = defineCommand<Settle>({
  name: "place.settle-left-behind",
  title: "Settle what a body left behind",
  about:
    "Says of one unsettled thing of a body that has ended whether it passes on, and to whom, or ends; with the reason.",
  schema: settleSchema,
  path: "/organisations/:slug/left-behind/:thing/settle",
  resource: leftResource,
  form: settleForm,
  run: runSettle,
});

/** Those who keep the ended body or one that follows it may settle; administrators too, as of every organisation. */
async function leftResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const found = await findThing(db, input);
  if (!found) return undefined;
  const successions = await listSuccessions(db, found.body.id);
  const followers = successions.flatMap((one) => (one.direction === "became" ? [one.to.id] : []));
  const resource = resourceOfOrganisation(found.body);
  return { ...resource, keepers: [...new Set([...resource.keepers, ...followers])] };
}

async function findThing(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly body: Organisation; readonly thing: LeftThing } | undefined> {
  const { slug, thing: id } = input;
  if (typeof slug !== "string" || typeof id !== "string" || !isUuid(id)) return undefined;
  const body = await findLatestOrganisation(db, slug);
  const thing = await findLeftThing(db, id);
  return body && thing && thing.organisationId === body.id ? { body, thing } : undefined;
}

async function settleForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const found = await findThing(db, params);
  if (!found) return undefined;
  const { body, thing } = found;
  refuseSettled(thing);
  return {
    title: `What becomes of “${thing.title}”?`,
    intro: `${body.name} left it behind unsettled. What was asked: ${thing.why} Your answer is shown to everybody beside it.`,
    submit: "Settle it",
    illustrative: body.basis === "illustrative",
    trail: [
      { text: "Organisations", href: "/organisations" },
      { text: body.name, href: `/organisations/${body.slug}` },
    ],
    fields: [
      {
        name: "as",
        widget: {
          kind: "radios",
          options: [
            { value: "passes-on", text: "It passes on" },
            { value: "ends", text: "It ends" },
          ],
        },
      },
      { name: "to", widget: { kind: "text" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

function refuseSettled(thing: LeftThing): void {
  if (thing.outcome === "must-be-asked") return;
  throw new Conflict("place.settled-already", {
    message: `“${thing.title}” is settled already: it ${thing.outcome === "ends" ? "ends" : "passes on"}. ${thing.why}`,
  });
}

async function runSettle(acting: Acting, input: Settle): Promise<Done> {
  const found = await findThing(acting.tx, input);
  if (!found)
    throw new Conflict("place.left-behind-unknown", {
      message: "There is no such thing among those that this body left behind.",
    });
  const { body, thing } = found;
  refuseSettled(thing);
  const to = await followerOf(acting, input, { body, thing });
  const settled = await settleLeftThing(acting.tx, thing, {
    as: input.as,
    why: input.reason,
    on: acting.today,
    ...(to && { to: `place:organisation:${to.id}` }),
  });
  if (!settled) refuseSettled((await findLeftThing(acting.tx, thing.id)) ?? thing);
  const becomes = to ? `passes to ${to.name}` : "ends";
  const summary = `${thing.title}, left behind by ${body.name}, ${becomes}. ${asSentence(input.reason)}`;
  const subject = parseSubject(thing.subject);
  return {
    message: summary,
    href: `/organisations/${body.slug}`,
    subject: organisationRef(body),
    entry: {
      kind: "place.left-behind-settled",
      summary,
      subjects: [organisationRef(body), ...(to ? [organisationRef(to)] : [])],
      body: {
        organisation: body.slug,
        thing: thing.title,
        asked: thing.why,
        becomes: input.as,
        to: to?.slug ?? null,
        reason: input.reason,
      },
    },
    ...(subject && { changed: [subject] }),
  };
}

async function followerOf(
  acting: Acting,
  input: Settle,
  { body, thing }: { readonly body: Organisation; readonly thing: LeftThing },
): Promise<Organisation | undefined> {
  const wrong = (message: string): Invalid =>
    new Invalid([{ code: "place.settled-to", field: "to", message }]);
  if (input.as === "ends") {
    if (input.to)
      throw wrong("You chose that it ends, and named a body. Clear the body, or choose that it passes on.");
    return undefined;
  }
  if (!input.to) throw wrong("Name the body that it passes to.");
  if (input.to === body.slug) throw wrong(`${body.name} has ended; it cannot pass to itself.`);
  const to = await getLatestOrganisation(acting.tx, input.to);
  const why = whyNotInBeing(to, thing.on);
  if (why !== undefined && whyNotInBeing(to, acting.today) !== undefined)
    throw wrong(`${to.name} ${why}, so nothing can pass to it.`);
  if ((to.basis === "illustrative") !== (body.basis === "illustrative"))
    throw wrong("A made-up body and a real one cannot take over from each other.");
  return to;
}
