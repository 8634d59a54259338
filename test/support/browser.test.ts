import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems } from "./axe.ts";
import { openBrowser, screenshot, type TestBrowser } from "./browser.ts";
import { htmlProblems, pageHtmlProblems } from "./html.ts";

const policy = "default-src 'none'; script-src 'self'; style-src 'self'";

function pageWith(body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Areas</title></head>
<body><main><h1>Areas</h1>${body}</main></body></html>
`;
}

const pages: Readonly<Record<string, string>> = {
  "/good": pageWith("<p>Lewisham</p>"),
  "/bad": pageWith('<p>Lewisham</p><img src="/x.png"><input type="text" name="area">'),
  "/script": pageWith('<p id="told">before</p><script src="/told.js"></script>'),
  "/inline": pageWith("<script>document.title = 'changed';</script>"),
};

describe("the browser of the tests", () => {
  let server: Server;
  let browser: TestBrowser;
  let baseUrl: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const script = request.url === "/told.js";
      response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
      response.setHeader("content-security-policy", policy);
      response.end(
        script ? "document.getElementById('told').textContent = 'after';" : pages[request.url ?? ""],
      );
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it.each([{ javaScript: true }, { javaScript: false }])(
    "finds nothing on a good page and each fault of a bad one (scripts: $javaScript)",
    async ({ javaScript }) => {
      const page = await browser.newPage({ width: 390, javaScript, baseUrl });
      await page.goto("/good");
      expect(await axeProblems(page)).toEqual([]);
      expect(await pageHtmlProblems(page)).toEqual([]);
      await page.goto("/bad");
      const found = (await axeProblems(page)).join("\n");
      expect(found).toContain("image-alt");
      expect(found).toContain("label");
      expect((await pageHtmlProblems(page)).join("\n")).toContain("img");
    },
  );

  it("runs the page's scripts only when asked to", async () => {
    const scripted = await browser.newPage({ width: 1280, javaScript: true, baseUrl });
    await scripted.goto("/script");
    expect(await scripted.textContent("#told")).toBe("after");
    const plain = await browser.newPage({ width: 1280, javaScript: false, baseUrl });
    await plain.goto("/script");
    expect(await plain.textContent("#told")).toBe("before");
  });

  it("hears what the security policy refuses", async () => {
    const before = browser.complaints.length;
    const page = await browser.newPage({ width: 1280, javaScript: true, baseUrl });
    await page.goto("/inline");
    await expect.poll(() => browser.complaints.slice(before).join("\n")).toContain("Content Security Policy");
  });

  it("takes a picture of the page", async () => {
    const folder = mkdtempSync(join(tmpdir(), "concordat-pictures-"));
    const page = await browser.newPage({ width: 390, javaScript: true, baseUrl });
    await page.goto("/good");
    await screenshot(page, join(folder, "areas", "390.png"));
    expect(existsSync(join(folder, "areas", "390.png"))).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  });

  it("names each fault of a page's source with its place", async () => {
    expect(await htmlProblems(pageWith("<p>Bexley</div>"))).not.toEqual([]);
    expect(await htmlProblems(pageWith("<p>Bexley</p>"))).toEqual([]);
  });
});
