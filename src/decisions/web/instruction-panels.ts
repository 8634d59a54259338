import { anyOfKind, type Asking, type Panel, type PanelModel, type Section } from "../../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../../place/index.ts";
import { listInstructions } from "../store-instructions.ts";
import {
  inForceWords,
  instructionJson,
  instructionTable,
  standingsOn,
  type Standing,
} from "./instruction-list.ts";

/** On a body's page: what it is required to do, and by whom; or what it requires. */
export const organisationInstructionsPanel: Panel = {
  name: "decisions.organisation-instructions",
  on: "organisation",
  order: 45,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const [organisation] = await listOrganisationsById(asking.db, [subject.id]);
    if (!organisation) return undefined;
    const held = await listInstructions(asking.db, { organisationId: organisation.id, illustrative: true });
    const standings = standingsOn(held, asking);
    if (standings.length === 0 && !organisation.keptHere) return undefined;
    const ways: readonly Section[] = organisation.keptHere
      ? [
          {
            kind: "list",
            items: [
              [
                "For those who keep it: ",
                {
                  text: "record an instruction from above",
                  href: `/organisations/${organisation.slug}/instructions/add`,
                },
              ],
            ],
          },
        ]
      : [];
    return modelOf(asking, standings, ways);
  },
};

/** On an area's page: what is required of its bodies. */
export const areaInstructionsPanel: Panel = {
  name: "decisions.area-instructions",
  on: "area",
  order: 45,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const [area] = await listAreasById(asking.db, [subject.id]);
    if (!area) return undefined;
    const standings = standingsOn(
      await listInstructions(asking.db, { areaId: area.id, illustrative: true }),
      asking,
    );
    return standings.length === 0 ? undefined : modelOf(asking, standings, []);
  },
};

function modelOf(asking: Asking, standings: readonly Standing[], sections: readonly Section[]): PanelModel {
  return {
    heading: "Instructions from above",
    answer:
      standings.length === 0
        ? "No instruction from above is recorded here."
        : inForceWords(standings, asking),
    ...(standings.length > 0 && {
      table: instructionTable(standings, {
        name: "instructions",
        caption: "Instructions",
        empty: "None is recorded.",
      }),
    }),
    sections,
    sources: [{ text: "Recorded on this site by the bodies that were addressed" }],
    href: "/instructions",
    subjects: [anyOfKind("decisions", "instruction")],
    json: { instructions: standings.map(instructionJson) },
  };
}
