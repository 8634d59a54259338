import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { findBrowser } from "./browser-binary.ts";

/** The two widths that every page is looked at: a phone and a desktop. */
export type Width = 390 | 1280;

/** How a visitor comes: screen and whether scripts run. */
export interface Visit {
  readonly width: Width;
  readonly javaScript: boolean;
  /** Put before addresses given to `page.goto("/areas")`. */
  readonly baseUrl?: string;
}

/** A browser for one test file; close it in `afterAll`. */
export interface TestBrowser {
  /** A page of a new visitor, with cookies of their own; `page.context().newPage()` opens a second tab. */
  newPage(visit: Visit): Promise<Page>;
  /** Scripts that threw on any page so far, and what the pages' security policy refused. A journey expects none. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const heights: Record<Width, number> = { 390: 844, 1280: 900 };
const withoutScripts = new WeakSet<BrowserContext>();

/**
 * Starts a browser: the one that npm installed on Linux x64, elsewhere an installed Chrome, Chromium or Edge.
 *
 * @throws Error naming the places looked at when there is none
 */
export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    env,
    // Root has no sandbox, a container little shared memory, a build machine no graphics.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  const complaints: string[] = [];
  return {
    newPage: (visit) => openPage(browser, visit, complaints),
    complaints,
    close: () => browser.close(),
  };
}

/** Whether scripts run on this page. */
export function hasJavaScript(page: Page): boolean {
  return !withoutScripts.has(page.context());
}

/** A picture of the whole page, below the fold too; makes the folder when missing. */
export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

async function openPage(browser: Browser, visit: Visit, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: visit.width, height: heights[visit.width] },
    javaScriptEnabled: visit.javaScript,
    locale: "en-GB",
    timezoneId: "Europe/London",
    ...(visit.baseUrl === undefined ? {} : { baseURL: visit.baseUrl }),
  });
  context.setDefaultTimeout(180_000); // a machine that others share can stand still for half a minute
  if (!visit.javaScript) withoutScripts.add(context);
  context.on("weberror", (error) =>
    complaints.push(`${error.page()?.url() ?? ""}: ${error.error().message}`),
  );
  context.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) {
      complaints.push(`${message.page()?.url() ?? ""}: ${message.text()}`);
    }
  });
  return context.newPage();
}
