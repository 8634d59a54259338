import type { Capacity, Person, PolicyResource, Viewer } from "../../kernel/index.ts";
import { NotAllowed } from "../../kernel/index.ts";

/** The name under which a standing is chosen in a form: its seat or office. */
export function capacityKey(capacity: Capacity): string {
  return capacity.ref ? `${capacity.ref.module}:${capacity.ref.kind}:${capacity.ref.id}` : capacity.kind;
}

/** Every capacity in which a person could do this, the most fitting first: keepers of the thing, then other offices. */
export function capacitiesOf(person: Person, resource: PolicyResource | undefined): readonly Capacity[] {
  const keepers = resource?.keepers ?? [];
  const fitting = person.standings.filter((standing) => keepers.includes(standing.organisationId));
  const rest = person.standings.filter((standing) => !keepers.includes(standing.organisationId));
  const administrator: readonly Capacity[] = person.administrator
    ? [{ kind: "administrator", title: "Administrator of this site" }]
    : [];
  return [
    ...fitting.map((standing) => standing.capacity),
    ...administrator,
    ...rest.map((standing) => standing.capacity),
  ];
}

/**
 * The capacity in which a viewer acts: the one chosen, else the most fitting.
 *
 * @throws NotAllowed when the chosen one is not held, or the person holds no office, seat or administration at all
 */
export function capacityFor(viewer: Viewer, resource: PolicyResource | undefined, chosen?: string): Capacity {
  if (viewer.kind === "visitor") return { kind: "office", title: "A visitor" };
  const held = capacitiesOf(viewer, resource);
  const found = chosen === undefined ? held[0] : held.find((capacity) => capacityKey(capacity) === chosen);
  if (found) return found;
  if (chosen === undefined) return { kind: "office", title: "A person without office" };
  throw new NotAllowed("command.capacity-not-held", {
    message: "You do not hold the seat or office in which this was to be done. Choose one of your own.",
  });
}
