import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page, Route } from "playwright-core";
import { hasJavaScript } from "./browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// WCAG 2.2 AA, and what its authors advise beyond it.
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong on a page as it stands now, one line for each place; empty when nothing is.
 *
 * On a page without scripts the same HTML is judged in a second context that runs axe and none of the page's scripts.
 */
export async function axeProblems(page: Page): Promise<readonly string[]> {
  return hasJavaScript(page) ? runAxe(page) : runAxeOnCopy(page);
}

/** What a page is made of: a second page of the same parts need not be judged again. */
export async function shapeOf(page: Page): Promise<string> {
  return await page.evaluate(() =>
    [...new Set([...document.querySelectorAll("main *")].map((one) => `${one.tagName}.${one.className}`))]
      .toSorted()
      .join(" "),
  );
}

async function runAxe(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script element, which the page's security policy would refuse.
  await page.evaluate(axeSource);
  const results = await page.evaluate((wanted) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return axe.run({ runOnly: wanted, resultTypes: ["violations"] });
  }, tags);
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id} (${violation.impact ?? "?"}): ${violation.help}; at ${node.target.join(" ")}: ${node.html}`,
    ),
  );
}

async function runAxeOnCopy(page: Page): Promise<readonly string[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page's browser is closed.");
  // Where scripts run, what stands in noscript is hidden; here it must be judged.
  const html = (await page.content()).replaceAll(/<(\/?)noscript\b/g, "<$1div");
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
    locale: "en-GB",
  });
  try {
    await context.route("**/*", (route) => answerCopy(route, html));
    const copy = await context.newPage();
    await copy.goto(page.url());
    return await runAxe(copy);
  } finally {
    await context.close();
  }
}

function answerCopy(route: Route, html: string): Promise<void> {
  const request = route.request();
  if (request.isNavigationRequest())
    return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
  return request.resourceType() === "script" ? route.abort() : route.continue();
}
