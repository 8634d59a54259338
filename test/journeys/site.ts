import process from "node:process";
import { afterAll, expect } from "vitest";
import type { Page } from "playwright-core";
import {
  createAccount,
  createSignInLink,
  findAccountByEmail,
  linkAddress,
} from "../../src/identity/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { axeProblems, shapeOf } from "../support/axe.ts";
import { hasJavaScript, openBrowser, type TestBrowser, type Width } from "../support/browser.ts";
import { pageHtmlProblems } from "../support/html.ts";

/** How a person comes: with or without scripts, on a phone or at a desk. */
export interface Way {
  readonly name: string;
  readonly javaScript: boolean;
  readonly width: Width;
}

const desk: Way = { name: "at a desk with JavaScript", javaScript: true, width: 1280 };
const phone: Way = { name: "on a phone without JavaScript", javaScript: false, width: 390 };

/**
 * The ways in which every journey is made: at a desk with JavaScript by `npm test`, and on a phone without it by the long
 * suite, which says so in its settings.
 */
export const ways: readonly Way[] = process.env["JOURNEYS"] === "phone" ? [phone] : [desk];

/** A running site with everything that is shipped, and a browser. */
export interface Site {
  readonly app: TestApp;
  readonly browser: TestBrowser;
  readonly origin: string;
  /** A page of a new visitor. */
  visit(way: Way): Promise<Page>;
  /** A page of somebody who has opened a one-time sign-in link by pressing its button. */
  visitAs(way: Way, email: string): Promise<Page>;
}

/** Starts a site for the test file; it ends by itself. */
export async function startSite(): Promise<Site> {
  const app = await startTestApp({ shipped: true });
  const origin = await app.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await openBrowser();
  afterAll(async () => {
    await browser.close();
    expect(browser.complaints).toEqual([]);
  });
  const visit = async (way: Way): Promise<Page> => await browser.newPage({ ...way, baseUrl: origin });
  return {
    app,
    browser,
    origin,
    visit,
    visitAs: async (way, email) => {
      const page = await visit(way);
      const account =
        (await findAccountByEmail(app.db, email)) ??
        (await createAccount(
          app.db,
          { email, displayName: "An administrator", administrator: true, illustrative: false },
          app.clock.now(),
        ));
      const link = await createSignInLink(
        app.db,
        { accountId: account.id, purpose: "sign-in" },
        app.clock.now(),
      );
      await page.goto(linkAddress("", link));
      await page.getByRole("button", { name: "Sign in" }).click();
      // Whoever goes on before the answer is there goes on without a session.
      await page.waitForURL((address) => !address.pathname.startsWith("/sign-in/"));
      return page;
    },
  };
}

/** Places and what stood there when they were judged; `/questions/x-3` and `/questions/x-4` are one place. */
const judged = new Set<string>();

/** Without scripts the HTML is what was judged at the desk, so there the same parts are judged once, wherever they stand. */
async function isNew(page: Page): Promise<boolean> {
  const place = new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "#");
  const shape = await shapeOf(page);
  const key = hasJavaScript(page) ? `${place} ${shape}` : shape;
  if (judged.has(key)) return false;
  judged.add(key);
  return true;
}

/**
 * Nothing that machines can find stands in anybody's way on this page. Its HTML is the same in both ways, and is looked at
 * where no script has touched it.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (await isNew(page)) expect(await axeProblems(page), `axe on ${page.url()}`).toEqual([]);
  if (hasJavaScript(page)) return;
  expect(await pageHtmlProblems(page), `HTML of ${page.url()}`).toEqual([]);
}
