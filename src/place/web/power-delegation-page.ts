import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  definePage,
  subjectText,
  type Asking,
  type PageModel,
  type Sentence,
} from "../../kernel/index.ts";
import { resourceOfDelegation, successorResource } from "../commands/power-resources.ts";
import type { PublicFunction } from "../function.ts";
import { functionRef } from "../function.ts";
import { isInBeing } from "../in-being.ts";
import { delegationRef, partyName, type Delegation } from "../power-delegation.ts";
import { formatPounds, plainPounds } from "../power-limit.ts";
import type { PowerWorld } from "../power-world.ts";
import { listOrganisationsById } from "../store-organisations.ts";
import { findDelegation, loadPowerWorld, noArea } from "../store-powers.ts";
import { daysInWords, sourceLine } from "../words.ts";
import { stateOf } from "./power-lines.ts";
import { withAt } from "./shared.ts";

export const delegationPage = definePage({
  name: "place.delegation",
  path: "/powers/delegations/:delegation",
  about:
    "One line of a scheme of delegation: who passes what to whom, up to how much, under which law, for which days.",
  params: z.object({ delegation: z.string().max(60) }),
  json: z.object({
    id: z.string(),
    function: z.string(),
    from: z.string(),
    to: z.string(),
    area: z.string().nullable(),
    limitPounds: z.string().nullable(),
    conditions: z.string().nullable(),
    legalBasis: z.string(),
    passesOn: z.boolean(),
    beginsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    lapsed: z.boolean(),
    continues: z.string().nullable(),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const line = await findDelegation(asking.db, params.delegation);
    if (!line) return undefined;
    const world = await loadPowerWorld(asking.db, { at: asking.at, area: noArea });
    const asked = [...world.functions.values()].find((one) => one.id === line.functionId);
    if (!asked) return undefined;
    const [maker] = await listOrganisationsById(asking.db, [line.from.organisationId ?? ""]);
    const resource = resourceOfDelegation(line, maker);
    const taking = line.lapsed ? await successorResource(asking.db, { delegation: line.id }) : undefined;
    const ref = delegationRef(line);
    return {
      title: `${asked.name}: to ${partyName(line.to, world)}`,
      kicker: "Delegation",
      illustrative: line.basis === "illustrative",
      answer: answerOf({ world, line, asked }, asking),
      sections: [{ kind: "facts", heading: "What the line says", facts: factsOf(world, line) }],
      actions: [
        line.lapsed
          ? {
              text: "Take over this lapsed delegation",
              href: `/powers/delegations/${line.id}/take-over`,
              command: "place.transfer-delegation",
              ...(taking && { resource: taking }),
            }
          : {
              text: "End this delegation",
              href: `/powers/delegations/${line.id}/end`,
              command: "place.end-delegation",
              resource,
            },
      ],
      trail: [
        { text: "Powers", href: withAt("/powers", asking) },
        { text: asked.name, href: withAt(`/powers/${asked.slug}`, asking) },
      ],
      sources: [sourceLine(line)],
      subjects: [ref, functionRef(asked), anyOfKind("place", "organisation"), anyOfKind("place", "board")],
      check: `/record/of/${subjectText(ref)}`,
      json: {
        id: line.id,
        function: asked.slug,
        from: partyName(line.from, world),
        to: partyName(line.to, world),
        area: areaOf(world, line)?.slug ?? null,
        limitPounds: line.limit === undefined ? null : plainPounds(line.limit),
        conditions: line.conditions ?? null,
        legalBasis: line.legalBasis,
        passesOn: line.passesOn,
        beginsOn: line.beginsOn,
        endsOn: line.endsOn ?? null,
        lapsed: line.lapsed,
        continues: line.continues ?? null,
      },
    };
  },
});

function areaOf(world: PowerWorld, line: Delegation) {
  return line.areaId === undefined ? undefined : world.areas.get(line.areaId);
}

function answerOf(
  {
    world,
    line,
    asked,
  }: { readonly world: PowerWorld; readonly line: Delegation; readonly asked: PublicFunction },
  asking: Asking,
): Sentence {
  const most = line.limit === undefined ? "" : `, up to ${formatPounds(line.limit)}`;
  const verb = isInBeing(line, asking.at)
    ? "delegates"
    : line.beginsOn > asking.at
      ? "will delegate"
      : "delegated";
  const ended =
    !isInBeing(line, asking.at) && line.beginsOn <= asking.at ? `; it ${stateOf(line, asking.at)}` : "";
  const maker =
    line.from.organisationId === undefined ? undefined : world.bodies.get(line.from.organisationId);
  const name = partyName(line.from, world);
  return [
    maker ? { text: name, href: withAt(`/organisations/${maker.slug}`, asking) } : name,
    ` ${verb} “${asked.name}” to ${partyName(line.to, world)}${most}, from ${formatCivilDate(line.beginsOn)}${ended}.`,
  ];
}

function factsOf(
  world: PowerWorld,
  line: Delegation,
): readonly { readonly label: string; readonly value: Sentence }[] {
  const before = line.continues;
  return [
    { label: "When", value: daysInWords(line) },
    { label: "Area", value: areaOf(world, line)?.name ?? "The whole area of whoever delegates" },
    { label: "Limit", value: line.limit === undefined ? "No limit is stated" : formatPounds(line.limit) },
    { label: "Conditions", value: line.conditions ?? "None is stated" },
    { label: "Legal basis", value: line.legalBasis },
    {
      label: "May be delegated further",
      value: line.passesOn ? "Yes" : "No, beyond its own committees and officers where it is a body",
    },
    ...(line.endReason === undefined ? [] : [{ label: "Why it ended", value: line.endReason }]),
    ...(before === undefined
      ? []
      : [
          {
            label: "Continues",
            value: [
              { text: "the line that lapsed with the body before", href: `/powers/delegations/${before}` },
            ],
          },
        ]),
  ];
}
