import type { Locator, Page } from "playwright-core";

const pressesMost = 250;

/** Goes on with the Tab key until this stands in focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  // Found once: finding something by its role looks at the whole page.
  const found = await wanted.elementHandle();
  for (let press = 0; press < pressesMost; press += 1) {
    if (await found?.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not reach it.");
}

/** Reaches a link or button by its name and presses Enter on it. */
export async function pressOn(page: Page, role: "link" | "button", name: string): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }).first());
  await page.keyboard.press("Enter");
}

/** Reaches fields by their labels, one after another, and types over what stands in them. */
export async function enter(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await tabTo(page, page.getByLabel(label, { exact: true }).first());
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  }
}
