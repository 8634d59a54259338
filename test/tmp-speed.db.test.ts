import { inspect } from "node:util";
import pg from "pg";
import { test } from "vitest";
import { startTestApp } from "./support/app.ts";
import { browserAs } from "./support/factories/people.ts";
const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
const log: { text: string; ms: number; rows: number }[] = [];
const original = pg.Client.prototype.query as (...a: unknown[]) => unknown;
(pg.Client.prototype as { query: unknown }).query = function (this: unknown, ...args: unknown[]) {
  const t = performance.now();
  const result = original.apply(this, args) as Promise<{ rows: unknown[] }>;
  if (result && typeof result.then === "function") void result.then((r) => log.push({ text: String(typeof args[0] === "string" ? args[0] : (args[0] as { text: string }).text), ms: performance.now() - t, rows: r.rows?.length ?? 0 }), () => undefined);
  return result;
};
const panels: { name: string; ms: number }[] = [];
for (const manifest of app.node.core.manifests) for (const panel of manifest.panels ?? []) {
  const load = panel.load;
  (panel as { load: unknown }).load = async (...args: Parameters<typeof load>) => {
    const t = performance.now();
    try { return await load(...args); } finally { panels.push({ name: panel.name, ms: performance.now() - t }); }
  };
}
const only = process.env["ONLY"]?.split(",");
test("time", async () => {
  const browser = await browserAs(app, "neighbour");
  for (const path of ["/", "/claims", "/areas/lewisham", "/areas/walsall", "/organisations/lewisham-and-greenwich-nhs-trust", "/organisations/walsall-healthcare-nhs-trust", "/outcomes/delays", "/outcomes", "/claims/PICK"]) {
    if (only && !only.includes(path)) continue;
    let at = path;
    if (path === "/claims/PICK") { const j = (await app.get("/claims.json")).json<{ items: { slug: string }[] }>(); at = `/claims/${j.items[0]?.slug ?? "x"}`; }
    let status = 0;
    for (let i = 0; i < 6; i += 1) status = (await browser.get(`${at}?w=${i}`)).status;
    log.length = 0; panels.length = 0;
    const t = performance.now();
    for (let i = 0; i < 10; i += 1) await browser.get(`${at}?x=${i}`);
    process.stderr.write(`== ${at} ${status} ${((performance.now() - t) / 10).toFixed(1)} ms a page, queries ${log.length / 10}\n`);
    const by = new Map<string, { n: number; ms: number; rows: number }>();
    for (const one of log) { const k = one.text.replace(/\s+/g, " ").slice(0, Number(process.env["W"] ?? 150)); const b = by.get(k) ?? { n: 0, ms: 0, rows: 0 }; b.n += 1; b.ms += one.ms; b.rows += one.rows; by.set(k, b); }
    for (const [k, v] of [...by].sort((a, b) => b[1].ms - a[1].ms).slice(0, 10)) process.stderr.write(`   ${(v.ms / 10).toFixed(1)} ms x${v.n / 10} rows ${v.rows / 10}: ${k}\n`);
    const byPanel = new Map<string, number>();
    for (const one of panels) byPanel.set(one.name, (byPanel.get(one.name) ?? 0) + one.ms / 10);
    process.stderr.write(`   panels: ${[...byPanel].sort((a, b) => b[1] - a[1]).slice(0, 9).map(([n, ms]) => `${n} ${ms.toFixed(1)}`).join(", ")}\n`);
  }
  void inspect;
}, 240_000);
