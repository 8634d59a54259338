import { formatCivilDate } from "@concordat/calendar";
import { isUuid, type Gate } from "../kernel/index.ts";
import { listOrganisationsById } from "./store-organisations.ts";

/** An office is given in a body that is in being. */
function inBeing(before: "identity.give-office" | "identity.add-account"): Gate {
  return {
    name: `place.in-being-before-${before.slice("identity.".length)}`,
    before,
    reasonsAgainst: async ({ db, today }, input): Promise<readonly string[]> => {
      const id = input["organisation"];
      if (typeof id !== "string" || !isUuid(id)) return [];
      const [organisation] = await listOrganisationsById(db, [id]);
      if (organisation?.endsOn === undefined || organisation.endsOn > today) return [];
      return [
        `${organisation.name} ended on ${formatCivilDate(organisation.endsOn)}, so nobody can be given an office in it. Choose a body that is in being; its page says what followed it.`,
      ];
    },
  };
}

/** What stands before the acts of lower modules. */
export const placeGates: readonly Gate[] = [inBeing("identity.give-office"), inBeing("identity.add-account")];
