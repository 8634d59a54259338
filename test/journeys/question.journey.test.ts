import { expect, test, describe } from "vitest";
import { findAccountByEmail } from "../../src/identity/index.ts";
import { enter, pressOn, tabTo } from "./keyboard.ts";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const body = "nhs-aldermere-and-the-vale-icb";
const secretary = "beatrix.lonsmere@example.org";

describe.each(ways)("a resident asks and is answered, by keyboard alone, $name", (way) => {
  test("from the first look and a sign-in made alone to the answer, and the record names nobody", async () => {
    const resident = { email: "joan.resident@vale.test", password: "gravel moss tram" };
    const page = await site.visit(way);
    await page.goto("/questions");
    await pressOn(page, "link", "Ask a question");
    await page.waitForURL(/\/questions\/ask$/);
    await enter(page, { "Your question in a few words": "spent on agency staff" });
    await pressOn(page, "button", "Look for questions like mine");
    await page.waitForURL(/words=/);
    const like = (await page.locator("main").textContent()) ?? "";
    expect(like).toContain("What was spent on agency staff in 2025-26?");
    await expectAccessible(page);
    await pressOn(page, "link", "Ask NHS Aldermere and the Vale ICB (Illustrative)");
    // Nobody is signed in: she makes a sign-in alone, and comes back to where she was going.
    await page.waitForURL(/\/sign-in\?next=/);
    await pressOn(page, "link", "Make a sign-in");
    await page.waitForURL(/\/sign-in\/new/);
    await expectAccessible(page);
    await enter(page, {
      "Your name": "Joan Resident",
      "Your email address": resident.email,
      "Choose a password": resident.password,
      "The password again": "gravel moss",
    });
    await pressOn(page, "button", "Make my sign-in");
    await expect
      .poll(async () => await page.locator("main").textContent())
      .toContain("The two passwords differ");
    await expectAccessible(page);
    await enter(page, {
      "Choose a password": resident.password,
      "The password again": resident.password,
    });
    await pressOn(page, "button", "Make my sign-in");
    await expect.poll(async () => await page.locator("h1").textContent()).toBe("Check your email");
    await expectAccessible(page);
    const letter = await letterTo(resident.email);
    await page.goto(new URL(/http\S+\/sign-in\/new\/\S+/.exec(letter)![0]).pathname);
    await expectAccessible(page);
    await enter(page, { Password: resident.password });
    await pressOn(page, "button", "Open my sign-in");
    await page.waitForURL(new RegExp(`/questions/ask/${body}$`));

    await enter(page, {
      "Your question in one line": "Where can I have my hearing tested?",
      "Your question": "Which clinics test hearing without a letter from a doctor? Ring me on 020 7946 0000.",
    });
    await pressOn(page, "button", "Ask");
    await expect
      .poll(async () => await page.locator("main").textContent())
      .toContain("“020 7946 0000” looks like a telephone number");
    await expectAccessible(page);
    await enter(page, { "Your question": "Which clinics test hearing without a letter from a doctor?" });
    await pressOn(page, "button", "Ask");
    await page.waitForURL(new RegExp(`/questions/${body}-3$`));
    const waiting = (await page.locator("main").textContent()) ?? "";
    expect(waiting).toContain("Nobody has read it yet.");
    expect(waiting).not.toContain("Which clinics test hearing");

    const keeper = await site.visitAs(way, secretary);
    await keeper.goto(`/questions/${body}-3`);
    await pressOn(keeper, "link", "Publish it");
    await keeper.waitForURL(/publish$/);
    await enter(keeper, { "Who answers": "Director of primary care" });
    await tabTo(keeper, keeper.getByRole("radio", { name: "Yes" }));
    await keeper.keyboard.press("Space");
    await pressOn(keeper, "button", "Publish it");
    await keeper.waitForURL(new RegExp(`${body}-3$`));
    await pressOn(keeper, "link", "Answer it");
    await keeper.waitForURL(/answer$/);
    await expectAccessible(keeper);
    await enter(keeper, { "The answer": "Vale House and the Lakeside clinic do. Walk in on any weekday." });
    await pressOn(keeper, "button", "Publish the answer");
    await keeper.waitForURL(new RegExp(`${body}-3$`));

    await page.goto(`/questions/${body}-3`);
    const answered = (await page.locator("main").textContent()) ?? "";
    expect(answered).toContain("Which clinics test hearing without a letter from a doctor?");
    expect(answered).toContain("Vale House and the Lakeside clinic do.");
    expect(answered).toContain("in time");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Check this", exact: true }).first().click();
    const record = (await page.locator("main").textContent()) ?? "";
    expect(record).toContain(
      "Director of primary care of NHS Aldermere and the Vale ICB answered question 3",
    );
    expect(record).not.toMatch(/Joan|7946/);

    await page.goto("/account");
    await pressOn(page, "link", "Close your account");
    await page.waitForURL(/\/close$/);
    await expectAccessible(page);
    await enter(page, { "Your password": resident.password });
    await pressOn(page, "button", "Close my account");
    await page.waitForURL(/\/sign-in\/closed$/);
    await expectAccessible(page);
    expect(await findAccountByEmail(site.app.db, resident.email)).toBeUndefined();
    await page.goto(`/questions/${body}-3`);
    expect(await page.locator("main").textContent()).toContain("Vale House and the Lakeside clinic do.");
  });
});

/** The text of the letter that somebody was sent. */
async function letterTo(email: string): Promise<string> {
  const find = () => site.app.mail.list().find(({ to }) => to === email)?.text;
  await expect.poll(find).toBeDefined();
  return find()!;
}
