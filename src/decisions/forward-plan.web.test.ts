import { describe, expect, test } from "vitest";
import { actsOn } from "../../test/support/acts.ts";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { meetingActs, refusalsOf } from "../../test/support/meetings.ts";
import type { Person } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";

const app = await startTestApp({ now: "2026-11-23T09:00:00Z", shipped: true });
const council = "aldermere-council";
const icb = "nhs-aldermere-and-the-vale-icb";
const keeperOf = (slug: string): Person =>
  testPerson({ keeps: [organisationIdOf(slug)], illustrative: true });
const officer = keeperOf(council);
const act = actsOn(app, "decisions", officer);
const { act: meet, versionOf } = meetingActs(app);

const contract = {
  slug: council,
  title: "Home care contract",
  words: "To let the home care contract for five years.",
  board: "aldermere-cabinet",
  dueFrom: "2026-12-21",
  dueUntil: "2027-01-31",
  keyDecision: "yes",
  documents: "Report of the director of adult social services.",
  contact: "Democratic services",
};
const slug = "home-care-contract-2026-12-21";

describe("the forward plan", () => {
  test("takes a key decision of the executive alone, with what its notice has to say (invariants 26 and 27)", async () => {
    const { documents: _documents, ...bare } = contract;
    expect(await refusalsOf(act("plan-decision", bare))).toEqual([expect.stringMatching(/^documents: /)]);
    expect(
      await refusalsOf(act("plan-decision", { ...contract, board: "aldermere-health-scrutiny-committee" })),
    ).toEqual([expect.stringMatching(/^keyDecision: .*not the executive/)]);
    expect(
      await refusalsOf(
        act(
          "plan-decision",
          { ...contract, slug: icb, board: "aldermere-icb-board" },
          { viewer: keeperOf(icb) },
        ),
      ),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^keyDecision: .*no council/)]));
    await act("set-key-setting", {
      slug: council,
      from: "2026-05-20",
      words: "More than £500,000, or two wards.",
    });
    const done = await act("plan-decision", contract);
    expect(done.message).toContain(
      "27 clear days before it may be decided; 28 are required (SI 2012/2089 reg 9)",
    );
    const page = (await app.get(`/forward-plan/${slug}`)).text;
    expect(page).toContain("More than £500,000, or two wards.");
    expect(page).toContain("earlier only with the general exception");
  });

  test("is one list across boards, of what is announced and of what stands on public agendas (invariant 28)", async () => {
    const { text } = await app.get("/forward-plan");
    expect(text).toContain("Home care contract");
    expect(text).toContain("Neighbourhood health plan");
    expect((await app.get("/forward-plan.csv")).text).toContain("Home care contract");
    const calendar = (await app.get("/forward-plan.ics")).text;
    expect(calendar).toContain("DTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20270201");
    expect((await app.get("/boards/aldermere-cabinet")).text).toContain(`/forward-plan/${slug}`);
    expect((await app.get("/forward-plan.json?at=2026-11-22")).text).not.toContain("Home care contract");
  });

  test("says why notice is shorter, once, and never where it is long enough (invariant 26)", async () => {
    app.setClock("2026-12-07T09:00:00Z");
    const shorter = {
      slug,
      shorter: "general",
      on: "2026-12-07",
      words: "The provider gave notice on 4 December.",
    };
    expect((await refusalsOf(act("note-shorter-notice", { ...shorter, on: "2026-12-08" })))[0]).toMatch(
      /^on: /,
    );
    const done = await act("note-shorter-notice", shorter);
    expect(done.message).toContain("9 clear working days before; 5 are required (reg 10)");
    expect((await refusalsOf(act("note-shorter-notice", shorter)))[0]).toContain("notice-long-enough");
  });

  test("lets go of what was decided, and the decision is linked to its notice (invariant 28)", async () => {
    const settle = { slug, how: "decided", resolution: "aldermere-cabinet-2026-11-17-1" };
    expect((await refusalsOf(act("settle-planned", { ...settle, resolution: "no-such" })))[0]).toMatch(
      /^resolution: /,
    );
    await act("settle-planned", settle);
    expect((await refusalsOf(act("settle-planned", settle)))[0]).toContain("settled-already");
    expect((await app.get("/forward-plan")).text).not.toContain("Home care contract");
    expect((await app.get(`/forward-plan/${slug}`)).text).toContain("entered on 7 December 2026");
    const { rows } = await app.database.pool.query<{ id: string }>(
      "select id from decisions.planned where slug = $1",
      [slug],
    );
    const thread = (await app.get(`/threads/decisions/planned/${rows[0]!.id}`)).text;
    expect(thread).toContain("Section 75 agreement: extension for one year");
  });
});

describe("a key decision at the executive's meeting (invariant 29)", () => {
  const meeting = "aldermere-cabinet-2026-12-21";
  const decide = (item: string, more: Readonly<Record<string, string>> = {}) =>
    meet("decide-motion", { slug: meeting, item, motion: "1", how: "consensus", ...more });
  const library = "library-contract-2026-12-21";
  const again = "home-care-contract-second-2026-12-21";
  const holders = [
    "01|Leader of the council",
    "02|Cabinet member for health and care",
    "03|Cabinet member for finance",
  ];
  const motion = { slug: meeting, words: "That it is let.", movedBy: "Leader of the council" };

  test("waits for the notice that is missing, which is named", async () => {
    app.setClock("2026-12-08T09:00:00Z");
    await meet("plan-meeting", { slug: "aldermere-cabinet", on: "2026-12-21" });
    for (const title of ["Home care contract", "Library contract", "Street lamps", "Bus contract"])
      await meet("add-item", { slug: meeting, title, kind: "decision" });
    await meet("publish-agenda", { slug: meeting, version: await versionOf(meeting) });
    await act("plan-decision", { ...contract, title: "Library contract" });
    await act("plan-decision", { ...contract, title: "Bus contract" });
    await act("plan-decision", { ...contract, title: "Home care contract, second" });
    await act("note-shorter-notice", {
      slug: again,
      shorter: "general",
      on: "2026-12-08",
      words: "The first provider withdrew.",
    });
    app.setClock("2026-12-21T18:00:00Z");
    await meet("take-attendance", {
      slug: meeting,
      presiding: "Leader of the council",
      room: holders,
    });
    for (const item of ["1", "2", "3", "4"]) await meet("move-motion", { ...motion, item });
    expect((await refusalsOf(decide("3", { keyDecision: "yes" })))[0]).toContain(
      "The forward plan holds no notice of the key decision “Street lamps” by Aldermere Council: cabinet; 28 clear days of notice are required (SI 2012/2089 reg 9)",
    );
    expect((await refusalsOf(decide("3", { notice: "no-such" })))[0]).toContain("“no-such” is no notice");
    expect((await decide("3", { keyDecision: "no" })).json).toMatchObject({ outcome: "carried" });
  });

  test("with too few days waits for an exception, even if it is no longer called key; special urgency lets it pass", async () => {
    for (const keyDecision of ["yes", "no"])
      expect((await refusalsOf(decide("2", { keyDecision })))[0]).toContain(
        "The day of the key decision “Library contract” is 21 December 2026. Notice was given on 8 December 2026, 12 clear days before it may be decided; 28 are required",
      );
    await act("note-shorter-notice", {
      slug: library,
      shorter: "special",
      on: "2026-12-21",
      words: "The chair of scrutiny agreed: the roof leaks.",
    });
    expect((await decide("2", { keyDecision: "yes" })).json).toMatchObject({ outcome: "carried" });
  });

  test("does not stop what decides nothing: an amendment, a lost vote, a motion that is withdrawn", async () => {
    const [leader, health, finance] = holders;
    const bus = (number: string, more: Readonly<Record<string, unknown>>) =>
      meet("decide-motion", { slug: meeting, item: "4", motion: number, keyDecision: "yes", ...more });
    await meet("move-motion", { ...motion, item: "4", words: "For three years.", amends: "1" });
    expect((await bus("2", { how: "consensus" })).json).toMatchObject({ outcome: "carried" });
    const [refused] = await refusalsOf(bus("1", { how: "vote", for: [leader, health], against: [finance] }));
    expect(refused).toContain("28 are required");
    expect(refused).toContain(
      "To put it off, record the motion as withdrawn, and put the item on a later agenda once its notice has run.",
    );
    expect(
      await refusalsOf(bus("1", { how: "vote", for: [leader], against: [health], casting: "for" })),
    ).toEqual([refused]);
    expect((await bus("1", { how: "vote", for: [leader], against: [health] })).json).toMatchObject({
      outcome: "tied",
    });
    for (const [number, more, outcome] of [
      ["3", { how: "vote", for: [leader], against: [health, finance] }, "lost"],
      ["4", { how: "withdrawn" }, "withdrawn"],
    ] as const) {
      await meet("move-motion", { ...motion, item: "4" });
      expect((await bus(number, more)).json).toMatchObject({ outcome });
    }
  });

  test("is not let through by a notice that was used already; one that stands for it passes by its exception", async () => {
    expect((await refusalsOf(decide("1", { keyDecision: "yes" })))[0]).toContain(
      "The forward plan holds no notice of the key decision “Home care contract”",
    );
    expect((await refusalsOf(decide("1", { notice: `/forward-plan/${slug}` })))[0]).toContain(
      `“${slug}” is the notice of a decision that was taken, as entered on 7 December 2026. Name the notice of this one.`,
    );
    const decided = await decide("1", { keyDecision: "yes", notice: `/forward-plan/${again}` });
    expect(decided.json).toMatchObject({ outcome: "carried" });
  });
});

describe("a key decision that is taken alone (invariant 29)", () => {
  const grants = {
    slug: council,
    taker: "portfolio-holder",
    office: "Cabinet member for health and care",
    title: "Winter grants",
    words: "To award five grants.",
    decidedOn: "2026-12-21",
    power: "Scheme of delegation, part 3",
    reasons: "Cold weather.",
    alternatives: "Awarding none.",
    interests: "none",
    keyDecision: "yes",
  };
  const record = (more: Readonly<Record<string, string>> = {}) =>
    meet("record-decision", { ...grants, ...more });
  const { board: _board, ...alone } = contract;
  const planned = { ...alone, title: "Winter grants", decider: grants.office, dueFrom: "2027-01-18" };
  const notice = "winter-grants-2027-01-18";
  const missing =
    "The forward plan holds no notice of the key decision “Winter grants” by an office of Aldermere Council; 28 clear days of notice are required (SI 2012/2089 reg 9)";

  test("waits for a notice that names an office, whoever of the executive takes it", async () => {
    for (const taker of ["portfolio-holder", "officer"])
      expect((await refusalsOf(record({ taker })))[0]).toContain(missing);
    // A notice of the cabinet says that the cabinet decides.
    await act("plan-decision", { ...contract, title: "Winter grants", dueFrom: "2027-01-19" });
    const [refused] = await refusalsOf(record());
    expect(refused).toContain(missing);
    expect(refused).toContain("take the decision again once its notice has run");
    expect((await refusalsOf(record({ notice: "winter-grants-2027-01-19" })))[0]).toContain(
      "“winter-grants-2027-01-19” is no notice of a key decision by an office of Aldermere Council",
    );
  });

  test("is asked for nothing where it is no key decision, of a chair's urgent action, or before the regulations", async () => {
    const free: readonly Readonly<Record<string, string>>[] = [
      { keyDecision: "no" },
      { decidedOn: "2012-09-09" },
      { taker: "urgent-action", reportTo: "aldermere-health-and-wellbeing-board" },
    ];
    for (const more of free) expect((await record(more)).json).toHaveProperty("resolution");
  });

  test("is recorded from the first day after 28 clear days, and the record names its notice", async () => {
    await act("plan-decision", planned);
    app.setClock("2027-01-19T09:00:00Z");
    for (const keyDecision of ["yes", "no"])
      expect((await refusalsOf(record({ decidedOn: "2027-01-18", keyDecision })))[0]).toContain(
        "The day of the key decision “Winter grants” is 18 January 2027. Notice was given on 21 December 2026, 27 clear days",
      );
    const done = await record({ decidedOn: "2027-01-19", notice });
    const { rows } = await app.database.pool.query<{ notice: string }>(
      "select body::jsonb->>'notice' as notice from record.entry where kind = 'meetings.decision-recorded' and body::jsonb->>'resolution' = $1",
      [done.json["resolution"]],
    );
    expect(rows).toEqual([{ notice }]);
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
