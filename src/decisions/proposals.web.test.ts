import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { proposalPages, send } from "../../test/support/proposals.ts";
import { organisationIdOf } from "../place/index.ts";
import { proposalSuccession } from "./succession.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

const { words, json, recordOf, versionOf } = proposalPages(app);
const icb = "nhs-aldermere-and-the-vale-icb";
const beatrix = await app.signIn("beatrix.lonsmere@example.org");
const theodora = await app.signIn("theodora.vance.merrill@example.org");
const administrator = await app.signInAdministrator();
const slug = "one-urgent-care-centre";
const page = `/decisions/${slug}`;

const day = (name: string, on: string): Readonly<Record<string, string>> => {
  const [year = "", month = "", one = ""] = on.split("-");
  return { [`${name}-day`]: one, [`${name}-month`]: month, [`${name}-year`]: year };
};

const given = {
  title: "One urgent care centre",
  what: "Two walk-in centres would become one.",
  kind: "service-change",
  area: "aldermere",
  options: "Keep things as they are\nOne centre at the hospital\nOne centre in the town",
  function: "primary-medical",
  money: "Not more than now.",
};

const gordon = "/decisions/gordon-hospital";
const real = [
  "future-fit",
  "gordon-hospital",
  "improving-healthcare-together",
  "kent-medway-stroke",
  "shaping-a-healthier-future",
  "start-well",
];

describe("the Gordon Hospital story", () => {
  test("says how long temporary was, as a range because only the month of closing is known (invariant 14)", async () => {
    const text = await words(gordon);
    expect(text).toContain(
      "What began as temporary in March 2020 lasted between 1,834 and 1,864 days until the decision on 8 April 2025 (only the month of its beginning is known).",
    );
    expect(text).toContain("It was taken 76 days after the day announced for it, 22 January 2025.");
    expect(await json(`${gordon}.json`)).toMatchObject({ daysTemporary: { min: 1834, max: 1864 } });
  });

  test("as things stood before the decision it was still lasting", async () => {
    expect(await words(`${gordon}?at=2023-10-24`)).toContain(
      "What began as temporary in March 2020 has lasted between 1,302 and 1,332 days (only the month of its beginning is known); no decision that ends it is held here.",
    );
  });

  test("says of nobody that they were not told, and of no body that it failed (invariants 15 and 16)", async () => {
    const text = await words(gordon);
    expect(text).toContain("On which day options were fixed is not known here");
    expect(text).toContain("Not known here");
    expect(text).toContain(
      "We hold nothing that a court, a minister or the Independent Reconfiguration Panel said",
    );
  });
});

test("its pathway shows only what the sources show, nothing that is merely presumed (invariant 15)", async () => {
  expect(await words(`${gordon}/pathway`)).toContain(
    "Of eight steps that the law of 8 April 2025 usually asks for in a change of a health service, the sources held here show one .",
  );
  const { shown, verdict } = await json<{ shown: { title: string }[]; verdict?: string }>(
    `${gordon}/pathway.json`,
  );
  expect(shown.map(({ title }) => title)).toEqual(["Twelve weeks for a consultation, by custom"]);
  expect(verdict).toBeUndefined();
});

describe("every proposal known from sources", () => {
  test.each(real)("%s has no word that judges, on page, pathway and list (invariant 15)", async (slug) => {
    for (const path of [`/decisions/${slug}`, `/decisions/${slug}/pathway`]) {
      const text = await words(path);
      expect(text).not.toMatch(/\b(failed|breach|unlawful|too late|not done|dormant|missing)\b/i);
      expect(text).toContain("known from sources");
    }
    expect(await words(`/decisions/${slug}`)).toContain("Keeping things as they are");
  });

  test("what a page only planned is said to have been planned (invariant 14)", async () => {
    const text = await words("/decisions/improving-healthcare-together");
    expect(text).toContain("No decision is held here.");
    expect(text).toContain("Committees in common meeting set to decide Only that it was planned");
    expect(await words("/decisions/future-fit")).toContain(
      "Decided in January 2019: CCGs choose Shrewsbury for emergency care, Telford for planned care. On 2 October 2019: Secretary of State backs the decision.",
    );
  });
});

describe("the list of proposals", () => {
  test("counts real ones and marks the made-up one", async () => {
    const text = await words("/decisions");
    expect(text).toContain("Six proposals , known from public sources");
    expect(text).toContain("Care at home in place of the Lakeside rehabilitation ward Illustrative");
    expect(await words("/decisions?illustrative=leave-out")).not.toContain("Lakeside");
  });
});

describe("the made-up proposal", () => {
  const lakeside = "/decisions/lakeside-rehabilitation-ward";

  test("was told to three of nine before options were fixed (invariant 16)", async () => {
    const text = await words(lakeside);
    expect(text).toContain(
      "Told before options were fixed on 15 October 2026: 3 of 9 (five after, one with no day entered).",
    );
    expect(await json(`${lakeside}.json`)).toMatchObject({
      toldBefore: { count: 3, of: 9 },
      stage: "involving",
    });
  });

  test("names keeping things as they are first, and says what is not known (invariants 11 and 12)", async () => {
    const text = await words(lakeside);
    expect(text).toMatch(/Options Keep things as they are: the ward stays/);
    expect(text).toContain("Experience of care Not known");
    expect(text).toContain("who may decide this in Aldermere, the most local first");
  });
});

describe("a proposal", () => {
  test("is registered with its options, keeping things as they are first, and what is not known (invariants 11 and 12)", async () => {
    const done = await send(beatrix, `/organisations/${icb}/proposals/add`, {
      ...given,
      ...day("decisionDueOn", "2027-05-27"),
    });
    expect(done.location, done.text).toBe(page);
    const text = await words(page);
    expect(text).toContain("Options Keep things as they are One centre at the hospital");
    expect(text).toContain("Nobody is named to decide it.");
    expect(text).toContain("Inequality Not known");
    expect((await recordOf("decisions.proposal-registered")).at(-1)?.body).toContain(
      "One centre in the town",
    );
  });

  test("takes no second of its title, no area of the real world, no unknown function, each said beside its field", async () => {
    const add = `/organisations/${icb}/proposals/add`;
    expect((await send(beatrix, add, given)).text).toContain("is something called");
    expect((await send(beatrix, add, { ...given, title: "Other", area: "camden" })).text).toContain(
      "never mixed",
    );
    expect((await send(beatrix, add, { ...given, title: "Other", function: "nothing" })).text).toContain(
      "There is no function “nothing” here.",
    );
    expect((await send(theodora, add, given)).status).toBe(403);
    expect((await send(administrator, add, given)).status).toBe(403);
  });

  test("is changed by its own people only, and a version that was not seen is not overwritten", async () => {
    const edit = { ...given, title: given.title, version: "1" };
    expect((await send(theodora, `${page}/edit`, edit)).status).toBe(403);
    expect((await send(beatrix, `${page}/edit`, edit)).status).toBe(303);
    expect((await send(beatrix, `${page}/edit`, edit)).status).toBe(409);
    expect((await send(beatrix, "/decisions/gordon-hospital/edit", edit)).status).toBe(403);
  });

  test("its options are fixed once, even by two at one moment, and then no longer change (invariants 11 and 16)", async () => {
    await send(beatrix, `${page}/tell`, {
      name: "aldermere-council",
      toldOn: "2 November 2026",
      how: "letter",
    });
    await send(beatrix, `${page}/tell`, { name: "the public" });
    const late = await send(beatrix, `${page}/tell`, { name: "healthwatch-aldermere", toldOn: "2027" });
    expect(late.text).toContain("is still to come");
    await beatrix.get(`${page}/fix-options`);
    const both = await Promise.all([
      beatrix.post(`${page}/fix-options`, day("on", "2026-11-20")),
      beatrix.post(`${page}/fix-options`, day("on", "2026-11-20")),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(await words(page)).toContain(
      "Told before options were fixed on 20 November 2026: 1 of 2 (one with no day entered).",
    );
    const edit = { ...given, options: "Another way", version: await versionOf(slug) };
    const refused = await send(beatrix, `${page}/edit`, edit);
    expect(refused.text).toContain("are fixed, so the list no longer changes");
  });

  test("is answered with evidence in one step; a later answer stands in front and the earlier stays (invariant 17)", async () => {
    const ask = `${page}/evidence/consultation.open-date`;
    const refused = await send(beatrix, ask, { answer: "soon", restsOn: "notice" });
    expect(refused.text).toContain("is not a date that we can read");
    const done = await send(beatrix, ask, { answer: "1 February 2027", restsOn: "draft notice" });
    expect(done.location, done.text).toBe(`${page}/pathway`);
    await beatrix.api("/api/decisions/give-evidence", {
      slug,
      fact: "consultation.open-date",
      answer: "8 February 2027",
      restsOn: "notice of 20 November 2026",
      file: { name: "notice.csv", base64: btoa("what,when\nopens,2027-02-08\n") },
    });
    const text = await words(`${page}/pathway`);
    expect(text).toContain("8 February 2027 Notice of 20 November 2026 (file)");
    expect(text).toContain("1 February 2027 Draft notice");
    expect(text).toContain("A later answer stands");
    const { rows } = await app.database.pool.query(
      "select 1 from decisions.answer where fact = 'consultation.open-date' and replaced_by is null and proposal_id = (select id from decisions.proposal where slug = $1)",
      [slug],
    );
    expect(rows).toHaveLength(1);
  });

  test("says what is missing by the law, by itself and by other modules' gates (invariant 19)", async () => {
    const everybody = await words(`${page}/pathway`);
    expect(everybody).toMatch(/\w+ steps that the decision waits for are still to do\./);
    expect(everybody).toContain("The public: no day is entered on which it was told.");
    expect(everybody).toContain("The effect on inequality is not known");
    expect(everybody).toContain("is asked when whoever keeps the proposal moves it on");
    expect(everybody).not.toContain(`${page}/evidence/`);
    expect(await words(`${page}/pathway`, beatrix)).toContain(
      "No other part of this site stands in its way.",
    );
    expect((await beatrix.get(`${page}/pathway`)).text).toContain(`${page}/evidence/`);
  });

  test("is decided with a step open only with the reason, and the record names the steps (invariant 18)", async () => {
    const move = { stage: "decided", version: await versionOf(slug), ...day("on", "2026-11-22") };
    const refused = await send(beatrix, `${page}/move`, move);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("not shown as done");
    expect(refused.text).toContain("say why it was decided all the same");
    const done = await send(beatrix, `${page}/move`, { ...move, reason: "The roof came down." });
    expect(done.status, done.text).toBe(303);
    const entry = (await recordOf("decisions.proposal-moved")).at(-1);
    expect(entry?.summary).toContain("not shown as done:");
    expect(entry?.summary).toContain("Reason: The roof came down.");
    expect(await words(page)).toContain("Now decided.");
    const back = await send(beatrix, `${page}/move`, { stage: "idea", version: await versionOf(slug) });
    expect(back.text).toContain("To decide anew, register a new proposal".replace("To", "to"));
  });
});

test("when the body ends that makes a proposal, somebody must be asked who takes it on", async () => {
  const outcomes = await proposalSuccession.onEnd(
    { tx: app.db, today: civilDate("2026-11-22") },
    { module: "place", kind: "organisation", id: organisationIdOf(icb) },
    { on: civilDate("2027-04-01"), settle: false },
  );
  expect(outcomes.map(({ title, outcome }) => [title, outcome])).toContainEqual([
    "Care at home in place of the Lakeside rehabilitation ward",
    "must-be-asked",
  ]);
});

test.each(["proposals", "events", "partners", "plans"])(
  "the table of %s can be downloaded whole",
  async (name) => {
    const answer = await app.get(`/open-data/tables/decisions.${name}`);
    expect(answer.status, answer.text.slice(0, 200)).toBe(200);
    expect(answer.text.split("\n").length).toBeGreaterThan(2);
  },
);

describe("a plan that somebody has heard of (invariant 20)", () => {
  const about = "/organisations/aldermere-hospitals-nhs-trust/plans/add";
  const heard = {
    title: "The pharmacy is to close on Sundays",
    what: "A notice on the door said so.",
    document: "not-published",
    ...day("askedOn", "2026-11-12"),
  };
  let first = "";

  test("is registered without a name, and none of its words stand in the record", async () => {
    const done = await send(theodora, about, heard);
    expect(done.status, done.text).toBe(303);
    first = done.location ?? "";
    const text = await words(first);
    expect(text).toContain("was asked on 12 November 2026, 10 days ago, says whoever registered it.");
    expect(text).toContain("which nobody has checked");
    const entry = (await recordOf("decisions.plan-registered")).at(-1);
    expect(JSON.stringify(entry)).not.toMatch(/pharmacy|notice/i);
    const { rows } = await app.database.pool.query<{ kept: string }>(
      "select string_agg(answer::text, ' ') as kept from kernel.answered",
    );
    expect(rows[0]?.kept).not.toMatch(/pharmacy/i);
  });

  test("is refused where it holds what looks like personal data", async () => {
    const refused = await send(theodora, about, { ...heard, what: "Dr Okonedo told my mother." });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("a person’s name");
  });

  test("is taken three times a day about one body, and from nobody who has not signed in", async () => {
    for (const _ of [2, 3]) expect((await send(theodora, about, heard)).status).toBe(303);
    const fourth = await send(theodora, about, heard);
    expect(fourth.status).toBe(429);
    expect(fourth.text).toContain("Come back tomorrow");
    expect((await app.get(about)).location).toContain("/sign-in");
  });

  test("is answered by the body asked, taken down by an administrator only, and then none of its words is held", async () => {
    const fergus = await app.signIn("fergus.wintershall@example.org");
    expect((await send(theodora, `${first}/answer`, { answer: "Yes." })).status).toBe(403);
    expect((await send(fergus, `${first}/answer`, { answer: "It is being looked at." })).status).toBe(303);
    expect(await words(first)).toContain("answered here on 22 November 2026, 10 days after it was asked");
    expect((await send(fergus, `${first}/take-down`, { ground: "no-plan" })).status).toBe(403);
    expect((await send(administrator, `${first}/take-down`, { ground: "personal" })).status).toBe(303);
    const text = await words(first);
    expect(text).toContain("Taken down on 22 November 2026 because it named or described a person.");
    expect(text).not.toMatch(/pharmacy|notice on the door/i);
    expect((await app.get("/search?q=pharmacy+Sundays")).text).not.toContain(first);
    expect((await send(administrator, `${first}/take-down`, { ground: "abuse" })).status).toBe(409);
  });
});
