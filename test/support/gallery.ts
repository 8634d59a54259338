// Draws a sample of every view and chart and photographs them at both widths: `npx tsx test/support/gallery.ts [folder]`.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAssets } from "../../scripts/styles.ts";
import { createRenderer } from "../../src/web/render.ts";
import { axeProblems } from "./axe.ts";
import { openBrowser, screenshot, type Width } from "./browser.ts";
import { samples } from "./gallery-pages.ts";
import { htmlProblems } from "./html.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = process.argv[2] ?? join(root, "dist/gallery");
const wanted = process.argv.slice(3);
const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".html": "text/html; charset=utf-8",
};

mkdirSync(folder, { recursive: true });
const assets = buildAssets(join(folder, "assets"));
const renderer = createRenderer({ folders: { web: join(root, "src/web") } });
const shown = samples(assets).filter((sample) => wanted.length === 0 || wanted.includes(sample.name));
for (const sample of shown)
  writeFileSync(join(folder, `${sample.name}.html`), renderer.render(sample.view, sample.data));

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
const server = createServer((request, response) => {
  const path = join(folder, (request.url ?? "/").split("?", 1)[0] ?? "");
  response.setHeader("content-type", types[extname(path)] ?? "text/plain");
  response.setHeader("content-security-policy", policy);
  try {
    response.end(readFileSync(path));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
const address = server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;
const browser = await openBrowser();
for (const sample of shown) {
  for (const problem of await htmlProblems(readFileSync(join(folder, `${sample.name}.html`), "utf8")))
    console.log(`${sample.name}: ${problem}`);
  for (const width of [390, 1280] satisfies Width[]) {
    const page = await browser.newPage({ width, javaScript: true });
    await page.goto(`http://127.0.0.1:${port}/${sample.name}.html`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await screenshot(page, join(folder, `${sample.name}-${width}.png`));
    for (const problem of await axeProblems(page)) console.log(`${sample.name} at ${width}: ${problem}`);
    await page.setViewportSize({ width: 320, height: 700 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width === 390 && wide > 320) console.log(`${sample.name}: ${wide} px wide on a screen of 320`);
    await page.context().close();
  }
}
for (const complaint of new Set(browser.complaints)) console.log(complaint);
await browser.close();
server.close();
console.log(`${shown.length} samples in ${folder}`);
