import { anyOfKind, type Acting, type Done, type Json, type Problem } from "../../kernel/index.ts";
import { areaRef, organisationRef, type Area, type Organisation } from "../../place/index.ts";
import { claimHref, claimRef, type Claim, type Definition } from "../claim.ts";
import { verdictFrom } from "../claim-words.ts";
import { listDefinitions } from "../store-claims.ts";
import { tryDefinitions } from "../store-evidence.ts";
import { verdictWords } from "../verdict.ts";
import { windowInWords } from "../window.ts";

/** What an act on a claim came to, with the verdict as it now stands. */
export async function claimDone(
  { tx, today }: Acting,
  act: {
    readonly claim: Claim;
    readonly area: Area;
    readonly keeper: Organisation;
    readonly definition: Definition | undefined;
    readonly kind: string;
    /** What is said to whoever acted; a verdict in small letters. */
    readonly message: (verdict: string) => string;
    readonly summary: string;
    readonly body: Readonly<Record<string, Json>>;
  },
): Promise<Done> {
  const { claim, area, keeper, definition } = act;
  const tried = await tryDefinitions(tx, await listDefinitions(tx, [claim.slug]), today);
  const verdict = verdictFrom(tried);
  return {
    message: act.message(verdictWords[verdict].toLowerCase()),
    href: claimHref(claim.slug),
    subject: claimRef(claim.slug),
    changed: [anyOfKind("priorities", "claim")],
    json: {
      claim: claim.slug,
      verdict,
      ...(definition && { reading: definition.place }),
    },
    entry: {
      kind: act.kind,
      summary: act.summary,
      subjects: [claimRef(claim.slug), areaRef(area), organisationRef(keeper)],
      body: { claim: claim.slug, ...act.body },
    },
  };
}

/** A reading as the record keeps it. */
export function readingJson(definition: Definition): Readonly<Record<string, Json>> {
  const { before, after, later } = definition.windows;
  return {
    reading: definition.label,
    role: definition.role,
    indicator: definition.indicators[0] ?? null,
    subject: definition.subjects[0] ?? null,
    against: definition.against[0] ?? null,
    edition: definition.vintage,
    direction: definition.direction ?? null,
    before: before ? windowInWords(before) : null,
    after: after ? windowInWords(after) : null,
    later: later ? windowInWords(later) : null,
    change: definition.claimed === undefined ? null : String(definition.claimed.change),
  };
}

/** A problem of a field of a claim. */
export function problem(field: string, message: string): Problem {
  return { code: "priorities.claim", field, message };
}
