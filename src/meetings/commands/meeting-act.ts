import {
  capital,
  Conflict,
  NotFound,
  anyOfKind,
  assert,
  organisationAudience,
  slugIn,
  subjectText,
  type Acting,
  type Audience,
  type Command,
  type Db,
  type Done,
  type EntryDraft,
  type FormAsking,
  type FormModel,
  type Json,
  type PolicyResource,
  type Provenance,
  type SubjectRef,
} from "../../kernel/index.ts";
import { boardRef, organisationRef, staleVersion, type OrganisationId } from "../../place/index.ts";
import { isInSession, isOver, meetingRef, meetingTitle, type Meeting } from "../meeting.ts";
import type { Item } from "../item.ts";
import { changeMeeting } from "../store-change.ts";
import { listItems } from "../store-items.ts";
import { findMeeting, lockMeeting } from "../store-meetings.ts";

type Input = Readonly<Record<string, unknown>>;

/** What the policies are told of the meeting at `slug`, where the reader of `db` may see it. */
export async function meetingResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const meeting = await findMeeting(db, slugIn(input));
  return meeting && resourceOfMeeting(meeting);
}

/** What the policies are told of a meeting: those who keep the board's organisation keep it, else those who planned it. */
export function resourceOfMeeting(meeting: Meeting): PolicyResource {
  return {
    ref: meetingRef(meeting),
    keepers: meeting.keeperId ? [meeting.keeperId] : [],
    keptHere: meeting.keptHere,
    illustrative: meeting.basis === "illustrative",
  };
}

/** The meeting at an address; refuses when there is none. */
export async function getMeeting(db: Db, slug: string): Promise<Meeting> {
  const meeting = await findMeeting(db, slug);
  if (!meeting)
    throw new NotFound("meetings.no-such-meeting", { message: `There is no meeting “${slug}” here.` });
  return meeting;
}

/**
 * The meeting that an act changes, held still until the act is over.
 *
 * @param seen the version that was seen, where something would be overwritten
 * @throws Conflict when it is only known from a source, or somebody changed it since
 */
export async function meetingToChange(acting: Acting, slug: string, seen?: number): Promise<Meeting> {
  await lockMeeting(acting.tx, slug);
  const meeting = await getMeeting(acting.tx, slug);
  refuseFromSource(meeting);
  if (seen !== undefined && seen !== meeting.version) throw staleVersion(meetingTitle(meeting));
  return meeting;
}

/** A meeting that a source tells of is the source's, not ours to change. */
function refuseFromSource(meeting: Meeting): void {
  if (meeting.keptHere) return;
  throw new Conflict("meetings.known-from-source", {
    message: `What is held of the meeting of ${meetingTitle(meeting)} is what its source says. Only meetings planned on this site are changed here.`,
  });
}

/** Refuses where a meeting is over. */
export function refuseOver(meeting: Meeting): void {
  if (!isOver(meeting)) return;
  throw new Conflict("meetings.over", {
    message: `The meeting of ${meetingTitle(meeting)} is over or will not be held; its agenda no longer changes.`,
  });
}

/** Refuses business outside a session. */
export function refuseNotInSession(meeting: Meeting): void {
  if (isInSession(meeting)) return;
  throw new Conflict("meetings.not-in-session", {
    message: `The meeting of ${meetingTitle(meeting)} is not in session. Record who is there first; after it is closed nothing more is recorded.`,
  });
}

/** The item at a position of a meeting. */
export async function getItem(db: Db, meeting: Meeting, position: number): Promise<Item> {
  const item = (await listItems(db, meeting.id)).find((one) => one.position === position);
  if (!item)
    throw new NotFound("meetings.no-such-item", {
      message: `There is no item ${position} on the agenda of ${meetingTitle(meeting)}.`,
    });
  return item;
}

/** The audience of what only those who keep the meeting see. */
export function ownAudience(meeting: Pick<Meeting, "keeperId">): Audience {
  // Without a keeper a draft would be everybody's.
  assert(meeting.keeperId !== undefined, "a meeting that is kept here has a keeper");
  return organisationAudience(meeting.keeperId);
}

/** The audience of what is said on an item: as the item, and of a private one the organisation alone. */
export function contentAudience(meeting: Meeting, item: Item): string {
  return item.private ? ownAudience(meeting) : item.audience;
}

/** Where a fact comes from that somebody entered at or for a board. */
export function enteredHere(acting: Acting, of: { readonly basis: Provenance["basis"] }): Provenance {
  return {
    source: `Entered on this site: ${acting.actor.capacity.title}`,
    seen: acting.today,
    basis: of.basis === "illustrative" ? "illustrative" : "kept-here",
  };
}

/** What was done to a meeting. */
export interface MeetingAct {
  readonly kind: string;
  readonly summary: string;
  readonly body: Readonly<Record<string, Json>>;
  /** Who may read the entry; left out: who sees the meeting. */
  readonly audience?: string;
  readonly sealed?: EntryDraft["sealed"];
  readonly message?: string;
  readonly href?: string;
  readonly subjects?: readonly SubjectRef[];
  readonly changed?: readonly SubjectRef[];
  readonly json?: Readonly<Record<string, unknown>>;
}

/** The end of every act on a meeting: its entry, and the pages that are stale; counts the meeting's version. */
export async function meetingDone(acting: Acting, meeting: Meeting, act: MeetingAct): Promise<Done> {
  await changeMeeting(acting.tx, meeting, {});
  return meetingActed(meeting, act);
}

/** The same, where the act has counted the version itself. */
export function meetingActed(meeting: Meeting, act: MeetingAct): Done {
  const ref = meetingRef(meeting);
  const { organisationId } = meeting.board;
  return {
    message: act.message ?? act.summary,
    href: act.href ?? `/meetings/${meeting.slug}`,
    subject: ref,
    entry: {
      kind: act.kind,
      summary: act.summary,
      subjects: [
        ref,
        boardRef(meeting.board),
        ...(organisationId ? [organisationRef({ id: organisationId as OrganisationId })] : []),
        ...(act.subjects ?? []),
      ],
      body: { meeting: meeting.slug, ...act.body },
      audience: act.audience ?? meeting.audience,
      ...(act.sealed && { sealed: act.sealed }),
    },
    changed: [anyOfKind("meetings", "meeting"), ...(act.changed ?? [])],
    json: { meeting: meeting.slug, version: meeting.version + 1, ...act.json },
  };
}

function trailTo(meeting: Meeting, item?: Item): NonNullable<FormModel["trail"]> {
  return [
    { text: "Meetings", href: "/meetings" },
    { text: meetingTitle(meeting), href: `/meetings/${meeting.slug}` },
    ...(item
      ? [
          {
            text: `Item ${item.position}: ${item.title}`,
            href: `/meetings/${meeting.slug}/items/${item.position}`,
          },
        ]
      : []),
  ];
}

/** The address of the record of a thing. */
export function recordOf(ref: SubjectRef): string {
  return `/record/of/${subjectText(ref)}`;
}

type FormOf = Omit<FormModel, "illustrative" | "trail">;
type FormMaybe = FormOf | undefined | Promise<FormOf | undefined>;

/** The form of an act on a meeting that is kept here; none where there is no such meeting, a refusal where a source tells of it. */
export function onMeeting(
  form: (meeting: Meeting, asking: FormAsking) => FormMaybe,
): NonNullable<Command["form"]> {
  return async (asking) => {
    const meeting = await meetingOfForm(asking);
    const model = meeting && (await form(meeting, asking));
    return model && framed(model, meeting);
  };
}

/** The same of an act on an item of its agenda. */
export function onItem(
  form: (found: { readonly meeting: Meeting; readonly item: Item }, asking: FormAsking) => FormMaybe,
): NonNullable<Command["form"]> {
  return async (asking) => {
    const meeting = await meetingOfForm(asking);
    const item =
      meeting &&
      (await listItems(asking.db, meeting.id)).find((one) => String(one.position) === asking.params["item"]);
    const model = item && (await form({ meeting, item }, asking));
    return model && framed(model, meeting, item);
  };
}

async function meetingOfForm({ db, params }: FormAsking): Promise<Meeting | undefined> {
  const meeting = await findMeeting(db, params["slug"] ?? "");
  if (meeting) refuseFromSource(meeting);
  return meeting;
}

/** With its way back, and whether it is made up. */
function framed(form: FormOf, meeting: Meeting, item?: Item): FormModel {
  return { ...form, illustrative: meeting.basis === "illustrative", trail: trailTo(meeting, item) };
}

/** Choices of a form from labels. */
export function choicesOf(
  labels: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly text: string }[] {
  return Object.entries(labels).map(([value, text]) => ({ value, text: capital(text) }));
}

/** The hidden field with the version that was seen. */
export const versionField = { name: "version", widget: { kind: "hidden" } } as const;
