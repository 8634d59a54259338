import { describe, expect, it } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { htmlProblems } from "../../test/support/html.ts";
import { folderLaw } from "../../engines/statute/test/law-folder.ts";
import { strokeAddress, strokeExample } from "./kinds.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

async function html(path: string): Promise<string> {
  const answer = await app.get(path);
  expect(answer.status, path).toBe(200);
  expect(await htmlProblems(answer.text), path).toEqual([]);
  return answer.text;
}

async function words(path: string): Promise<string> {
  return (await html(path))
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<svg.*?<\/svg>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");
}

async function json<T>(path: string): Promise<T> {
  const answer = await app.get(path);
  expect(answer.status, path).toBe(200);
  return JSON.parse(answer.text) as T;
}

interface CheckAnswer {
  readonly verdict: string;
  readonly decisionDate: string;
  readonly earliestLawfulDate: string;
  readonly earliestAdvisableDate: string;
  readonly firstAdvisableMeeting: string;
  readonly steps: readonly { readonly duty: string; readonly status: string; readonly force: string }[];
  readonly cautions: readonly string[];
  readonly questions: readonly { readonly fact: string }[];
  readonly problems?: readonly object[];
}

const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

describe("the tour's example: stroke beds in North Central London, decided on 21 April 2026", () => {
  it("no law stops it if steps are done first; it lies in the restraint before the poll of 7 May, and another board decides", async () => {
    const text = await words(strokeAddress);
    expect(text).toContain("No law known here stops a decision on 21 April 2026 if 10 steps are done first.");
    expect(text).toContain("It is wiser from 8 May 2026.");
    expect(text).toContain("Earliest lawful day 16 January 2026");
    expect(text).toContain("Earliest advisable day 8 May 2026");
    expect(text).toContain("lies in the time before a poll (30 March 2026 to 7 May 2026)");
    expect(text).toContain("Who decides then NHS West and North London ICB, from 1 April 2026");
    expect(text).toContain("From 1 April 2026 NHS West and North London ICB decides");
    expect(text).not.toContain("no day is known here");
    expect(text).toContain("Made up as an example: nobody is known to have proposed it.");
    expect(text).toContain("Barnet, Camden, Enfield, Haringey, Islington");
    expect(text).toContain("Lawful: 24 March 2026. Advisable: 19 May 2026.");
    expect(text).toContain("The same without rules that are still to be checked.");
    expect(text).toContain(
      "This informs and is not legal advice. It knows the law as it was read on 21 November 2026",
    );
  });

  it("the Mayor's tests are policy that advises; who must be asked first stands among what the decision waits for", async () => {
    const page = await html(strokeAddress);
    const group = (id: string): string => page.split(`id="group-${id}"`)[1]?.split("</section>")[0] ?? "";
    expect(group("advice")).toContain("Mayor of London&#39;s tests, current list of four");
    expect(group("advice")).toContain("National policy");
    expect(group("first")).toContain("Consult council scrutiny on a substantial change");
    expect(group("first")).toContain("The integrated care board involves the public");
    expect(group("first")).toContain("rule to be checked");
    expect(page).not.toMatch(/\bfailed\b/);
  });

  it("a line opens to how it stands, the rule, the answers it rests on, the days counted and its source", async () => {
    const page = await words(strokeAddress);
    for (const part of [
      "What it asks",
      "The answers it rests on",
      "The days counted",
      "National Health Service Act 2006, s14Z45. Act of Parliament. Seen in its source, read on 21 November 2026",
      "is the last lawful day of the earlier event",
      "What would prove it",
    ])
      expect(page).toContain(part);
  });

  it("the page, its JSON, the API and the file for the command line give one answer", async () => {
    const fields = { at: strokeExample.on, ...strokeExample.fields };
    const page = await json<CheckAnswer>(`/check-a-proposal.json?${query(fields)}`);
    const api = await json<CheckAnswer>(`/api/decisions/check?${query(fields)}`);
    expect(page).toMatchObject({
      verdict: "not-yet",
      decisionDate: "2026-04-21",
      earliestLawfulDate: "2026-01-16",
      earliestAdvisableDate: "2026-05-08",
      firstAdvisableMeeting: "2026-05-19",
      problems: [],
    });
    const { problems: _, ...rest } = page;
    expect(api).toEqual(rest);
    const file = await app.get(`/check-a-proposal/proposal.json?${query(fields)}`);
    const whole = await json<CheckAnswer>(`/api/decisions/check?${query({ proposal: file.text })}`);
    expect(whole.steps).toEqual(page.steps);
    expect(whole.verdict).toBe("not-yet");
    const sent = await app
      .browser()
      .api("/api/decisions/check", JSON.parse(file.text) as Readonly<Record<string, unknown>>);
    expect(sent.status).toBe(200);
    expect(sent.json()).toEqual(whole);
  });

  it("a proposal that is sent is refused with everything that is wrong in it", async () => {
    const sent = await app.browser().api("/api/decisions/check", { fact: {}, events: [{ date: "soon" }] });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain("“fact” is not a field of a proposal");
  });

  it("the calendar file holds the last day of each step and both earliest days", async () => {
    const fields = { at: strokeExample.on, ...strokeExample.fields };
    const answer = await app.get(`/check-a-proposal/calendar.ics?${query(fields)}`);
    expect(answer.status).toBe(200);
    expect(answer.text.startsWith("BEGIN:VCALENDAR\r\n")).toBe(true);
    expect(answer.text).toContain("DTSTART;VALUE=DATE:20260508");
    expect(answer.text).toContain("SUMMARY:Last day: Public notice of an NHS body");
  });

  it("a trial says what moves, and changes nothing", async () => {
    const trial = `${strokeAddress}&if=decision.date&${query({ "then.decision.date~day": "12 May 2026" })}`;
    const text = await words(trial);
    expect(text).toContain("from 21 April 2026 to 12 May 2026.");
    expect(text).toContain("Public notice of an NHS body's meeting: last day 15 April 2026 6 May 2026");
    expect(text).toContain("Day of the decision 21 April 2026");
    expect(text).toContain("Keep this answer");
  });
});

describe("questions (invariant 3)", () => {
  it("only those are asked that can still change the answer, and one that is not known is not asked again", async () => {
    const first = await json<CheckAnswer>(`/check-a-proposal.json?${query(strokeExample.fields)}`);
    const asked = first.questions[0]?.fact ?? "";
    const after = await json<CheckAnswer>(
      `/check-a-proposal.json?${query({ ...strokeExample.fields, [asked]: "not-known" })}`,
    );
    expect(after.questions.map(({ fact }) => fact)).not.toContain(asked);
    const page = await html(`/check-a-proposal?${query({ ...strokeExample.fields, at: strokeExample.on })}`);
    expect(page.match(/<legend/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it("an answer that cannot be read is told beside its question, and what was typed stays", async () => {
    const page = await html(
      `/check-a-proposal?kind=service-change&${query({ decided: "30 February 2026", body: "NHS Nowhere" })}`,
    );
    expect(page).toContain("“30 February 2026” is not a date that we can read.");
    expect(page).toContain('value="30 February 2026"');
    expect(page).toContain("We hold no body called “NHS Nowhere” on 22 November 2026.");
    expect(page).not.toContain("Earliest lawful day");
    const api = await app.get(`/api/decisions/check?kind=service-change&decided=soon`);
    expect(api.status).toBe(422);
    expect(api.text).toContain("“soon” is not a date");
  });

  it("a body that did not exist on the day is refused in words", async () => {
    const text = await words("/check-a-proposal?kind=service-change&decided=2020-03-02");
    expect(text).toContain("There was no body of the kind icb on 2 March 2020");
  });
});

describe("bodies, areas and polls from the register (invariant 4)", () => {
  it("a body's last day in the law is the day before its end in the register, and its successor follows", async () => {
    const file = await json<{ readonly body: readonly object[]; readonly polls: readonly object[] }>(
      `/check-a-proposal/proposal.json?${query({ at: strokeExample.on, ...strokeExample.fields })}`,
    );
    expect(file.body).toEqual([
      expect.objectContaining({ kind: "icb", to: "2026-03-31" }),
      expect.objectContaining({ name: "NHS West and North London ICB", kind: "icb", from: "2026-04-01" }),
    ]);
    expect(file.polls).toContainEqual({ date: "2026-05-07", kind: "london-borough" });
  });

  it("before a new body begins, those before it decide", async () => {
    const file = await json<{ readonly body: readonly { readonly name: string; readonly to?: string }[] }>(
      `/check-a-proposal/proposal.json?at=2026-01-12&kind=service-change&body=nhs-west-and-north-london-icb`,
    );
    const before = file.body.find(({ to }) => to === "2026-03-31");
    expect(before?.name).toContain(" or ");
  });

  it("a name that fits several bodies is asked about; areas that are not held are named", async () => {
    const text = await words(`/check-a-proposal?kind=service-change&body=London&areas=Camden,Atlantis`);
    expect(text).toContain("“London” could be");
    expect(text).toContain("We hold no council area called “Atlantis”");
  });

  it("a made-up body is marked as made up", async () => {
    const page = await html("/check-a-proposal?kind=key-decision&body=aldermere-council");
    expect(page).toContain("stripe--illustrative");
  });

  it.each([
    "service-change",
    "urgent-temporary-closure",
    "key-decision",
    "section-75-agreement",
    "better-care-fund-plan",
    "board-merger",
    "officer-decision",
  ])("each kind can be begun with: %s", async (kind) => {
    const text = await words(`/check-a-proposal?kind=${kind}`);
    expect(text).toContain("Questions that can still change the answer");
    expect(text).toContain("Earliest lawful day");
  });
});

describe("days for other systems (invariant 8)", () => {
  it("are counted as on the command line, with the days counted", async () => {
    const found = await json<{
      readonly date: string;
      readonly explanation: { readonly days: readonly object[] };
    }>("/api/decisions/dates?ask=deadline&rule=working-days-uk-any&quantity=20&from=2026-07-06");
    expect(found.date).toBe("2026-08-05");
    expect(found.explanation.days.length).toBeGreaterThan(20);
    const wrong = await app.get("/api/decisions/dates?ask=deadline&rule=none&quantity=20&from=2026-07-06");
    expect(wrong.status).toBe(422);
  });
});

describe("the law coverage page (invariant 6)", () => {
  it("shows every rule with holder, force, mark, days, provision and cases, and counts what is to be checked", async () => {
    const { items } = await json<{
      readonly items: readonly { readonly mark: string; readonly provision: string }[];
    }>("/law.json");
    const law = folderLaw();
    expect(items).toHaveLength(law.duties.size);
    expect(items.every(({ provision }) => /\w/.test(provision))).toBe(true);
    const unchecked = items.filter(({ mark }) => mark === "to-be-checked").length;
    const text = await words("/law");
    expect(text).toContain(`${law.duties.size} rules about deciding together are held here`);
    expect(text).toContain(`${unchecked} are still to be checked`);
    const csv = await app.get("/law.csv");
    expect(csv.text.split("\n")[0]).toContain("provision,tests,check,id");
  });

  it("can be narrowed by force and by mark", async () => {
    const text = await words("/law?with-force=Convention&with-mark=Seen+in+its+source");
    expect(text).toContain("Restraint of the NHS before local elections");
    expect(text).not.toContain("Answer a freedom of information request");
  });

  it("every rule has a page with its whole text, its cases and its source; none that fails to open", async () => {
    for (const id of folderLaw().duties.keys()) expect((await app.get(`/law/${id}`)).status, id).toBe(200);
    const text = await words("/law/foi.20");
    for (const part of [
      "Answer a freedom of information request",
      "When it applies, question by question",
      "Cases it is tested by",
      "Freedom of Information Act 2000, s10(1),(6)",
      "Still to be checked",
    ])
      expect(text).toContain(part);
    expect((await app.get("/law/no.such")).status).toBe(404);
  });

  it("a rule that had ended on the day says until when", async () => {
    expect(await words("/law/nhs.14z2?at=2026-11-22")).toContain("Until 30 June 2022.");
  });

  it("every question is listed", async () => {
    const { items } = await json<{ readonly items: readonly object[] }>("/law/facts.json");
    expect(items).toHaveLength(folderLaw().facts.size);
    expect(await words("/law/facts")).toContain("None asks whether the law was kept");
  });
});

describe("on the pages of others", () => {
  it("the first page answers its third question with the example", async () => {
    const text = await words("/");
    expect(text).toContain("3 When may we lawfully decide?");
    expect(text).toContain("No law known here stops it if 10 steps are done first; but it lies in the time");
    expect(text).toContain("Better from 8 May 2026.");
  });

  it("bodies, boards and areas lead to a check that is filled in", async () => {
    expect(await html("/organisations/nhs-west-and-north-london-icb")).toContain(
      "/check-a-proposal?kind=service-change&amp;body=nhs-west-and-north-london-icb",
    );
    expect(await html("/areas/camden?at=2026-01-12")).toContain(
      "/check-a-proposal?kind=key-decision&amp;areas=Camden",
    );
    expect(await words("/areas/camden?at=2026-01-12")).toContain(
      "Before the election of 7 May 2026 restraint is advised.",
    );
  });
});
