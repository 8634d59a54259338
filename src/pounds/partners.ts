import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Problem } from "../kernel/index.ts";
import { isCouncil, type Organisation } from "../place/index.ts";
import type { Party, Sector } from "./fund.ts";

/** A body of an agreement that is being made, as far as its rules look at it. */
type Body = Pick<Organisation, "id" | "kind" | "name" | "area" | "basis" | "beginsOn" | "endsOn">;

/** What was typed for a partner, in which field of the form, and the body that has this address; undefined where none has. */
export interface NamedPartner {
  readonly field: string;
  readonly typed: string;
  readonly body: Body | undefined;
}

/**
 * What is wrong with those named as partners of a host, each beside the field that names it.
 *
 * Every partner is a body held here that is in being on the first day, is named once, and is real where the host is real. One
 * council pools with NHS bodies: a second council makes an agreement of its own.
 */
export function partnerProblems(
  host: Body,
  named: readonly NamedPartner[],
  on: CivilDate,
): readonly Problem[] {
  const problem = ({ field }: NamedPartner, message: string): Problem => ({
    code: "pounds.partner",
    field,
    message,
  });
  return named.flatMap((one, place) => {
    const { typed, body } = one;
    if (!body)
      return [problem(one, `No body here has the address “${typed}”. Write the last part of its address.`)];
    if (body.id === host.id) return [problem(one, `“${typed}” is the host. Name the other partners only.`)];
    const before = named.slice(0, place).flatMap((earlier) => earlier.body ?? []);
    if (before.some(({ id }) => id === body.id))
      return [problem(one, `“${typed}” is named twice. Name it once.`)];
    const council = [host, ...before].find(isCouncil);
    return [
      ...(inBeing(body, on) ? [] : [problem(one, notInBeing(body, on))]),
      ...((body.basis === "illustrative") === (host.basis === "illustrative")
        ? []
        : [
            problem(
              one,
              `“${typed}” is ${madeUpOrReal(body)}, and the host is ${madeUpOrReal(host)}. Name bodies that are ${madeUpOrReal(host)} too.`,
            ),
          ]),
      ...(council && isCouncil(body)
        ? [
            problem(
              one,
              `“${typed}” is a second council beside ${council.name}. An agreement here has one: make another with ${body.name}.`,
            ),
          ]
        : []),
    ];
  });
}

/** Whether a body is in being on a day, as far as its first and last day are known. */
export function inBeing({ beginsOn, endsOn }: Pick<Body, "beginsOn" | "endsOn">, on: CivilDate): boolean {
  return (beginsOn === undefined || beginsOn <= on) && (endsOn === undefined || endsOn > on);
}

/** That a body cannot agree to anything on a day. */
export function notInBeing({ name }: Pick<Body, "name">, on: CivilDate): string {
  return `${name} is not in being on ${formatCivilDate(on)}, when the agreement begins. Choose another body or another day.`;
}

function madeUpOrReal({ basis }: Pick<Body, "basis">): string {
  return basis === "illustrative" ? "made up" : "real";
}

/** The area that a fund lies in: the council's, else that of the first partner that has one, else the host's. */
export function areaOf(host: Body, partners: readonly Body[]): Body["area"] {
  const council = [host, ...partners].find(isCouncil);
  return [council, ...partners, host].find((body) => body?.area !== undefined)?.area;
}

/** The bodies as parties, the host first, each under a key of its own by which the books name it. */
export function partiesOf(bodies: readonly Body[]): readonly Omit<Party, "agreementId">[] {
  const held = new Map<string, number>();
  return bodies.map((body, place) => {
    const sector = sectorOf(body);
    const kind = sector === "council" ? "council" : body.kind;
    const count = (held.get(kind) ?? 0) + 1;
    held.set(kind, count);
    const key = count === 1 ? kind : `${kind}-${count}`;
    return { key, organisationId: body.id, name: body.name, sector, host: place === 0 };
  });
}

function sectorOf(body: Body): Sector {
  if (isCouncil(body)) return "council";
  return ["icb", "trust", "ccg", "national-body", "network"].includes(body.kind) ? "nhs" : "other";
}
