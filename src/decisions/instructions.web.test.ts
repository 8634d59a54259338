import { describe, expect, test } from "vitest";
import { actsOn } from "../../test/support/acts.ts";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { refusalsOf } from "../../test/support/meetings.ts";
import type { Person } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";

const app = await startTestApp({ now: "2026-11-24T09:00:00Z", shipped: true });
const icb = "nhs-aldermere-and-the-vale-icb";
const keeperOf = (slug: string): Person =>
  testPerson({ keeps: [organisationIdOf(slug)], illustrative: true });
const secretary = keeperOf(icb);
const officer = keeperOf("aldermere-council");
const stranger = keeperOf("healthwatch-aldermere");
const act = actsOn(app, "decisions", secretary);
const jsonOf = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse((await app.get(path)).text) as Record<string, unknown>;

const given = {
  slug: icb,
  title: "Pause joint posts",
  kind: "letter",
  words: "No joint post is to be filled.",
  giver: "The national office above Aldermere (made up)",
  powerSort: "none",
  givenOn: "2026-11-20",
  untilOn: "2026-12-15",
  addressed: "aldermere-hospitals-nhs-trust",
  touched: "/organisations/aldermere-council",
};
const slug = "pause-joint-posts-2026-11-20";

describe("the made-up instructions", () => {
  test("are in force, on what they cite, and the rule of ninety days is shown as ours (invariants 21 and 22)", async () => {
    const { text } = await app.get("/instructions");
    expect(text).toContain("in force today: one on terms that were accepted and one with no power stated.");
    expect(text).toContain("Our house rule, not law");
    expect(text).toContain("no instruction to a real body is held here yet");
    const letter = (await app.get("/instructions/hold-winter-beds-2026-07-01")).text;
    expect(letter).toContain("By our house rule it was to be looked at again by 29 September 2026");
    expect(letter).toContain("Challenges and their answers, side by side");
  });

  test("are shown as they stood on a day that is asked about (invariant 24)", async () => {
    const then = await jsonOf("/instructions.json?at=2026-03-31");
    expect((then["items"] as { slug: string; state: string }[]).map((one) => [one.slug, one.state])).toEqual([
      ["emergency-oxygen-2025-12-08", "in-force"],
    ]);
    expect((await app.get("/instructions/emergency-oxygen-2025-12-08")).text).toContain(
      "Lapsed after 31 March 2026",
    );
    expect((await app.get("/open-data/tables/decisions.instructions.csv")).text).toContain(
      "areas/aldermere-and-the-vale",
    );
  });

  test("stand on the pages of those they concern", async () => {
    for (const path of [
      "/organisations/aldermere-council",
      `/organisations/${icb}`,
      "/areas/aldermere-and-the-vale",
    ])
      expect((await app.get(path)).text, path).toContain("Hold the number of winter beds");
    expect((await app.get("/search?q=winter+beds")).text).toContain(
      "/instructions/hold-winter-beds-2026-07-01",
    );
  });
});

describe("an instruction", () => {
  test("is recorded with the power it cites, or that it states none, and nothing between (invariant 21)", async () => {
    expect(await refusalsOf(act("record-instruction", { ...given, power: "Some Act" }))).toEqual([
      expect.stringMatching(/^power: You chose that no power is stated/),
    ]);
    expect(await refusalsOf(act("record-instruction", { ...given, powerSort: "law" }))).toEqual([
      expect.stringMatching(/^power: Cite the power/),
    ]);
    expect(
      await refusalsOf(
        act("record-instruction", { ...given, givenOn: "2026-11-25", touched: "nobody-here" }),
      ),
    ).toEqual([expect.stringMatching(/^givenOn: /), expect.stringMatching(/^touched: “nobody-here”/)]);
    await expect(act("record-instruction", given, { viewer: officer })).rejects.toMatchObject({
      status: 403,
    });
    const done = await act("record-instruction", given);
    expect(done.href).toBe(`/instructions/${slug}`);
    expect(done.message).toContain("No power is stated");
    const again = await act("record-instruction", given);
    expect(again.href).toBe(`/instructions/${slug}-2`);
  });

  test("is challenged by a body it touches and by no other, and answered once, beside the challenge (invariant 23)", async () => {
    const challenge = { slug, body: "aldermere-council", words: "Posts are shared; the council pays half." };
    await expect(act("challenge-instruction", challenge, { viewer: stranger })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      act("challenge-instruction", { ...challenge, body: icb }, { viewer: officer }),
    ).rejects.toMatchObject({
      code: "decisions.not-concerned",
    });
    await act("challenge-instruction", challenge, { viewer: officer });
    expect(await jsonOf(`/instructions/${slug}.json`)).toMatchObject({ challenges: 1, unanswered: 1 });
    const answer = {
      slug,
      challenge: "1",
      by: "The national office",
      on: "2026-11-24",
      words: "Half may be filled.",
    };
    expect((await refusalsOf(act("answer-challenge", { ...answer, challenge: "2" })))[0]).toContain(
      "no-such-challenge",
    );
    expect((await refusalsOf(act("answer-challenge", { ...answer, on: "2026-11-23" })))[0]).toMatch(/^on: /);
    await act("answer-challenge", answer);
    expect((await refusalsOf(act("answer-challenge", answer)))[0]).toContain("challenge-answered");
    const { text } = await app.get(`/instructions/${slug}`);
    expect(text).toContain("The national office, 24 November 2026: Half may be filled.");
  });

  test("that is to last names its proposal, which runs a pathway of its own (invariant 25)", async () => {
    expect((await refusalsOf(act("link-instruction", { slug, proposal: "no-such" })))[0]).toMatch(
      /^proposal: /,
    );
    const { rows } = await app.database.pool.query<{ slug: string; title: string }>(
      "select slug, title from decisions.proposal where basis = 'illustrative' order by slug limit 1",
    );
    await act("link-instruction", { slug, proposal: rows[0]!.slug });
    expect(await jsonOf(`/instructions/${slug}.json`)).toMatchObject({
      proposals: [{ title: rows[0]!.title }],
    });
  });

  test("lapses by itself after its last day, or is withdrawn; then nothing more is said to it (invariant 22)", async () => {
    const second = `${slug}-2`;
    await act("review-instruction", { slug: second, words: "Still needed." });
    expect(await jsonOf(`/instructions/${second}.json`)).toMatchObject({
      untilOn: null,
      reviewOn: "2027-02-22",
    });
    const withdrawal = { slug: second, by: "The national office", on: "2026-11-24", words: "By letter." };
    await act("withdraw-instruction", withdrawal);
    expect((await refusalsOf(act("withdraw-instruction", withdrawal)))[0]).toContain("instruction-ended");
    app.setClock("2026-12-16T09:00:00Z");
    expect((await app.get(`/instructions/${slug}`)).text).toContain("Lapsed after 15 December 2026");
    const challenge = { slug, body: "aldermere-council", words: "Too late." };
    expect((await refusalsOf(act("challenge-instruction", challenge, { viewer: officer })))[0]).toContain(
      "instruction-ended",
    );
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
