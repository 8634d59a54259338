import {
  NotFound,
  anyOfKind,
  type Command,
  type Db,
  type Done,
  type Json,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import { boardRef, organisationRef, type BoardId, type OrganisationId } from "../../place/index.ts";
import { plannedHref, plannedRef, type Planned } from "../forward-plan.ts";
import { listPlanned } from "../store-forward-plan.ts";
import { formOn, resourceAt, type FormOn } from "./act.ts";

/** What the policies are told of a planned decision: those who keep its body keep it. */
export function resourceOfPlanned(planned: Planned): PolicyResource {
  return {
    ref: plannedRef(planned),
    keepers: [planned.organisation.id],
    keptHere: true,
    illustrative: planned.basis === "illustrative",
  };
}

async function findPlanned(db: Db, slug: string): Promise<Planned | undefined> {
  return (await listPlanned(db, { slug, illustrative: true }))[0];
}

/** What the policies are told of the planned decision at `slug`. */
export const plannedResource: Command["resource"] = resourceAt(findPlanned, resourceOfPlanned);

/** The planned decision at an address; refuses when there is none. */
export async function getPlanned(db: Db, slug: string): Promise<Planned> {
  const planned = await findPlanned(db, slug);
  if (planned) return planned;
  throw new NotFound("decisions.no-such-plan", {
    message: `Nothing in the forward plan has the address “${slug}”.`,
  });
}

/** The form of an act on a planned decision. */
export const plannedForm: FormOn<Planned> = formOn(findPlanned, ({ title, slug }) => [
  { text: "Forward plan", href: "/forward-plan" },
  { text: title, href: plannedHref(slug) },
]);

/** The end of every act on a planned decision. */
export function plannedDone(
  planned: Planned,
  act: {
    readonly kind: string;
    readonly summary: string;
    readonly message: string;
    readonly body: Readonly<Record<string, Json>>;
    readonly subjects?: readonly SubjectRef[];
  },
): Done {
  return {
    message: act.message,
    href: plannedHref(planned.slug),
    subject: plannedRef(planned),
    entry: {
      kind: `decisions.${act.kind}`,
      summary: act.summary,
      subjects: [
        plannedRef(planned),
        organisationRef({ id: planned.organisation.id as OrganisationId }),
        ...(planned.board ? [boardRef({ id: planned.board.id as BoardId })] : []),
        ...(act.subjects ?? []),
      ],
      body: { planned: planned.slug, ...act.body },
      audience: planned.audience,
    },
    changed: [anyOfKind("decisions", "planned")],
    json: { planned: planned.slug },
  };
}
