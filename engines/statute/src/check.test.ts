import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute } from "../test/law-folder.ts";
import { strokeText } from "../test/stroke.ts";
import {
  checkJson,
  checkProposal,
  explainDuty,
  openQuestions,
  problemText,
  proposalOf,
  readProposal,
  whatIf,
} from "./index.ts";
import type { Proposal, ProposalCheck, Step } from "./index.ts";

const statute = folderStatute();

function read(text: string): Proposal {
  const found = readProposal(text, folderLaw(), "proposal.yaml");
  if (!found.ok) throw new Error(found.problems.map(problemText).join("\n"));
  return found.value;
}

function check(proposal: Proposal, today?: string): ProposalCheck {
  const found = checkProposal(statute, proposal, today === undefined ? undefined : civilDate(today));
  if (!found.ok) throw new Error(found.problems.map(problemText).join("\n"));
  return found.value;
}

function step(of: ProposalCheck, duty: string): Step | undefined {
  return of.steps.find((entry) => entry.duty === duty);
}

const stroke = read(strokeText);
const answer = check(stroke);

describe("the stroke proposal, decided on 21 April 2026 and seen from January", () => {
  it("is not yet lawful, because steps that block are still due", () => {
    expect(answer.verdict).toBe("not-yet");
    expect(answer.decision).toEqual({ date: "2026-04-21", basis: "fact", isPast: false });
  });

  it("lies inside the convention before the poll of 7 May, which advises and does not bar", () => {
    expect(step(answer, "el.nhs.local")).toMatchObject({
      status: "advisory",
      force: "convention",
      blocks: false,
      window: { from: "2026-03-30", to: "2026-05-07" },
      earliest: "2026-05-08",
    });
    expect(answer.earliestAdvisable).toEqual({ date: "2026-05-08", setBy: "el.nhs.local" });
    expect(answer.firstAdvisableMeeting?.date).toBe("2026-05-19");
    expect(answer.cautions.join(" ")).toContain("21 April 2026 lies in the time before a poll");
  });

  it("is decided by another board from 1 April, which must take the decision itself", () => {
    expect(answer.body?.name).toBe("West and North London board");
    expect(answer.cautions.join(" ")).toContain("From 1 April 2026 West and North London board decides");
    const march = check({
      ...stroke,
      facts: stroke.facts.map((fact) =>
        fact.key === "decision.date" ? { ...fact, value: "2026-03-24" } : fact,
      ),
    });
    expect(march.body?.name).toBe("North Central London board");
  });

  it("shows the Mayor's tests as policy, and who must be asked first", () => {
    expect(step(answer, "mayor.tests.2025")).toMatchObject({ force: "national-policy", status: "advisory" });
    expect(step(answer, "hs.consult")).toMatchObject({ status: "due", blocks: true, latest: "2026-04-20" });
    expect(step(answer, "hs.joint")).toMatchObject({ holder: "Councils consulted", status: "due" });
    expect(step(answer, "nhs.1960.notice")?.latest).toBe("2026-04-15");
  });

  it("gives each step a provision, a holder, evidence and a reason", () => {
    for (const entry of answer.steps) {
      for (const text of [entry.provision, entry.holder, entry.evidence, entry.because])
        expect(text).not.toBe("");
    }
  });

  it("gives the words other programs are promised", () => {
    const json = checkJson(answer, openQuestions(statute, answer));
    expect(json).toMatchObject({ verdict: "not-yet", earliestAdvisableDate: "2026-05-08" });
    expect(json.earliestLawfulDate).toMatch(/^2026-01-/);
    const notice = json.steps.find(({ duty }) => duty === "nhs.1960.notice");
    expect(notice).toMatchObject({
      force: "statute",
      status: "due",
      latest: "2026-04-15",
      provision: "Public Bodies (Admission to Meetings) Act 1960, s1(4)(a)",
    });
    expect(json.duties).toHaveLength(173);
    expect(json.disclaimer).toContain("not legal advice");
    expect(json.disclaimer).toContain("21 November 2026");
  });

  it("asks only what can still change the answer, the weightiest first", () => {
    const questions = openQuestions(statute, answer);
    expect(questions.map(({ fact }) => fact.key)).toContain("scrutiny.consulted-date");
    expect(questions.map(({ weight }) => weight)).toEqual(
      questions.map(({ weight }) => weight).toSorted((a, b) => b - a),
    );
    const keys = new Set(questions.map(({ fact }) => fact.key));
    expect(keys.has("decision.recorded-as-key"), "an NHS board takes no key decisions").toBe(false);
    expect(keys.has("body.kind"), "it is known").toBe(false);
  });

  it("moves with what is done: consulting scrutiny late in April makes that step late", () => {
    const found = whatIf(statute, stroke, { facts: { "scrutiny.consulted-date": "2026-04-22" } });
    const moves = found.ok ? found.value.moves : [];
    expect(moves).toContainEqual({ duty: "hs.consult", what: "status", was: "due", is: "late" });
    expect(moves.some((move) => move.duty === "psed")).toBe(false);
  });

  it("opens a line to its facts, its text, the days counted and its source", () => {
    const opened = explainDuty(statute, stroke, "nhs.1960.notice");
    expect(opened?.facts.find(({ key }) => key === "meeting.date")).toMatchObject({
      value: "21 April 2026",
      restsOn: "the meeting given",
    });
    expect(
      opened?.counting?.days.filter(({ status }) => status === "counted").map(({ date }) => date),
    ).toEqual(["2026-04-20", "2026-04-17", "2026-04-16"]);
    expect(opened?.seenAt.length).toBeGreaterThan(0);
    expect(opened?.lawOn).toBe("2026-04-21");
    expect(explainDuty(statute, stroke, "no.such.duty")).toBeUndefined();
  });
});

describe("each step under the law of its own day", () => {
  it("referral before 31 January 2024, call-in after", () => {
    const change = (day: string): Proposal =>
      proposalOf({
        facts: {
          "body.kind": "icb",
          "decision.date": day,
          "proposal.service-would-start-or-stop": "yes",
          "scrutiny.consulted-date": "2023-06-01",
        },
      });
    const duties = (day: string): readonly string[] =>
      check(change(day), "2026-11-21").steps.map(({ duty }) => duty);
    expect(duties("2024-01-30")).toContain("hs.referral");
    expect(duties("2024-01-30")).not.toContain("recon.callin");
    expect(duties("2024-01-31")).toContain("recon.callin");
    expect(duties("2024-01-31")).not.toContain("hs.referral");
  });

  it("a referral made in time keeps the old law for a decision taken later", () => {
    const late = proposalOf({
      facts: {
        "body.kind": "icb",
        "decision.date": "2024-03-01",
        "scrutiny.referral-date": "2024-01-10",
        "scrutiny.talks-recorded": "yes",
      },
    });
    expect(step(check(late, "2026-11-21"), "hs.referral")?.status).toBe("done");
  });

  it("names the holder of the day", () => {
    const of = (day: string): string | undefined =>
      step(
        check(
          proposalOf({
            facts: {
              "body.kind": "foundation-trust",
              "decision.date": day,
              "proposal.nhs-body-recorded-substantial": "yes",
            },
          }),
          "2026-11-21",
        ),
        "hs.consult",
      )?.holder;
    expect(of("2021-05-05")).toContain("clinical commissioning group");
    expect(of("2023-05-05")).toContain("integrated care board");
  });
});

describe("whether it may be decided", () => {
  const power = { "decision.date": "2026-03-02", "body.kind": "other", "decision.power-named": "yes" };

  it("barred: a failure that another date does not cure", () => {
    const ahead = check(
      proposalOf({ facts: { ...power, "decision.appointed-body-differs-from-affected": "yes" } }),
      "2026-01-12",
    );
    expect(ahead.verdict).toBe("barred");
    expect(ahead.earliestLawful.date).toBeUndefined();
    expect(ahead.sentence).toContain("A public body acts only within its powers");
    const past = check(
      proposalOf({ facts: { ...power, "decision.appointed-body-differs-from-affected": "yes" } }),
      "2026-11-21",
    );
    expect(past.verdict).toBe("barred");
  });

  it("cannot tell: of a past decision with nothing else on record", () => {
    const past = check(proposalOf({ facts: power }), "2026-11-21");
    expect(past.verdict).toBe("cannot-tell");
    expect(past.decision.isPast).toBe(true);
  });

  it("not yet, and from when: a key document that is published today", () => {
    const facts = {
      "body.kind": "upper-tier-council",
      "body.council-governance": "leader-and-cabinet",
      "decision.maker-kind": "executive-meeting",
      "decision.recorded-as-key": "yes",
      "decision.key-document-date": "2026-11-23",
    };
    const today = check(proposalOf({ facts: { ...facts, "decision.date": "2026-12-10" } }), "2026-11-23");
    expect(today.verdict).toBe("not-yet");
    expect(today.earliestLawful).toEqual({ date: "2026-12-22", setBy: "ex.key.28" });
    expect(today.criticalPath).toEqual(["ex.key.28"]);
  });

  it("finds the first meeting, and leaves it where the chair agreed to urgency", () => {
    const facts = {
      "body.kind": "upper-tier-council",
      "body.council-governance": "leader-and-cabinet",
      "decision.maker-kind": "executive-meeting",
      "decision.recorded-as-key": "yes",
    };
    const meetings = ["2026-12-08", "2026-12-22", "2027-01-19"].map((day) => ({ date: civilDate(day) }));
    const first = check(proposalOf({ facts, meetings }), "2026-11-23");
    expect(first.firstLawfulMeeting?.date).toBe("2026-12-22");
    const urgent = check(
      proposalOf({ facts: { ...facts, "decision.scrutiny-chair-agreed-urgent": "yes" }, meetings }),
      "2026-11-23",
    );
    expect(urgent.firstLawfulMeeting?.date).toBe("2026-12-08");
  });

  it("gives the answer without unconfirmed rules beside the answer with them", () => {
    const scrutiny = {
      "body.kind": "icb",
      "proposal.nhs-body-recorded-substantial": "yes",
      "body.area-council-count": 1,
      "scrutiny.consulted-date": "2026-02-02",
      "scrutiny.comments-due-date": "2026-05-29",
    };
    const found = check(proposalOf({ facts: scrutiny }), "2026-02-02");
    expect(found.earliestLawful).toEqual({ date: "2026-05-30", setBy: "hs.comments" });
    expect(found.confirmedOnly.earliestLawful.date).toBe("2026-02-03");
  });

  it("holds a decision that was called in until the minister's six months are over: advice, for the stay is not confirmed", () => {
    const found = check(
      proposalOf({
        facts: {
          "body.kind": "icb",
          "proposal.service-would-start-or-stop": "yes",
          "minister.callin-direction-date": "2026-03-10",
        },
      }),
      "2026-03-11",
    );
    expect(found.earliestAdvisable).toEqual({ date: "2026-09-10", setBy: "recon.callin" });
    expect(step(found, "recon.callin")?.latest).toBe("2026-09-09");
  });

  it("says how much room a step has, along the whole way", () => {
    const notice = step(answer, "nhs.1960.notice");
    expect(notice?.slack).toBe(93);
    const tests = step(answer, "sc.tests");
    expect(tests?.status).toBe("advisory");
  });
});

describe("bad input is refused in words", () => {
  it.each([
    [
      "an impossible date",
      "facts: { decision.date: 2026-02-30 }",
      "proposal.yaml:1 facts.decision.date: “2026-02-30” has day 30, but that month has days 1 to 28.",
    ],
    [
      "an unknown fact",
      "facts: { decision.datum: 2026-02-03 }",
      "There is no fact “decision.datum”. Did you mean “decision.date”?",
    ],
    ["an answer nobody offers", "facts: { consultation.held: perhaps }", "Write yes, no or not-known."],
    ["a field nobody knows", "fact: {}", "“fact” is not a field of a proposal."],
    [
      "a fact stated twice",
      "facts:\n  - { key: consultation.held, value: yes }\n  - { key: consultation.held, value: no }",
      "proposal.yaml:3 facts[1]: “consultation.held” is stated twice.",
    ],
    [
      "events out of order",
      "facts: { consultation.open-date: 2026-02-03, consultation.close-date: 2026-01-05 }",
      "Events out of order: consultation.close-date (2026-01-05) cannot come before consultation.open-date (2026-02-03).",
    ],
    [
      "a body that ends before it begins",
      "body: { kind: icb, from: 2026-04-01, to: 2026-03-31 }",
      "The body would end on 31 March 2026",
    ],
    ["a kind of body nobody knows", "body: { kind: guild }", "“guild” is not a kind of body."],
    ["a meeting on no day", "meetings: [2026-13-01]", "has month 13"],
    ["an event without a kind", "events: [{ date: 2026-01-01 }]", "An event is written"],
    ["an alias", "facts: &a {}\nevents: *a", "Write the value out in place of the alias."],
    ["no fields at all", "just words", "A proposal is written as fields"],
    ["half a bracket", "facts: [", "This is not YAML or JSON"],
  ])("%s", (_name, text, message) => {
    const found = readProposal(text, folderLaw(), "proposal.yaml");
    expect(found.ok ? "" : found.problems.map(problemText).join("\n")).toContain(message);
  });

  it.each([
    [
      "a board before there were boards",
      { body: "icb", day: "2022-06-30" },
      "There was no body of the kind icb on 30 June 2022: the first were made on 1 July 2022.",
    ],
    [
      "a group after the last had ended",
      { body: "ccg", day: "2022-07-01" },
      "the last ended on 30 June 2022",
    ],
  ])("%s", (_name, { body, day }, message) => {
    const found = checkProposal(statute, read(`body: ${body}\nfacts: { decision.date: ${day} }`));
    expect(found.ok ? "" : found.problems.map(problemText).join("\n")).toContain(message);
  });

  it("no body given decides on that day", () => {
    const found = checkProposal(
      statute,
      read("body: [{ name: Old board, to: 2026-03-31 }]\nfacts: { decision.date: 2026-04-21 }"),
    );
    expect(found.ok ? "" : found.problems.map(problemText).join("\n")).toContain(
      "No body given decides on 21 April 2026: Old board.",
    );
  });

  it("a poll on an unusual weekday is a caution, not an error", () => {
    const found = check(
      read(
        "today: 2026-01-12\npolls: [{ date: 2026-05-05, kind: by-election }]\nfacts: { decision.date: 2026-04-21, body.kind: icb }",
      ),
    );
    expect(found.cautions.join(" ")).toContain("Tuesday 5 May 2026 is an unusual day for a poll");
    expect(answer.cautions.join(" ")).not.toContain("unusual");
  });

  it("a change to a fact nobody knows is refused", () => {
    expect(whatIf(statute, stroke, { facts: { "no.such": "yes" } }).ok).toBe(false);
    expect(whatIf(statute, stroke, { facts: { "consultation.held": "perhaps" } }).ok).toBe(false);
  });
});

describe("polls that are given", () => {
  const check = (poll: string) => {
    const read = readProposal(
      `today: 2026-01-12\npolls: [{ date: ${poll}, kind: london-borough }]\nfacts: { decision.date: 2026-04-21, body.kind: icb }`,
      folderLaw(),
    );
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    const checked = checkProposal(folderStatute(), read.value);
    if (!checked.ok) throw new Error(checked.problems.map(problemText).join("\n"));
    return checked.value;
  };

  it("the next one restrains; one years ahead is no reason to wait for it", () => {
    expect(check("2026-05-07").steps.find(({ duty }) => duty === "el.nhs.local")?.window).toEqual({
      from: "2026-03-30",
      to: "2026-05-07",
    });
    expect(check("2030-05-02").derived.map(({ key }) => key)).not.toContain("poll.date");
  });
});

it("a decision that was barred is told with what barred it, and never with what only advises", () => {
  const read = readProposal(
    "today: 2026-11-22\nfacts: { body.kind: icb, decision.date: 2026-06-20, consultation.open-date: 2026-04-10, poll.kind: london-borough, poll.date: 2026-05-07, decision.appointed-body-differs-from-affected: yes }",
    folderLaw(),
  );
  if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
  const checked = checkProposal(folderStatute(), read.value);
  const check = checked.ok ? checked.value : undefined;
  expect(check?.verdict).toBe("barred");
  expect(check?.sentence).toBe(
    "By what is recorded, the decision on 20 June 2026 was barred: A public body acts only within its powers.",
  );
  expect(check?.duties.find(({ id }) => id === "el.nhs.local")?.verdict).toBe("failed");
});
