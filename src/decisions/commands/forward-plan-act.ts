import {
  NotFound,
  anyOfKind,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Json,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import { boardRef, organisationRef, type BoardId, type OrganisationId } from "../../place/index.ts";
import { plannedHref, plannedRef, type Planned } from "../forward-plan.ts";
import { listPlanned } from "../store-forward-plan.ts";
import { slugIn } from "./proposal-act.ts";

type Input = Readonly<Record<string, unknown>>;

/** What the policies are told of a planned decision: those who keep its body keep it. */
export function resourceOfPlanned(planned: Planned): PolicyResource {
  return {
    ref: plannedRef(planned),
    keepers: [planned.organisation.id],
    keptHere: true,
    illustrative: planned.basis === "illustrative",
  };
}

/** What the policies are told of the planned decision at `slug`. */
export async function plannedResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const [planned] = await listPlanned(db, { slug: slugIn(input), illustrative: true });
  return planned && resourceOfPlanned(planned);
}

/** The planned decision at an address; refuses when there is none. */
export async function getPlanned(db: Db, slug: string): Promise<Planned> {
  const [planned] = await listPlanned(db, { slug, illustrative: true });
  if (planned) return planned;
  throw new NotFound("decisions.no-such-plan", {
    message: `Nothing in the forward plan has the address “${slug}”.`,
  });
}

/** Whether a body has an executive that takes key decisions. */
export function isCouncil({ kind }: { readonly kind: string }): boolean {
  return kind === "council" || kind === "district-council";
}

/** The form of an act on a planned decision. */
export function plannedForm(
  form: (planned: Planned, asking: FormAsking) => Omit<FormModel, "illustrative" | "trail">,
): NonNullable<Command["form"]> {
  return async (asking) => {
    const [planned] = await listPlanned(asking.db, { slug: asking.params["slug"] ?? "", illustrative: true });
    return (
      planned && {
        ...form(planned, asking),
        illustrative: planned.basis === "illustrative",
        trail: [
          { text: "Forward plan", href: "/forward-plan" },
          { text: planned.title, href: plannedHref(planned.slug) },
        ],
      }
    );
  };
}

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
