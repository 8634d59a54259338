import { describe, expect, it } from "vitest";
import { testCore, testPerson } from "../../test/support/core.ts";
import { shippedDatabase } from "../../test/support/shipped.ts";
import {
  Conflict,
  Invalid,
  NotAllowed,
  fixedClock,
  instant,
  plainText,
  visitor,
  type Asking,
} from "../kernel/index.ts";
import { civilDate } from "@concordat/calendar";
import { organisationIdOf } from "./slug-id.ts";
import { findBoard } from "./store-boards.ts";
import { listMembers, listSeats } from "./store-seats.ts";
import { boardPage } from "./web/board-page.ts";
import { areaStatutoryPanel, requiredBoardsPage } from "./web/board-statutory.ts";
import { findArea } from "./store-areas.ts";
import { areaRef } from "./refs.ts";
import { postPage } from "./web/post-page.ts";

const { pool, db } = await shippedDatabase();
const clock = fixedClock(instant("2026-11-22T09:00:00Z"));
const { act, asking, see } = testCore(pool, clock);
const keeper = testPerson({ keeps: [organisationIdOf("aldermere-council")], illustrative: true });
const stranger = testPerson({
  keeps: [organisationIdOf("aldermere-hospitals-nhs-trust")],
  illustrative: true,
});
const administrator = testPerson({ administrator: true });
const slug = "aldermere-health-and-wellbeing-board";
const reason = "Agreed by the council";

async function version(of = slug): Promise<number> {
  return (await findBoard(db, of))!.version;
}

async function change(command: string, input: object) {
  return await act(
    `place.${command}`,
    { slug, version: await version(), reason, ...input },
    { viewer: keeper },
  );
}

async function problems(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Invalid);
  return (error as Invalid).problems.map((one) => `${one.field}: ${one.message}`);
}

function on(read: Asking["db"], at?: string): Asking {
  const given = asking(read, visitor);
  return at === undefined ? given : { ...given, at: civilDate(at), atGiven: true };
}

async function board(of: string, at?: string) {
  return (await see(
    visitor,
    async (read) => await boardPage.load(on(read, at), { params: { slug: of }, query: {} }),
  ))!;
}

describe("a seat of a board that is kept here", () => {
  it("is added, changed with reason, and ended with whoever holds it", async () => {
    const added = await change("add-seat", {
      role: "member for housing",
      voice: "other",
      organisation: "aldermere-council",
      seats: "2",
      vacant: "1",
      sharedVote: "housing",
      rotation: "yearly",
      begins: "2026-01-01",
    });
    const number = String(added.json["number"]);
    expect(number).toBe("11");
    await change("change-seat", { number, role: "member for housing and homes", voice: "other", seats: 2 });
    await change("seat-member", { number, office: "Head of housing", begins: "2026-02-01" });
    await change("end-seat", { number, endsOn: "2026-10-01" });
    const held = (await findBoard(db, slug))!;
    expect((await listSeats(db, held.id, civilDate("2026-09-30"))).map((seat) => seat.role)).toContain(
      "member for housing and homes",
    );
    expect((await listSeats(db, held.id, civilDate("2026-10-01"))).map((seat) => seat.role)).not.toContain(
      "member for housing and homes",
    );
    expect((await listMembers(db, held.id)).find((member) => member.seat === number)).toMatchObject({
      office: "Head of housing",
      endsOn: "2026-10-01",
    });
    const { rows } = await pool.query(
      "select kind, summary, body from record.entry where kind = 'place.seat-changed'",
    );
    expect(rows[0].summary).toBe(
      `Seat 11 of Aldermere Health and Wellbeing Board was changed: member for housing and homes. ${reason}`,
    );
  });

  it.each([
    [{ voice: "the_press" }, "voice: “the_press” is no voice that is defined here."],
    [{ voice: "" }, "voice: Choose what the seat speaks for."],
    [{ seats: "0" }, "seats: “0” is not a whole number from 1."],
    [{ seats: 1, vacant: 2 }, "vacant: 2 of 1 cannot be vacant."],
    [{ organisation: "no-such-body" }, "organisation: There is no organisation “no-such-body” here."],
    [
      { organisation: "lewisham-council" },
      "organisation: Of Lewisham Council and Aldermere Health and Wellbeing Board one is made up and one is real",
    ],
    [
      { begins: "2026-02-01", ends: "2026-02-01" },
      "ends: It ends on 1 February 2026, which is not after its first day, 1 February 2026.",
    ],
    [
      { onlyOne: "yes", seats: 2 },
      "onlyOne: It is said to be the only seat of its role, and there are 2 of it.",
    ],
  ])("is refused with %j", async (given, problem) => {
    const refused = await problems(change("add-seat", { role: "chief guest", voice: "other", ...given }));
    expect(refused.join("\n")).toContain(problem);
  });

  it("that is the only one of its role never overlaps another (invariant 13)", async () => {
    const only = { role: "Independent convenor", voice: "independent", seats: 1, onlyOne: "yes" };
    await change("add-seat", { ...only, ends: "2026-06-01" });
    expect(
      await problems(change("add-seat", { ...only, role: "independent CONVENOR", begins: "2026-05-31" })),
    ).toEqual([
      "role: Seat 12 is the only “Independent convenor” of this board (until 31 May 2026), and the days overlap. End it first, or choose other days.",
    ]);
    await change("add-seat", { ...only, begins: "2026-06-01" });
    await expect(
      pool.query(
        "update place.seat set ends_on = '2026-07-01' where role = 'Independent convenor' and ends_on is not null",
      ),
    ).rejects.toThrow(/seat_only_one_once/);
  });

  it("has no more members at once than seats, nor members outside its days", async () => {
    const { json } = await change("add-seat", {
      role: "member for sport",
      voice: "other",
      seats: 1,
      begins: "2026-01-01",
      substitutes: "no",
    });
    const number = String(json["number"]);
    expect(
      await problems(change("seat-member", { number, office: "Too early", begins: "2025-12-31" })),
    ).toEqual(["begins: The seat only begins on 1 January 2026: choose days within its own."]);
    const seated = await change("seat-member", { number, office: "Sports officer", begins: "2026-01-01" });
    expect(await problems(change("seat-member", { number, office: "Second", begins: "2026-03-01" }))).toEqual(
      ["begins: The seat is held on those days (Sports officer). Say first who leaves it."],
    );
    expect(
      await problems(
        change("seat-member", { number, office: "Stand-in", begins: "2026-03-01", asSubstitute: "yes" }),
      ),
    ).toEqual([
      "asSubstitute: Nobody may sit in for the holder of this seat. Change the seat first if that is wrong.",
    ]);
    await change("unseat-member", { member: seated.json["member"], endsOn: "2026-03-01" });
    await change("seat-member", { number, office: "Second", begins: "2026-03-01" });
    expect(
      await problems(
        change("change-seat", {
          number,
          role: "member for sport",
          voice: "other",
          seats: 1,
          ends: "2026-05-01",
        }),
      ),
    ).toEqual([
      "ends: Second holds it beyond 1 May 2026: end that first, or end the seat, which ends it too.",
    ]);
  });

  it("is changed by those who keep the body only, and by nobody who saw an earlier version", async () => {
    const seat = { slug, version: await version(), role: "x", voice: "other", reason };
    for (const viewer of [stranger, administrator])
      await expect(act("place.add-seat", seat, { viewer })).rejects.toBeInstanceOf(NotAllowed);
    await expect(act("place.add-seat", { ...seat, version: 1 }, { viewer: keeper })).rejects.toBeInstanceOf(
      Conflict,
    );
  });
});

describe("a board that a source knows", () => {
  const croydon = "croydon-health-and-wellbeing-board";
  const keepsCroydon = testPerson({ keeps: [organisationIdOf("croydon-council")] });

  it("is changed seat by seat only once its membership is kept here (invariant 12)", async () => {
    const seat = { slug: croydon, role: "member", voice: "other", reason };
    await expect(
      act("place.add-seat", { ...seat, version: await version(croydon) }, { viewer: keepsCroydon }),
    ).rejects.toThrow("first say on its page that its membership is kept here");
    const edit = { slug: croydon, name: "Croydon Health and Wellbeing Board", area: "croydon", reason };
    await act(
      "place.edit-board",
      { ...edit, version: await version(croydon), keptHere: "yes" },
      { viewer: keepsCroydon },
    );
    await act("place.add-seat", { ...seat, version: await version(croydon) }, { viewer: keepsCroydon });
    const { rows } = await pool.query(
      "select count(*)::int as shipped from place.seat join place.board on board.id = board_id where board.slug = $1 and seat.dataset is not null",
      [croydon],
    );
    expect(rows[0].shipped).toBe(0);
    const back = act(
      "place.edit-board",
      { ...edit, version: await version(croydon), keptHere: "no" },
      { viewer: keepsCroydon },
    );
    expect((await problems(back))[0]).toContain("It stays kept here.");
  });
});

describe("a rule of a board", () => {
  it("holds from a day, and the rule until then ends the day before (invariant 15)", async () => {
    await change("set-board-rule", {
      kind: "quorum",
      rule: "a third of members and 1 council-elected",
      begins: "2027-01-01",
    });
    const quorumOn = async (at: string) =>
      ((await board(slug, at)).json["rules"] as { kind: string; rule: string }[])
        .filter((one) => one.kind === "quorum")
        .map((one) => one.rule);
    expect(await quorumOn("2026-12-31")).toEqual(["5 and 1 council-elected and 1 nhs-commissioner"]);
    expect(await quorumOn("2027-01-01")).toEqual(["a third of members and 1 council-elected"]);
    expect(
      await problems(change("set-board-rule", { kind: "quorum", rule: "4", begins: "2026-06-01" })),
    ).toHaveLength(1);
    expect(
      (await problems(change("set-board-rule", { kind: "quorum", rule: "enough" }))).join(" "),
    ).toContain("cannot be read as a quorum");
  });

  it("ends on a day with a reason, and no other takes its place", async () => {
    const { rows } = await pool.query(
      "select rule.id from place.board_rule rule join place.board on board.id = board_id where board.slug = $1 and rule.kind = 'quorum' and rule.ends_on is null",
      [slug],
    );
    const rule = rows[0].id as string;
    expect(await problems(change("end-board-rule", { rule, ends: "2027-01-01" }))).toEqual([
      "ends: The rule begins on 1 January 2027, so it cannot end on 1 January 2027. Give a later day.",
    ]);
    const done = await change("end-board-rule", { rule, ends: "2028-01-01" });
    expect(done.message).toContain("no longer holds from 1 January 2028: quorum.");
    const kinds = (at: string) =>
      board(slug, at).then((page) => (page.json["rules"] as { kind: string }[]).map((one) => one.kind));
    expect(await kinds("2027-12-31")).toContain("quorum");
    expect(await kinds("2028-01-01")).not.toContain("quorum");
    expect(await problems(change("end-board-rule", { rule, ends: "2029-01-01" }))).toEqual([
      "ends: The rule ends on 1 January 2028 already. Give an earlier day, or leave it as it is.",
    ]);
  });
});

describe("the page of a board", () => {
  it("holds a source of 2024 against the law of 2024, and says what the law of today asks for instead", async () => {
    const page = await board("islington-health-and-wellbeing-board");
    expect(page.json["law"]).toMatchObject({ on: "2024-11-12" });
    expect(JSON.stringify(page.sections)).toContain(
      "The law of today asks for: representative of NHS West and North London ICB; in the place of: representative of NHS North Central London ICB.",
    );
    const after = await board("islington-health-and-wellbeing-board", "2026-04-01");
    expect(JSON.stringify(after.json["law"])).toContain(
      "took the place of NHS North Central London ICB on 1 April 2026",
    );
  });

  it.each(["croydon", "hillingdon", "lancashire", "islington", "west-berkshire"])(
    "says of %s's list nothing that a list cannot say",
    async (place) => {
      const page = await board(`${place}-health-and-wellbeing-board`);
      expect(JSON.stringify(page)).not.toMatch(/breach|unlawful|has failed|dormant/i);
    },
  );
});

describe("what the law asks of an area (invariant 10)", () => {
  async function panel(area: string, at: string) {
    return await see(
      visitor,
      async (read) => await areaStatutoryPanel.load(on(read, at), areaRef((await findArea(db, area))!)),
    );
  }

  it("names the bodies of a council on any date, with their seats at least, derived and never stored", async () => {
    const found = (await panel("lambeth", "2026-11-22"))!;
    expect(plainText(found.answer)).toBe(
      "By law at least three bodies belong to Lambeth on 22 November 2026, and one more if it has one. The seats of none of them are held here, only what the law asks.",
    );
    const before = await pool.query(
      "select count(*)::int as boards from place.board where kind = 'cabinet' and basis <> 'illustrative'",
    );
    expect(before.rows[0].boards).toBe(0);
  });

  it.each([
    ["west-and-north-london", "2026-04-01", "member appointed by Camden Council"],
    ["north-central-london", "2026-03-31", "member appointed by NHS North Central London ICB"],
  ])("names the members of the partnership of %s on %s", async (system, at, seat) => {
    expect(JSON.stringify((await panel(system, at))?.json)).toContain(seat);
  });

  it("names the successor's seat on a health and wellbeing board from the day of the merger", async () => {
    const seats = async (at: string) =>
      JSON.stringify(
        (
          await see(
            visitor,
            async (read) =>
              await requiredBoardsPage.load(on(read, at), { params: { slug: "camden-council" }, query: {} }),
          )
        )?.json,
      );
    expect(await seats("2026-03-31")).toContain("representative of NHS North Central London ICB");
    expect(await seats("2026-04-01")).toContain("representative of NHS West and North London ICB");
    expect(await seats("2022-06-30")).toContain("representative of each clinical commissioning group");
  });

  it("says so for areas that have no such body", async () => {
    expect(plainText((await panel("london", "2026-11-22"))?.answer ?? "")).toContain("asks for no body of a");
  });
});

describe("a post", () => {
  it("answers to two bodies, is vacant for a time, and ends (invariant 17)", async () => {
    const done = await act(
      "place.add-post",
      {
        slug: "aldermere-council",
        title: "Director of integration",
        kind: "joint-appointment",
        second: "nhs-aldermere-and-the-vale-icb",
        answersTo: "Chief executive",
        begins: "2025-01-01",
      },
      { viewer: keeper },
    );
    const post = String(done.json["slug"]);
    expect(post).toBe("aldermere-council-director-of-integration");
    await act(
      "place.note-post-vacancy",
      { slug: post, version: 1, state: "vacant", from: "2026-01-01" },
      { viewer: keeper },
    );
    await act(
      "place.note-post-vacancy",
      { slug: post, version: 2, state: "held", from: "2026-02-01" },
      { viewer: keeper },
    );
    const page = (await see(
      visitor,
      async (read) => await postPage.load(on(read), { params: { slug: post }, query: {} }),
    ))!;
    expect(plainText(page.answer)).toBe(
      "Director of integration answers to two bodies: Aldermere Council and NHS Aldermere and the Vale ICB.",
    );
    expect(page.json["years"]).toEqual([
      { year: 2025, days: 365, vacant: 0 },
      { year: 2026, days: 326, vacant: 31 },
    ]);
    await act("place.end-post", { slug: post, version: 3, endsOn: "2026-12-01", reason }, { viewer: keeper });
    await expect(
      act("place.end-post", { slug: post, version: 3, endsOn: "2026-12-01", reason }, { viewer: keeper }),
    ).rejects.toBeInstanceOf(Conflict);
  });

  it.each([
    [{ kind: "shared" }, "second: Name the second body that the post answers to"],
    [
      { kind: "single", second: "nhs-aldermere-and-the-vale-icb" },
      "kind: A post that answers to one body has no second.",
    ],
    [
      { kind: "shared", second: "aldermere-council" },
      "second: The post answers to Aldermere Council already.",
    ],
    [{ kind: "shared", second: "lewisham-council" }, "one is made up and one is real"],
    [{ kind: "shared", second: "nowhere" }, "second: There is no organisation “nowhere” here."],
  ])("is refused with %j", async (given, problem) => {
    const refused = await problems(
      act("place.add-post", { slug: "aldermere-council", title: "Bad", ...given }, { viewer: keeper }),
    );
    expect(refused.join("\n")).toContain(problem);
  });
});
