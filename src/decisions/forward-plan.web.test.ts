import { describe, expect, test } from "vitest";
import { actsOn } from "../../test/support/acts.ts";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { refusalsOf } from "../../test/support/meetings.ts";
import type { Person } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";

const app = await startTestApp({ now: "2026-11-23T09:00:00Z", shipped: true });
const council = "aldermere-council";
const icb = "nhs-aldermere-and-the-vale-icb";
const keeperOf = (slug: string): Person =>
  testPerson({ keeps: [organisationIdOf(slug)], illustrative: true });
const officer = keeperOf(council);
const act = actsOn(app, "decisions", officer);

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

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
