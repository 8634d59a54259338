import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Page } from "playwright-core";

// The two that are off refuse GOV.UK Frontend's own components.
const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    elements: ["html5"],
    rules: { "no-trailing-whitespace": "off", "no-redundant-role": "off" },
  }),
);

/** What html-validate finds wrong in a page's source, one line for each place; empty when nothing is. */
export async function htmlProblems(html: string): Promise<readonly string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map(
      (message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`,
    ),
  );
}

/** The same for a page in the browser, as the server sends it to this visitor: asked for once more, with their cookies. */
export async function pageHtmlProblems(page: Page): Promise<readonly string[]> {
  const answer = await page.context().request.get(page.url());
  return htmlProblems(await answer.text());
}
