import {
  Conflict,
  NotFound,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type Reaction,
  type SubjectRef,
} from "../../kernel/index.ts";
import { boardRef, organisationRef, type OrganisationId } from "../../place/index.ts";
import { meetingRef, meetingTitle } from "../meeting.ts";
import { resolutionRef } from "../resolution.ts";
import { openItemSchema, type OpenItem } from "../schema.ts";
import { openDecisionSchema, type OpenDecision } from "../schema-private.ts";
import { changeItem, setContentAudience } from "../store-change.ts";
import { findResolution, lockResolution } from "../store-resolutions.ts";
import {
  findSealedItem,
  listClosedDecisions,
  listPaperIds,
  openDecisionWords,
  type ClosedDecision,
} from "../store-seal.ts";
import { getItem, meetingDone, meetingResource, meetingToChange, onItem } from "./meeting-act.ts";
import { paperRef } from "./papers.ts";
import { decisionResource } from "./report-back.ts";

const reasonField = { name: "reason", widget: { kind: "textarea", rows: 3 } } as const;

/** Opens a private item: its content, papers and decisions, each seal proved by the record. */
export const openItemCommand: Command = defineCommand<OpenItem>({
  name: "meetings.open-item",
  title: "Open a private item",
  about:
    "Makes the content of a private item public, with its papers and decisions, and proves by the record that it is what was sealed.",
  schema: openItemSchema,
  path: "/meetings/:slug/items/:item/open",
  resource: meetingResource,
  form: onItem(() => ({
    title: "Open this item",
    intro:
      "Everybody will see what was asked, its papers and what was said. They see how it was voted and the full words of the decision. That is for good.",
    submit: "Open it",
    fields: [reasonField],
  })),
  run: async (acting: Acting, input: OpenItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    const item = await getItem(acting.tx, meeting, input.item);
    if (!item.private || item.sealedEntry === undefined)
      throw new Conflict("meetings.item-not-private", { message: `“${item.title}” is not private.` });
    const { content, salt, commitment } = await acting.record.open(acting.tx, item.sealedEntry);
    const opened = await openContent(acting, item.id, {
      audience: item.audience,
      reason: input.reason,
      subjects: [meetingRef(meeting), boardRef(meeting.board)],
    });
    return await meetingDone(acting, meeting, {
      kind: "record.opened",
      summary: `“${item.title}”, taken in private by ${meetingTitle(meeting)}, was opened: ${input.reason}`,
      subjects: [{ module: "record", kind: "entry", id: item.sealedEntry }],
      body: { opened: item.sealedEntry, content, salt, commitment, reason: input.reason },
      changed: opened,
      href: `/meetings/${meeting.slug}/items/${input.item}`,
    });
  },
});

/** Opens a private decision that was taken without a meeting. */
export const openDecisionCommand: Command = defineCommand<OpenDecision>({
  name: "meetings.open-decision",
  title: "Open a private decision",
  about:
    "Makes the full words of a private decision without a meeting public, and proves by the record that they are what was sealed.",
  schema: openDecisionSchema,
  path: "/resolutions/:slug/open",
  resource: decisionResource,
  form: async ({ db, params }: FormAsking) => {
    const decision = await findResolution(db, params["slug"] ?? "");
    return (
      decision && {
        title: "Open this decision",
        intro: `Everybody will see the full words of “${decision.title}”, for good.`,
        submit: "Open it",
        illustrative: decision.basis === "illustrative",
        trail: [{ text: "Decision", href: `/resolutions/${decision.slug}` }],
        fields: [reasonField],
      }
    );
  },
  run: runOpenDecision,
});

async function runOpenDecision(acting: Acting, { slug, reason }: OpenDecision): Promise<Done> {
  const { tx } = acting;
  await lockResolution(tx, slug);
  const decision = await findResolution(tx, slug);
  if (!decision)
    throw new NotFound("meetings.no-such-decision", { message: `There is no decision “${slug}”.` });
  if (!decision.private || decision.opened || decision.sealedEntry === undefined)
    throw new Conflict("meetings.decision-not-private", {
      message: decision.opened
        ? `“${decision.title}” is open already.`
        : `Nothing of “${decision.title}” is sealed.`,
    });
  if (decision.taker === "board")
    throw new Conflict("meetings.decision-of-item", {
      message: `“${decision.title}” was decided on a private item. Open the item: that opens the decision too.`,
    });
  const { content, salt, commitment } = await acting.record.open(tx, decision.sealedEntry);
  await openDecisionWords(tx, decision.id);
  const { organisation } = decision;
  return {
    message: "The decision is open: everybody can read its full words and check them against the seal.",
    href: `/resolutions/${slug}`,
    subject: resolutionRef(decision),
    entry: {
      kind: "record.opened",
      summary: `“${decision.title}”, a private decision, was opened: ${reason}`,
      subjects: [
        { module: "record", kind: "entry", id: decision.sealedEntry },
        resolutionRef(decision),
        ...(organisation ? [organisationRef({ id: organisation.id as OrganisationId })] : []),
      ],
      body: { opened: decision.sealedEntry, content, salt, commitment, reason },
      audience: decision.audience,
    },
    changed: [anyOfKind("meetings", "resolution")],
  };
}

interface Opening {
  readonly audience: string;
  readonly reason: string;
  readonly subjects: readonly SubjectRef[];
}

/** What belongs to the item is from now on as public as its title: of an agenda that is still a draft, not at all. */
async function openContent(acting: Acting, itemId: string, opening: Opening): Promise<readonly SubjectRef[]> {
  const { tx, files } = acting;
  await changeItem(tx, itemId, { private: false });
  await setContentAudience(tx, [itemId], opening.audience);
  for (const id of await listPaperIds(tx, itemId))
    await files.setAudience(tx, paperRef(id), opening.audience);
  const closed = await listClosedDecisions(tx, { itemId });
  for (const decision of closed) await proveDecision(acting, decision, opening);
  return closed.map(resolutionRef);
}

/** Each seal is proved by an opening of its own: an entry of the record opens one other. */
async function proveDecision(acting: Acting, decision: ClosedDecision, opening: Opening): Promise<void> {
  const { tx, record, clock, actor } = acting;
  await openDecisionWords(tx, decision.id);
  if (decision.sealedEntry === undefined) return;
  const { content, salt, commitment } = await record.open(tx, decision.sealedEntry);
  await record.write(tx, {
    at: clock.now(),
    capacity: actor.capacity,
    draft: {
      kind: "record.opened",
      summary: `The decision “${decision.title}”, taken in private, was opened with its item: ${opening.reason}`,
      subjects: [
        { module: "record", kind: "entry", id: decision.sealedEntry },
        resolutionRef(decision),
        ...opening.subjects,
      ],
      body: { opened: decision.sealedEntry, content, salt, commitment, reason: opening.reason },
      audience: decision.audience,
    },
  });
}

/** Opening by hand what the record sealed makes it public here: of an item all of it, of a decision its full words. */
export const openedReaction: Reaction = {
  name: "meetings.item-opened",
  to: "record.open-sealed",
  when: "within",
  react: async (acting, act) => {
    const { entry, reason } = act.input;
    if (typeof entry !== "string") return { changed: [] };
    const found = await findSealedItem(acting.tx, entry);
    if (found) {
      const ref = meetingRef({ id: found.meetingId });
      const opening = { audience: found.audience, reason: String(reason), subjects: [ref] };
      return { changed: [ref, ...(await openContent(acting, found.itemId, opening))] };
    }
    const decisions = await listClosedDecisions(acting.tx, { entry });
    for (const one of decisions) await openDecisionWords(acting.tx, one.id);
    return { changed: decisions.map(resolutionRef) };
  },
};
