import {
  Conflict,
  NotFound,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import {
  areaRef,
  findArea,
  keepersOfArea,
  listAreasById,
  listOrganisationsById,
  type Area,
  type Organisation,
} from "../../place/index.ts";
import { claimHref, claimRef, type Claim } from "../claim.ts";
import { priorityHref, priorityRef, type PriorityFile } from "../priority.ts";
import { findClaim } from "../store-claims.ts";
import { findPriority } from "../store-priorities.ts";

type Input = Readonly<Record<string, unknown>>;

const text = (input: Input, name: string): string => (typeof input[name] === "string" ? input[name] : "");

/** The area that a priority is adopted for, for the policies. */
export async function areaResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const area = await findArea(db, text(input, "area"));
  return area && (await resourceOfArea(db, area));
}

/** What the policies are told of an area. */
async function resourceOfArea(db: Db, area: Area): Promise<PolicyResource> {
  const keepers = await keepersOfArea(db, area.id);
  return {
    ref: areaRef(area),
    keepers,
    keptHere: keepers.length > 0,
    illustrative: area.basis === "illustrative",
  };
}

/** The body of an area in whose name somebody acts: their own, else the only one there is. */
export async function keeperActing({ tx, actor }: Acting, area: Area): Promise<Organisation> {
  const keepers = await keepersOfArea(tx, area.id);
  const own =
    keepers.find((id) => id === actor.capacity.organisation?.id) ??
    (keepers.length === 1 ? keepers[0] : undefined);
  const organisation = own && (await listOrganisationsById(tx, [own]))[0];
  if (organisation) return organisation;
  throw new Conflict("priorities.no-keeper", {
    message: `This is done in the name of a body that keeps ${area.name} here. Choose the office in which you act.`,
  });
}

/** A claim, kept by the bodies of its area where it was entered here; nobody keeps a shipped one. */
export async function claimResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const claim = await findClaim(db, text(input, "claim"));
  return claim && (await resourceOfClaim(db, claim));
}

/** What the policies are told of a claim. */
export async function resourceOfClaim(db: Db, claim: Claim): Promise<PolicyResource> {
  const keepers = claim.entered && claim.areaId ? await keepersOfArea(db, claim.areaId) : [];
  return {
    ref: claimRef(claim.slug),
    keepers,
    keptHere: claim.entered !== undefined,
    illustrative: claim.basis === "illustrative",
  };
}

/** A claim that was entered here and stands, with its area, for a command that goes on with it. */
export async function getOwnClaim(
  tx: Db,
  slug: string,
): Promise<{ readonly claim: Claim; readonly area: Area }> {
  const claim = await findClaim(tx, slug);
  const [area] = claim?.areaId ? await listAreasById(tx, [claim.areaId]) : [];
  if (!claim?.entered || !area)
    throw new NotFound("priorities.no-such-claim", { message: `No claim “${slug}” was entered here.` });
  if (claim.withdrawn) throw withdrawnAlready(claim);
  return { claim, area };
}

/** The answer to whoever goes on with a claim that was taken back. */
export function withdrawnAlready({ title }: Claim): Conflict {
  return new Conflict("priorities.claim-withdrawn", {
    message: `The claim “${title}” was withdrawn. Enter it anew if it is made again.`,
  });
}

/** The parts that forms of one claim share. */
export function claimForm(
  claim: Claim,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro">,
): FormModel {
  return {
    ...rest,
    illustrative: claim.basis === "illustrative",
    trail: [
      { text: "Claims", href: "/claims" },
      { text: claim.title, href: claimHref(claim.slug) },
    ],
  };
}

/** A priority, kept by the two bodies that own it. */
export async function priorityResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findPriority(db, text(input, "priority"));
  return file && resourceOfPriority(file);
}

/** What the policies are told of a priority. */
export function resourceOfPriority({ priority }: PriorityFile): PolicyResource {
  return {
    ref: priorityRef(priority),
    keepers: [priority.nhs.body, priority.council.body],
    keptHere: true,
    illustrative: priority.basis === "illustrative",
  };
}

/** The priority of an address, for a command that goes on with it. */
export async function getPriority(tx: Db, slug: string): Promise<PriorityFile> {
  const file = await findPriority(tx, slug);
  if (file) return file;
  throw new NotFound("priorities.no-such-priority", { message: `There is no priority “${slug}” here.` });
}

/** The parts that forms of one priority share. */
export function priorityForm(
  { priority }: PriorityFile,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro" | "values">,
): FormModel {
  return {
    ...rest,
    illustrative: priority.basis === "illustrative",
    trail: [
      { text: "Priorities", href: "/priorities" },
      { text: priority.title, href: priorityHref(priority.slug) },
    ],
  };
}

/** What an act on a priority came to. */
export function priorityDone(
  { priority }: PriorityFile,
  said: {
    readonly message: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Done["entry"]["body"];
  },
): Done {
  return {
    message: said.message,
    href: priorityHref(priority.slug),
    subject: priorityRef(priority),
    entry: {
      kind: said.kind,
      summary: said.summary,
      subjects: [priorityRef(priority), { module: "place", kind: "area", id: priority.areaId }],
      body: said.body,
      audience: priority.audience,
    },
  };
}
