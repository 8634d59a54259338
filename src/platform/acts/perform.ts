import { createHash } from "node:crypto";
import type { CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  seeAs,
  subjectText,
  type Act,
  type Acting,
  type Actor,
  type Clock,
  type Command,
  type Db,
  type Done,
  type Files,
  type Links,
  type Manifest,
  type PolicyResource,
  type Problem,
  type Reaction,
  type Recorder,
  type SubjectRef,
  type SuccessionOutcome,
  type Viewer,
  type WrittenEntry,
} from "../../kernel/index.ts";
import { noteUntold } from "../changes/store-untold.ts";
import { capacityFor } from "./capacity.ts";
import { findAnswer, keepAnswer, type StoredAnswer } from "./store-answer.ts";
import { checkDeferred } from "./store-rehearsal.ts";

/** What the policies answer. */
export interface Decision {
  readonly allowed: boolean;
  readonly because: readonly string[];
  readonly plain: readonly string[];
}

/** The one authorisation function. */
export type Decide = (question: {
  viewer: Viewer;
  action: string;
  resource?: PolicyResource;
  today: CivilDate;
}) => Decision;

/** What the pipeline stands on; made once by the composition root. */
export interface Stage {
  readonly db: Db;
  readonly clock: Clock;
  readonly manifests: readonly Manifest[];
  readonly decide: Decide;
  readonly recorder: Recorder;
  readonly links: Links;
  readonly files: Files;
  /** Describes these things anew for search, in the act's own transaction. */
  describeAnew(tx: Db, subjects: readonly SubjectRef[]): Promise<void>;
  /** Queues what happens afterwards; rolled back with the act. */
  sendAfterwards(tx: Db, reaction: string, act: Act): Promise<void>;
  /** Told after the commit, so that pages are made anew here and on every other node. */
  onChanged(subjects: readonly SubjectRef[], act?: string): Promise<void>;
}

/** One request to act. */
export interface Asked {
  readonly command: Command;
  readonly viewer: Viewer;
  readonly input: Readonly<Record<string, unknown>>;
  /** A retry with the same key gets the same answer and does nothing twice. */
  readonly idempotencyKey: string;
  /** Key of the seat or office in which the person acts; left out: the most fitting. */
  readonly capacity?: string;
  /** The system itself acts; no policy is asked. */
  readonly system?: Actor;
}

/** A request without the key under which its answer would be kept. */
type Tried = Omit<Asked, "idempotencyKey">;

/**
 * Carries out a command: parse, policies, gates, what is had beforehand, act, record, reactions, one commit.
 *
 * Either everything is there afterwards, entry included, or nothing is.
 *
 * @throws Invalid with every problem of the input; NotFound; NotSignedIn; NotAllowed; Conflict from gates and the command
 */
export async function perform(stage: Stage, asked: Asked): Promise<StoredAnswer> {
  const { command } = asked;
  const parsed = command.schema.safeParse(asked.input);
  if (!parsed.success) throw new Invalid(parsed.error.issues.map(problemFromIssue));
  refuseUnfitKey(asked.idempotencyKey);
  // A retry is not made to wait again for what was had the first time.
  const before = command.prepare && (await findBefore(stage, asked));
  if (before) return before;
  const ready = await readied(stage, asked, parsed.data);
  const changed: SubjectRef[] = [];
  const answer = await stage.db.transaction().execute(async (tx) => {
    const key = keyOf(stage, asked);
    const earlier = await findAnswer(tx, key);
    if (earlier) return earlier;
    const acting = await admit(stage, tx, asked);
    const done = await command.run(acting, ready);
    const { capacity } = acting.actor;
    const entry = await stage.recorder.write(tx, { at: key.at, capacity, draft: done.entry });
    changed.push(...done.entry.subjects, ...(done.changed ?? []));
    changed.push(...(await react(stage, acting, { asked, done, entry })));
    await stage.describeAnew(tx, changed);
    const stored = storedAnswer(done, entry);
    await noteUntold(tx, { act: entry.id, subjects: changed.map(subjectText) });
    await keepAnswer(tx, key, stored);
    return stored;
  });
  if (changed.length > 0) await stage.onChanged(changed, answer.entry);
  return answer;
}

/**
 * What the command runs on. Where it waits for something elsewhere first, that is had with no transaction open, and only for
 * somebody who may do it now.
 */
async function readied(stage: Stage, asked: Tried, input: unknown): Promise<unknown> {
  const { command } = asked;
  if (!command.prepare) return input;
  await stage.db.transaction().execute(async (tx) => await admit(stage, tx, asked));
  return await command.prepare({ clock: stage.clock }, input);
}

async function findBefore(stage: Stage, asked: Asked): Promise<StoredAnswer | undefined> {
  return await stage.db.transaction().execute(async (tx) => await findAnswer(tx, keyOf(stage, asked)));
}

/** Under which the answer of an act is kept; the time is that of the act. */
function keyOf(stage: Stage, asked: Asked): Parameters<typeof keepAnswer>[1] {
  return {
    actor: asked.system ? "system" : asked.viewer.kind === "person" ? asked.viewer.accountId : "visitor",
    key: asked.idempotencyKey,
    command: asked.command.name,
    inputSha256: createHash("sha256")
      .update(fingerprint(keepable(asked)))
      .digest("hex"),
    at: stage.clock.now(),
  };
}

/** What a rehearsal throws to take back what it did. */
class TakenBack extends Error {
  readonly done: Done;

  constructor(done: Done) {
    super("A rehearsal is always taken back.");
    this.done = done;
  }
}

/**
 * Carries a command out and takes all of it back: what it would do, for a page that shows it before anything is done.
 *
 * Parsed, authorised and gated as the act itself would be; no entry is written, nobody is told, nothing happens afterwards.
 *
 * @throws what `perform` would throw
 */
export async function rehearse(stage: Stage, asked: Tried): Promise<Done> {
  const parsed = asked.command.schema.safeParse(asked.input);
  if (!parsed.success) throw new Invalid(parsed.error.issues.map(problemFromIssue));
  const ready = await readied(stage, asked, parsed.data);
  try {
    return await stage.db.transaction().execute(async (tx): Promise<Done> => {
      const acting = await admit(stage, tx, asked);
      const done = await asked.command.run(acting, ready);
      await checkDeferred(tx);
      throw new TakenBack(done);
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.done;
    throw error;
  }
}

function refuseUnfitKey(key: string): void {
  if (key.length >= 8 && key.length <= 200) return;
  const message = `The idempotency key has ${key.length === 1 ? "1 character" : `${key.length} characters`}. Use 8 to 200, different for every act; a UUID is best.`;
  throw new Invalid([{ code: "command.key-length", message }]);
}

/** Everything that an act takes, for somebody whom the policies let do it, unless a gate says that it must wait. */
async function admit(stage: Stage, tx: Db, asked: Tried): Promise<Acting> {
  const acting = actingFor(stage, tx, await authorise(stage, tx, asked));
  await askGates(stage, acting, asked);
  return acting;
}

async function authorise(stage: Stage, tx: Db, asked: Tried): Promise<Actor> {
  if (asked.system) return asked.system;
  const resource = await seeAs(
    tx,
    asked.viewer,
    async (view) => await asked.command.resource(view, asked.input),
  );
  if (!resource)
    throw new NotFound("command.subject-not-found", { message: "There is nothing here by that name." });
  const today = stage.clock.today();
  const decision = stage.decide({ viewer: asked.viewer, action: asked.command.name, resource, today });
  if (!decision.allowed) throw refusalFor(asked.viewer, asked.command, decision);
  return { viewer: asked.viewer, capacity: capacityFor(asked.viewer, resource, asked.capacity) };
}

/** The refusal a viewer gets when the policies say no. */
export function refusalFor(
  viewer: Viewer,
  command: { readonly title: string },
  decision: Decision,
): NotSignedIn | NotAllowed {
  if (viewer.kind === "visitor") {
    return new NotSignedIn("sign-in.needed", {
      message: `Sign in first: nobody can do “${command.title}” without a sign-in.`,
    });
  }
  const why = decision.plain.length > 0 ? ` ${decision.plain.join(" ")}` : "";
  return new NotAllowed("policy.not-allowed", {
    message: `"${command.title}" is not open to the offices and seats you hold.${why} The policies are published at /policies.`,
    facts: { policies: decision.because },
  });
}

function actingFor(stage: Stage, tx: Db, actor: Actor): Acting {
  const today = stage.clock.today();
  return {
    tx,
    actor,
    clock: stage.clock,
    today,
    links: stage.links,
    files: stage.files,
    record: stage.recorder,
    succeed: (ended, on) => succession(stage.manifests, { tx, today }, ended, { on, settle: true }),
  };
}

/** Asks every module what becomes of its things when a body ends; with `settle`, lets them settle what they can. */
export async function succession(
  manifests: readonly Manifest[],
  acting: { readonly tx: Db; readonly today: Acting["today"] },
  ended: SubjectRef,
  detail: { readonly on: Acting["today"]; readonly settle: boolean },
): Promise<readonly SuccessionOutcome[]> {
  const outcomes: SuccessionOutcome[] = [];
  for (const manifest of manifests) {
    for (const rule of manifest.succession ?? []) outcomes.push(...(await rule.onEnd(acting, ended, detail)));
  }
  return outcomes;
}

async function askGates(stage: Stage, acting: Acting, asked: Tried): Promise<void> {
  const reasons: string[] = [];
  for (const manifest of stage.manifests) {
    for (const gate of manifest.gates ?? []) {
      if (gate.before !== asked.command.name) continue;
      reasons.push(...(await gate.reasonsAgainst({ db: acting.tx, today: acting.today }, asked.input)));
    }
  }
  if (reasons.length > 0)
    throw new Conflict("gate.not-ready", { message: `Not ready: ${reasons.join(" ")}`, facts: { reasons } });
}

async function react(
  stage: Stage,
  acting: Acting,
  happened: { asked: Asked; done: Done; entry: WrittenEntry },
): Promise<readonly SubjectRef[]> {
  const { asked, done, entry } = happened;
  const act: Act = {
    command: asked.command.name,
    input: keepable(asked),
    entry: { ...entry, kind: done.entry.kind, subjects: done.entry.subjects },
    on: acting.today,
  };
  const changed: SubjectRef[] = [];
  for (const reaction of reactionsTo(stage.manifests, asked.command.name)) {
    if (reaction.when === "afterwards") await stage.sendAfterwards(acting.tx, reaction.name, act);
    else changed.push(...(await reaction.react(acting, act)).changed);
  }
  return changed;
}

function reactionsTo(manifests: readonly Manifest[], command: string): readonly Reaction[] {
  return manifests
    .flatMap((manifest) => manifest.reactions ?? [])
    .filter((reaction) => reaction.to === command);
}

function storedAnswer(done: Done, entry: WrittenEntry): StoredAnswer {
  return {
    message: done.message,
    href: done.href,
    subject: subjectText(done.subject),
    entry: entry.id,
    json: done.json ?? {},
  };
}

/** A zod issue as a problem beside its field. */
export function problemFromIssue(issue: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string;
}): Problem {
  const field = issue.path.map(String).join(".");
  return { code: `input.${issue.code ?? "invalid"}`, message: issue.message, ...(field && { field }) };
}

/** The input without what is kept nowhere. */
function keepable({ command, input }: Asked): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !command.secrets?.includes(name)));
}

/** The input as one text that does not depend on the order of its keys; a file counts by its bytes. */
function fingerprint(value: unknown): string {
  if (value instanceof Uint8Array) return createHash("sha256").update(value).digest("hex");
  if (Array.isArray(value)) return `[${value.map(fingerprint).join(",")}]`;
  if (typeof value === "object" && value) {
    const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${fingerprint(part)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "absent";
}
