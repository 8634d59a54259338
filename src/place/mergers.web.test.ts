import { describe, expect, it } from "vitest";
import { startTestApp } from "../../test/support/app.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

async function json(path: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await app.get(path);
  expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200);
  return JSON.parse(answer.text) as Readonly<Record<string, unknown>>;
}

interface Story {
  readonly on: string;
  readonly councilAreas: number;
  readonly successions: readonly {
    readonly from: string;
    readonly to: string;
    readonly share: number | null;
  }[];
  readonly items: readonly {
    readonly facet: string;
    readonly thing: string;
    readonly outcome: string;
    readonly to: string | null;
    readonly why: string;
  }[];
}

const storyOf = async (slug: string): Promise<Story> =>
  (await json(`/organisations/${slug}/succession.json`)) as unknown as Story;

/** The twelve boards that ended on 1 April 2026. */
const twelve = [
  "nhs-bedfordshire-luton-and-milton-keynes-icb",
  "nhs-buckinghamshire-oxfordshire-and-berkshire-west-icb",
  "nhs-cambridgeshire-and-peterborough-icb",
  "nhs-frimley-icb",
  "nhs-hertfordshire-and-west-essex-icb",
  "nhs-mid-and-south-essex-icb",
  "nhs-norfolk-and-waveney-icb",
  "nhs-north-central-london-icb",
  "nhs-north-west-london-icb",
  "nhs-suffolk-and-north-east-essex-icb",
  "nhs-surrey-heartlands-icb",
  "nhs-sussex-icb",
];

describe("the merger of North Central and North West London", () => {
  it("tells of 13 boroughs, their statutory seats labelled so, codes, partnerships and delegations not known here (invariant 20)", async () => {
    const story = await storyOf("nhs-west-and-north-london-icb");
    expect([story.on, story.councilAreas]).toEqual(["2026-04-01", 13]);
    const of = (facet: string) => story.items.filter((one) => one.facet === facet);
    expect(of("place")).toHaveLength(13);
    expect(of("place").every((one) => one.to === "NHS West and North London ICB")).toBe(true);
    expect(of("seat")).toHaveLength(13);
    expect(of("seat").every((one) => one.why.startsWith("By law at least"))).toBe(true);
    expect(of("delegation").map((one) => one.outcome)).toEqual(["not-known", "not-known"]);
    expect(of("code").every((one) => one.outcome === "ends")).toBe(true);
    expect(of("code").length).toBeGreaterThan(1);
    expect(of("partnership").every((one) => one.outcome === "not-known")).toBe(true);
    expect(of("partnership").length).toBeGreaterThan(5);
  });

  it("is the same story from every body of it", async () => {
    const [west, north] = [
      await storyOf("nhs-north-west-london-icb"),
      await storyOf("nhs-north-central-london-icb"),
    ];
    expect(north.items).toEqual(west.items);
  });

  it("shows the map of London before and after, and leads on from London's page", async () => {
    const page = await app.get("/organisations/nhs-west-and-north-london-icb/succession");
    expect(page.text).toContain("London on 31 March 2026");
    expect(page.text).toContain("London from 1 April 2026");
    const london = await app.get("/areas/london");
    expect(london.text).toContain("/organisations/nhs-west-and-north-london-icb/succession");
  });
});

describe("each of the twelve boards that ended", () => {
  it.each(twelve)("%s has a story by the same code, with shares of all of it", async (slug) => {
    const story = await storyOf(slug);
    expect(story.on).toBe("2026-04-01");
    expect(story.councilAreas).toBeGreaterThan(0);
    const own = story.successions.filter((one) => one.from === slug);
    expect(own.length).toBeGreaterThan(0);
    expect(own.reduce((sum, one) => sum + (one.share ?? 0), 0)).toBeCloseTo(1, 3);
  });

  it("tells of Frimley that networks are left open by the sources, in three systems", async () => {
    const story = await storyOf("nhs-frimley-icb");
    expect(
      new Set(story.successions.filter((one) => one.from === "nhs-frimley-icb").map((one) => one.to)).size,
    ).toBe(3);
    const open = story.items.filter((one) => one.facet === "unsettled");
    expect(open.length).toBeGreaterThan(10);
    expect(open.every((one) => one.outcome === "must-be-asked")).toBe(true);
  });
});

describe("a journalist who moves the date across the merger", () => {
  it("is told of five boards in London before and four since", async () => {
    const count = async (at: string) =>
      (
        (await json(`/index.json?at=${at}`))["panels"] as readonly {
          facts: { boardsInLondon?: number; boardsInEngland?: number };
        }[]
      )
        .map((panel) => panel.facts)
        .find((facts) => facts.boardsInLondon !== undefined);
    expect(await count("2026-03-31")).toMatchObject({ boardsInLondon: 5, boardsInEngland: 42 });
    expect(await count("2026-04-01")).toMatchObject({ boardsInLondon: 4, boardsInEngland: 36 });
  });

  it("sees Barnet under North Central London on its last day and under West and North London from the next", async () => {
    const systems = async (at: string) =>
      ((await json(`/areas/barnet.json?at=${at}`))["liesIn"] as readonly { slug: string; kind: string }[])
        .filter((one) => one.kind === "system")
        .map((one) => one.slug);
    expect(await systems("2026-03-31")).toEqual(["north-central-london"]);
    expect(await systems("2026-04-01")).toEqual(["west-and-north-london"]);
  });

  it("reads of the board that ended and of the one that follows what they were on both days", async () => {
    const text = async (path: string) =>
      (await app.get(path)).text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    expect(await text("/organisations/nhs-north-central-london-icb?at=2026-03-31")).toContain(
      "until 31 March 2026",
    );
    expect(await text("/organisations/nhs-north-central-london-icb?at=2026-04-01")).toContain(
      "until 31 March 2026",
    );
    expect(await text("/organisations/nhs-west-and-north-london-icb?at=2026-03-31")).toContain(
      "from 1 April 2026",
    );
    expect(await text("/areas/west-and-north-london?at=2026-03-31")).toContain(
      "was not in being on 31 March 2026",
    );
    expect(await text("/areas/north-central-london?at=2026-04-01")).toContain(
      "was not in being on 1 April 2026",
    );
    expect(app.errors).toEqual([]);
  });
});

describe("polls and control", () => {
  it("dates Lewisham's past polls by the year only and the next to the day (invariant 18)", async () => {
    const text = (await app.get("/organisations/lewisham-council")).text
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
    expect(text).toContain("in 2026, year only");
    expect(text).toContain("on 2 May 2030");
  });

  it("keeps printed and added-up seats of Kensington and Chelsea 2022 apart (invariant 19)", async () => {
    const panels = (await json("/areas/london.json"))["panels"] as readonly {
      facts: {
        controls?: readonly {
          council: string;
          year: number;
          seatsPrinted: number;
          seatsComputed: number;
          difference: number;
        }[];
      };
    }[];
    const controls = panels.flatMap((panel) => panel.facts.controls ?? []);
    expect(controls).toHaveLength(99);
    expect(
      controls.find((one) => one.council === "kensington-and-chelsea-council" && one.year === 2022),
    ).toMatchObject({
      seatsPrinted: 50,
      seatsComputed: 42,
      difference: 8,
    });
  });

  it("says of a network of Frimley that its system is unsettled, with the candidates", async () => {
    const text = (await app.get("/areas/ascot-pcn")).text;
    expect(text).toContain("unsettled here");
    expect(text).toContain("Thames Valley");
  });
});

describe("an administrator plans a merger by keyboard, without scripts (invariant 21)", () => {
  const plan =
    "bodies=nhs-south-east-london-icb%2C+nhs-south-west-london-icb&on=2027-04-01&into=NHS+South+London+ICB";

  it("sees everything that would come of it before anything is done, and then does it in one act", async () => {
    const admin = await app.signInAdministrator();
    const preview = await admin.get(`/organisations/merge?${plan}`);
    expect(preview.text).toContain("Nothing has been done yet.");
    expect(preview.text).toContain("Its work for South East London");
    expect(preview.text).toContain("NHS South West London ICB board");
    expect((await app.get("/organisations/nhs-south-london-icb")).status).toBe(404);

    const href = /href="(\/organisations\/merge\/confirm\/[^"]+)"/.exec(preview.text)?.[1] ?? "none";
    const form = await admin.get(href);
    expect(form.text).toContain("Nothing has been done yet.");
    const refused = await admin.post(href, {
      bodies: "nhs-south-east-london-icb, nhs-south-west-london-icb",
      on: "2027-04-01",
      into: "NHS South London ICB",
    });
    expect(refused.status).toBe(422);
    const done = await admin.post(href, {
      bodies: "nhs-south-east-london-icb, nhs-south-west-london-icb",
      on: "2027-04-01",
      into: "NHS South London ICB",
      reason: "The order of 2027",
    });
    expect([done.status, done.location]).toEqual([303, "/organisations/nhs-south-london-icb/succession"]);
    const story = await app.get("/organisations/nhs-south-london-icb/succession");
    expect(story.text).toContain("will end on 31 March 2027");
    expect((await app.get("/record")).text).toContain("NHS South London ICB follows");
  });

  it("reads plain refusals beside what was typed", async () => {
    const admin = await app.signInAdministrator();
    const page = await admin.get(
      "/organisations/merge?bodies=nhs-north-central-london-icb&on=2027-04-01&into=nhs-north-central-london-icb",
    );
    expect(page.text).toContain("Nothing ends twice.");
    expect(page.text).toContain("cannot end and follow itself");
  });
});
