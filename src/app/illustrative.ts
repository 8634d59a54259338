import { civilDate, type CivilDate } from "@concordat/calendar";
import { createAccount, findAccount, findAccountByEmail, giveOffice } from "../identity/index.ts";
import { uuidOfName, type Clock, type Db, type SubjectRef } from "../kernel/index.ts";
import { listOrganisationChoices, organisationIdOf } from "../place/index.ts";
import { readCatalogue, readShipped, rowsOf } from "./catalogue.ts";

type Given = Readonly<Record<string, string>>;

/**
 * Gives the made-up people of the illustrative place their accounts and offices, once; they have no passwords.
 *
 * An administrator opens a one-time sign-in link for one of them on the page of people. What was changed since is left alone.
 */
export async function loadIllustrativePeople(ports: {
  readonly db: Db;
  readonly clock: Clock;
}): Promise<number> {
  const people = shippedRows("illustrative-people").filter((person) => person["sign_in"] === "yes");
  const offices = shippedRows("illustrative-offices");
  const boardOf = boardNames();
  return await ports.db.transaction().execute(async (tx) => {
    const organisations = new Map((await listOrganisationChoices(tx)).map((one) => [one.id, one]));
    let made = 0;
    for (const person of people) {
      const id = uuidOfName(`identity:account:${person["slug"]!}`);
      // One that an administrator closed stays closed.
      if ((await findAccount(tx, id)) ?? (await findAccountByEmail(tx, person["email"]!))) continue;
      const account = await createAccount(
        tx,
        {
          id,
          email: person["email"]!,
          displayName: person["name"]!,
          administrator: false,
          illustrative: true,
        },
        ports.clock.now(),
      );
      for (const office of officesOf(person, offices, boardOf)) {
        const organisation = organisations.get(organisationIdOf(office.organisation));
        if (!organisation) continue;
        await giveOffice(
          tx,
          {
            account,
            organisation,
            title: office.title,
            role: "keeper",
            beginsOn: office.beginsOn,
            ...(office.seat && { seat: office.seat }),
          },
          ports.clock.now(),
        );
      }
      made += 1;
    }
    return made;
  });
}

/** The board that a seat belongs to, by the seat's slug. */
function boardNames(): ReadonlyMap<string, string> {
  const names = new Map(shippedRows("illustrative-boards").map((board) => [board["slug"]!, board["name"]!]));
  return new Map(
    shippedRows("illustrative-seats").map((seat) => [
      seat["slug"]!,
      names.get(seat["board"]!) ?? seat["board"]!,
    ]),
  );
}

interface HeldOffice {
  readonly organisation: string;
  readonly title: string;
  readonly beginsOn: CivilDate;
  readonly seat?: SubjectRef;
}

/** One standing for each seat, and one for an office without a seat; each with the bodies it answers to. */
function officesOf(
  person: Given,
  offices: readonly Given[],
  boardOf: ReadonlyMap<string, string>,
): readonly HeldOffice[] {
  return offices
    .filter((office) => office["person"] === person["slug"] && office["ends_on"] === "")
    .flatMap((office) => {
      const bodies = [office["organisation"], office["also_answers_to"]].filter((slug): slug is string =>
        Boolean(slug),
      );
      return bodies.map((organisation) => ({
        organisation,
        title: office["seat"]
          ? `${office["title"]!}, seat on ${boardOf.get(office["seat"])!}`
          : office["title"]!,
        beginsOn: civilDate(office["begins_on"] || "2022-07-01"),
        ...(office["seat"] && { seat: { module: "place" as const, kind: "seat", id: office["seat"] } }),
      }));
    });
}

function shippedRows(key: string): readonly Given[] {
  const file = readCatalogue().find((one) => one.key === key);
  if (!file) throw new Error(`data/catalogue.yaml has no entry "${key}".`);
  return rowsOf(readShipped(file).bytes);
}
