import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { proposalPages, send } from "../../test/support/proposals.ts";
import type { Answer } from "../../test/support/test-browser.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const { words, json, recordOf, versionOf } = proposalPages(app);
const beatrix = await app.signIn("beatrix.lonsmere@example.org");
const theodora = await app.signIn("theodora.vance.merrill@example.org");
const icb = "nhs-aldermere-and-the-vale-icb";
const gordon = "/decisions/gordon-hospital";
const given = {
  title: "Walk-in centre",
  what: "Two walk-in centres would become one.",
  kind: "service-change",
  area: "aldermere",
  options: "One centre at the hospital",
  function: "primary-medical",
};

describe("who decides a proposal (invariant 13)", () => {
  const who = "/decisions/walk-in-centre/decider";
  const about = "/decisions/walk-in-centre";
  const partnership = "board:aldermere-place-partnership";
  const name = async (fields: Readonly<Record<string, string>>): Promise<Answer> =>
    await send(beatrix, who, { ...fields, version: await versionOf("walk-in-centre") });
  const summariesOf = async (kind: string): Promise<readonly string[]> =>
    (await recordOf(kind)).map(({ summary }) => summary);
  const isTakenBack = (summary: string): boolean => summary.includes("no longer stands");
  const change = async (fields: Readonly<Record<string, string>>): Promise<string> => {
    const said = { ...given, ...fields, version: await versionOf("walk-in-centre") };
    expect((await send(beatrix, `${about}/edit`, said)).status).toBe(303);
    return await words(about);
  };

  test("is offered from those to whom a power leads, the most local first, with provision and chain", async () => {
    await send(beatrix, `/organisations/${icb}/proposals/add`, given);
    const form = await words(who, beatrix);
    expect(form).toMatch(
      /Aldermere Place Partnership \(the most local\) .*NHS Act 2006 s65Z5.*up to £500,000.*NHS Aldermere and the Vale ICB/,
    );
    expect(form).not.toContain("Aldermere Council");
    expect(await words(about)).toMatch(/Aldermere Place Partnership .*The most local No .*Less local No/);
    expect(await words(`${about}/pathway`)).toContain("Nobody is named to decide it. See who may .");
  });

  test("is never somebody outside the chain, whatever is sent", async () => {
    for (const decider of ["board:aldermere-cabinet", "organisation:aldermere-council", "nobody"])
      expect((await name({ decider, higherWhy: "It asked." })).text).toContain(
        "is not among those who may decide this in Aldermere, as held here",
      );
    expect((await name({})).text).toContain("Choose who decides it.");
    expect((await send(theodora, who, { decider: partnership, version: "1" })).status).toBe(403);
  });

  test("and is not the most local: the reason is asked for, and stands on the page and in the record", async () => {
    const wider = { decider: "board:aldermere-icb-board" };
    const refused = await name(wider);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Say why it is not Aldermere Place Partnership.");
    expect((await name({ ...wider, higherWhy: "One contract holds both." })).location).toBe(about);
    const text = await words(about);
    expect(text).toContain("NHS Aldermere and the Vale ICB: board of NHS Aldermere and the Vale ICB");
    expect(text).toContain("Why not more locally One contract holds both.");
    expect((await recordOf("decisions.decider-named")).at(-1)).toMatchObject({
      summary: expect.stringContaining("Why not more locally: One contract holds both.") as string,
      body: expect.stringContaining("NHS Act 2006") as string,
    });
    expect(await json(`${about}.json`)).toMatchObject({ higherWhy: "One contract holds both." });
  });

  test("has to be named anew once the proposal is for more than they may decide", async () => {
    expect((await name({ decider: partnership })).location).toBe(about);
    expect(await change({ amount: "£499,999.99" })).toContain("The most local Yes");
    const text = await change({ amount: "500000.01" });
    expect(text).toContain("Nobody is named to decide it.");
    expect(await summariesOf("decisions.proposal-changed")).toContain(
      "What is said of the proposal “Walk-in centre” was changed. Aldermere Place Partnership no longer stands as who decides it.",
    );
    expect(text).not.toMatch(/Aldermere Place Partnership Aldermere/);
    expect((await name({ decider: partnership })).text).toContain("is not among those who may decide this");
  });

  test("is named with its source where who may cannot be told, and what is missing is said", async () => {
    expect(await change({ function: "" })).toContain("Not held here: which function it exercises");
    const other = { otherDecider: "aldermere-council" };
    expect((await name({})).text).toContain("Name who decides under “Somebody who is not listed”");
    expect((await name(other)).text).toContain("Say where it is written that “aldermere-council” may");
    expect((await name({ otherDecider: "camden-council", otherSource: "Its constitution" })).text).toContain(
      "never mixed",
    );
    expect((await name({ ...other, otherSource: "Its constitution of May 2026." })).location).toBe(about);
    expect(await summariesOf("decisions.decider-named")).toContain(
      "Aldermere Council is named to decide the proposal “Walk-in centre”. Source: Its constitution of May 2026.",
    );
    const text = await words(about);
    expect(text).toContain("To be decided by Aldermere Council");
    expect(text).toContain(
      "On whose word Its constitution of May 2026. We could not tell here whether it may. Not held here: which function it exercises, since the proposal does not say.",
    );
    expect(await change({})).toContain("Nobody is named to decide it.");
    const sent = await beatrix.api("/api/decisions/name-decider", {
      slug: "walk-in-centre",
      version: await versionOf("walk-in-centre"),
      ...other,
      otherSource: "Its constitution",
    });
    expect(sent.text).toContain("Who may decide it is held here");
  });

  test("may do so for the whole, not for a part only: somebody for a part needs the reason", async () => {
    await change({ function: "s117-aftercare", area: "aldermere-and-the-vale" });
    expect(await words(who, beatrix)).toMatch(
      /NHS Aldermere and the Vale ICB \(the most local\) By law: .*Aldermere Council By law: [^;]*; for Aldermere only/,
    );
    const part = { decider: "organisation:aldermere-council" };
    expect((await name(part)).text).toContain(
      "Aldermere Council may decide it for Aldermere only. Say why it is not NHS Aldermere and the Vale ICB.",
    );
    expect((await name({ ...part, higherWhy: "All who need it live there." })).location).toBe(about);
    expect(await words(about)).toContain("For a part only Yes");
    const { mayDecide } = await json<{ mayDecide: { deciders: unknown[] } }>(`${about}.json`);
    expect(mayDecide.deciders).toContainEqual(
      expect.objectContaining({ part: "Aldermere", mostLocal: false }),
    );
  });

  test("is asked of the day of the decision, and stands once it is decided, whatever is changed then", async () => {
    await change({});
    expect((await name({ decider: partnership })).location).toBe(about);
    const decide = async (
      on: readonly string[],
      more: Readonly<Record<string, string>> = {},
    ): Promise<Answer> =>
      await send(beatrix, `${about}/move`, {
        stage: "decided",
        version: await versionOf("walk-in-centre"),
        "on-year": on[0]!,
        "on-month": on[1]!,
        "on-day": on[2]!,
        ...more,
      });
    expect((await decide(["2022", "08", "31"])).text).toContain("naming who may decide it");
    const today = (await decide(["2026", "11", "22"])).text;
    expect(today).toContain("not shown as done");
    expect(today).not.toContain("naming who may decide it");
    expect((await decide(["2026", "11", "22"], { reason: "The roof came down." })).status).toBe(303);
    const takenBack = (await summariesOf("decisions.proposal-changed")).filter(isTakenBack);
    expect(await change({ amount: "£500,000.01" })).toContain("To be decided by Aldermere Place Partnership");
    expect((await summariesOf("decisions.proposal-changed")).filter(isTakenBack)).toEqual(takenBack);
  });

  test("of one known from sources is what its sources say", async () => {
    const text = await words(gordon);
    expect(text).toContain("Decided by, as far as known");
    expect(text).not.toContain("How local");
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
