import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import { testDatabase } from "../../test/support/database.ts";
import { factsOf, readCatalogue, observationRules, readShipped, rowsOf } from "../app/catalogue.ts";
import {
  fixedClock,
  instant,
  Invalid,
  NotAllowed,
  NotSignedIn,
  plainText,
  readAs,
  visitor,
  type Asking,
  type Command,
  type Person,
  type SubjectRef,
  type Viewer,
} from "../kernel/index.ts";
import { areaRef, getArea, organisationIdOf, organisationRef, type OrganisationId } from "../place/index.ts";
import { placeModule } from "../place/module.ts";
import { perform, type Asked, type Stage } from "../platform/acts/perform.ts";
import { createLinks } from "../platform/links/store-links.ts";
import { createPolicies } from "../platform/policies/index.ts";
import { createRecorder } from "../record/index.ts";
import { findEntry } from "../record/store-entries.ts";
import { createPurposeModule } from "./module.ts";

const { db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T10:00:00Z"));
const purpose = createPurposeModule({ rules: observationRules() });
const command = purpose.commands?.find((one) => one.name === "purpose.enter-observation") as Command;
const gate = purpose.gates?.find((one) => one.before === "place.end-organisation");
const policyText = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const policies = createPolicies({
  commonText: policyText("../platform/policies/policies.cedar"),
  modules: [{ module: "purpose", text: policyText("policies.cedar") }],
  actions: (purpose.commands ?? []).map(({ name, title }) => ({ name, about: title })),
});
const changed: SubjectRef[] = [];
const noFiles: Stage["files"] = {
  keep: () => Promise.reject(new Error("No figure comes with a file.")),
  listFor: () => Promise.resolve([]),
  setAudience: () => Promise.reject(new Error("No figure comes with a file.")),
};
const stage = {
  db,
  clock,
  manifests: [placeModule, purpose],
  decide: (question: Parameters<typeof policies.decide>[0]) => policies.decide(question),
  recorder: createRecorder(),
  links: createLinks(),
  files: noFiles,
  describeAnew: () => Promise.resolve(),
  sendAfterwards: () => Promise.resolve(),
  onChanged: (subjects: readonly SubjectRef[]) => {
    changed.push(...subjects);
    return Promise.resolve();
  },
};

const council = organisationIdOf("aldermere-council");
const healthwatch = organisationIdOf("healthwatch-aldermere");
const trust = organisationIdOf("aldermere-hospitals-nhs-trust");

function officer(organisationId: string, title = "Officer"): Person {
  const organisation = organisationRef({ id: organisationId as OrganisationId });
  const capacity = { kind: "office", title, organisation } as const;
  const standings = [{ capacity, organisationId, role: "keeper" }] as const;
  return {
    kind: "person",
    accountId: organisationId,
    displayName: "A. Person",
    administrator: false,
    illustrative: true,
    standings,
  };
}

const october = {
  slug: "aldermere",
  indicator: "local.home-within-two-days",
  periodStart: "2026-10-01",
  periodEnd: "2026-10-31",
};
let keys = 0;

async function enter(
  input: Readonly<Record<string, unknown>>,
  viewer: Viewer = officer(council),
): ReturnType<typeof perform> {
  keys += 1;
  const asked: Asked = { command, viewer, input, idempotencyKey: `key-number-${keys}` };
  return await perform(stage, asked);
}

async function asking(at = "2026-11-21"): Promise<Omit<Asking, "db">> {
  const today = civilDate("2026-11-21");
  return {
    viewer: visitor,
    at: civilDate(at),
    atGiven: at !== "2026-11-21",
    today,
    clock,
    whole: false,
    files: noFiles,
    links: createLinks(),
    describe: () => Promise.resolve([]),
  };
}

async function panelOf(
  subject: SubjectRef,
  at?: string,
): Promise<{ answer: string; items: readonly Record<string, unknown>[] } | undefined> {
  const panel = purpose.panels?.find((one) => one.on === subject.kind);
  const rest = await asking(at);
  const model = await readAs(db, visitor, async (seen) => await panel?.load({ ...rest, db: seen }, subject));
  return (
    model && {
      answer: plainText(model.answer),
      items: (model.json as { items: readonly Record<string, unknown>[] }).items,
    }
  );
}

beforeAll(async () => {
  const wanted = ["indicators", "codes-without-place"];
  const due = [
    ...(placeModule.datasets ?? []),
    ...(purpose.datasets ?? []).filter((one) => wanted.includes(one.key)),
  ];
  const files = new Map(readCatalogue().map((file) => [file.key, file]));
  await db.transaction().execute(async (tx) => {
    for (const dataset of due.toSorted((a, b) => a.order - b.order)) {
      const file = files.get(dataset.key)!;
      await dataset.load(tx, rowsOf(readShipped(file).bytes), factsOf(file));
    }
  });
});

beforeEach(async () => {
  await sql`delete from purpose.observation where entered_by is not null`.execute(db);
  changed.length = 0;
});

describe("entering a figure", () => {
  test("shows it on the area's page as made up, with its organisation, and writes an entry", async () => {
    const answer = await enter({ ...october, figure: { kind: "value", value: 94.5 }, note: "Both wards." });
    expect(answer.href).toBe("/outcomes/local.home-within-two-days?area=aldermere");
    const entry = await findEntry(db, answer.entry);
    expect(entry).toMatchObject({
      kind: "purpose.observation-entered",
      summary:
        "Aldermere Council entered a figure: People home within two days of being ready, Aldermere, October 2026: 94.5 per cent.",
      body: {
        figure: { status: "value", value: 94.5 },
        organisation: "aldermere-council",
        unit: "per cent",
        note: "Both wards.",
      },
    });
    const area = await getArea(db, "aldermere");
    const panel = await panelOf(areaRef(area));
    expect(panel?.items).toMatchObject([
      {
        indicator: "local.home-within-two-days",
        status: "value",
        value: 94.5,
        basis: "illustrative",
        dataset: null,
        note: "Both wards.",
        vintage: "kept by aldermere-council",
      },
    ]);
    expect(changed).toContainEqual(areaRef(area));
  });

  test.each(["zero", "no-data", "not-applicable", "suppressed"])(
    "invariant 2: %s stays what it is, from form to panel",
    async (kind) => {
      await enter({ ...october, figure: { kind } });
      const panel = await panelOf(areaRef(await getArea(db, "aldermere")));
      expect(panel?.items).toMatchObject([{ status: kind, value: kind === "zero" ? 0 : null }]);
    },
  );

  test("invariant 8: a correction takes the place of the first figure, and the record keeps both", async () => {
    await enter({ ...october, figure: { kind: "value", value: 49 } });
    await expect(enter({ ...october, figure: { kind: "value", value: 94 } })).rejects.toThrow(
      /You entered 49 per cent for this period on 21 November 2026/,
    );
    const answer = await enter({ ...october, figure: { kind: "value", value: 94 }, corrects: true });
    expect(answer.message).toBe("The figure is now 94 per cent; it was 49 per cent.");
    expect(await findEntry(db, answer.entry)).toMatchObject({
      kind: "purpose.observation-corrected",
      body: { figure: { value: 94 }, replaces: { status: "value", value: 49 } },
    });
    const panel = await panelOf(areaRef(await getArea(db, "aldermere")));
    expect(panel?.items.map((one) => one["value"])).toEqual([94]);
  });

  test("two bodies may give two figures for one period: both stand, side by side", async () => {
    await enter({ ...october, figure: { kind: "value", value: 94 } });
    await enter({ ...october, figure: { kind: "value", value: 71 } }, officer(healthwatch));
    const panel = await panelOf(areaRef(await getArea(db, "aldermere")));
    expect(panel?.items.map((one) => one["value"]).toSorted()).toEqual([71, 94]);
  });

  test("two people of one body at the same moment: one figure, and the second is told", async () => {
    const both = await Promise.allSettled(
      [1, 2].map((value) => enter({ ...october, figure: { kind: "value", value } })),
    );
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const held = await sql<{
      rows: bigint;
    }>`select count(*) as rows from purpose.observation where entered_by is not null`.execute(db);
    expect(held.rows).toEqual([{ rows: 1n }]);
  });

  test("every problem comes at once, and nothing is written", async () => {
    const input = {
      ...october,
      periodStart: "2027-01-31",
      periodEnd: "2027-01-01",
      figure: { kind: "value", value: 400 },
    };
    const refused = await enter(input).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect((refused as Invalid).problems.map((one) => one.field)).toEqual([
      "periodEnd",
      "periodStart",
      "periodEnd",
      "figure",
    ]);
    expect((await panelOf(areaRef(await getArea(db, "aldermere"))))?.items).toEqual([]);
  });

  test("who may: keepers of a body of this area, nobody else", async () => {
    const figure = { kind: "value", value: 1 };
    await expect(enter({ ...october, figure }, visitor)).rejects.toBeInstanceOf(NotSignedIn);
    await expect(enter({ ...october, figure }, officer(trust))).rejects.toBeInstanceOf(NotAllowed);
    await expect(enter({ ...october, slug: "lewisham", figure })).rejects.toBeInstanceOf(NotAllowed);
    const real: Person = { ...officer(council), illustrative: false };
    await expect(enter({ ...october, figure }, real)).resolves.toBeDefined();
  });

  test("the form offers only what bodies here may enter", async () => {
    const form = await command.form?.({
      db,
      viewer: officer(council),
      today: civilDate("2026-11-21"),
      params: { slug: "aldermere" },
    });
    const widget = form?.fields.find((field) => field.name === "indicator")?.widget;
    expect(widget).toMatchObject({ kind: "select", options: [{}, {}, {}] });
    expect(form?.illustrative).toBe(true);
  });
});

describe("invariant 9: a body that ends", () => {
  const end = { slug: "aldermere-council", endsOn: "2026-10-01" };
  const reasons = async (input: object): Promise<readonly string[] | undefined> =>
    await gate?.reasonsAgainst(
      { db, today: civilDate("2026-11-21") },
      input as Readonly<Record<string, unknown>>,
    );

  test("is not ready while it has entered a figure for a later period", async () => {
    await enter({ ...october, figure: { kind: "value", value: 94 } });
    expect(await reasons(end)).toEqual([
      "Aldermere Council has entered one figure here for periods that begin on or after 1 October 2026 (the first: People home " +
        "within two days of being ready, October 2026). Correct it to “not applicable”, or choose a later day.",
    ]);
    expect(await reasons({ ...end, endsOn: "2026-10-02" })).toEqual([]);
    expect(await reasons({ ...end, slug: "healthwatch-aldermere" })).toEqual([]);
  });

  test("is ready once the figure was corrected to not applicable", async () => {
    await enter({ ...october, figure: { kind: "value", value: 94 } });
    await enter({ ...october, figure: { kind: "not-applicable" }, corrects: true });
    expect(await reasons(end)).toEqual([]);
  });

  test("an input that its own form will refuse is left to it", async () => {
    expect(await reasons({ slug: "aldermere-council", endsOn: "31/02/2026" })).toEqual([]);
    expect(await reasons({ slug: "nobody", endsOn: "2026-10-01" })).toEqual([]);
  });
});
