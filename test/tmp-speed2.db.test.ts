import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { test } from "vitest";
import { startTestApp } from "./support/app.ts";
import { browserAs } from "./support/factories/people.ts";
const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
test("snap", async () => {
  const out = process.env["SNAP"] ?? "/tmp/snap-x";
  const claims = (await app.get("/claims.json")).json<{ items: { slug: string }[] }>();
  let all = JSON.stringify(claims, null, 1);
  for (const one of claims.items) all += `\n${(await app.get(`/claims/${one.slug}.json`)).text}\n${(await app.get(`/claims/${one.slug}`)).text.replace(/nonce="[^"]*"/g, "")}`;
  for (const p of ["/claims.json?at=2015-06-30", "/index.json", "/", "/areas/lewisham", "/areas/walsall", "/organisations/walsall-healthcare-nhs-trust", "/outcomes/delays", "/outcomes/delays.json", "/outcomes/delays.json?at=2020-01-01"]) all += `\n== ${p}\n${(await app.get(p)).text}`;
  writeFileSync(`${out}.txt`, all.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "UUID"));
  const q = async (s: string): Promise<void> => { const r = await app.database.pool.query(s); process.stderr.write(`${r.rows.map((x: object) => Object.values(x).join(" | ")).join("\n")}\n\n`); };
  await q("select indicator_id, dimension, count(*), count(distinct code) from purpose.observation where indicator_id like 'ae.%' or indicator_id like 'dtoc.%' or indicator_id like 'ctr.%' group by 1,2 order by 3 desc limit 40");
  await q("select count(*) from purpose.observation");
  const explain = `explain (analyze, buffers) with given as (select distinct on (held.indicator_id, held.code, held.dimension, held.period_end) held.* from purpose.observation held
    where held.indicator_id = any(array['ae.attendances','ae.within-four-hours','ae.within-four-hours-type1']) and held.dimension = any(array['','sex=persons'])
    and held.period_end = any(select (d + interval '1 month' - interval '1 day')::date from generate_series('2011-04-01'::date, '2017-03-01'::date, interval '1 month') d)
    order by held.indicator_id, held.code, held.dimension, held.period_end desc, held.period_start, held.vintage desc)
    select indicator_id, period_start, vintage, sum(numerator), sum(denominator) from given group by 1,2,3`;
  await q(explain);
  await q("select claim, place, indicators, wholes, subjects, against, vintage, before, after, later, earlier from priorities.claim_definition where subjects like '%everybody%' or against like '%everybody%'");
  if (process.env["PROFILE"]) for (const path of process.env["PROFILE"].split(",")) {
    const browser = await browserAs(app, "neighbour");
    for (let i = 0; i < 8; i += 1) await browser.get(path);
    const session = new Session(); session.connect();
    await session.post("Profiler.enable"); await session.post("Profiler.setSamplingInterval", { interval: 200 }); await session.post("Profiler.start");
    const t = performance.now();
    for (let i = 0; i < 20; i += 1) await browser.get(path);
    const total = performance.now() - t;
    const { profile } = await session.post("Profiler.stop");
    const nodes = new Map(profile.nodes.map((n) => [n.id, n]));
    const parent = new Map<number, number>(); for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
    const self = new Map<string, number>(); const incl = new Map<string, number>();
    const label = (n: (typeof profile.nodes)[number]): string => `${n.callFrame.functionName || "anon"} ${n.callFrame.url.split("/").slice(-3).join("/")}:${n.callFrame.lineNumber}`;
    profile.samples!.forEach((id, i) => { const dt = profile.timeDeltas![i]! / 1000 / 20; const n = nodes.get(id)!; self.set(label(n), (self.get(label(n)) ?? 0) + dt);
      const seen = new Set<string>(); let at: number | undefined = id; while (at !== undefined) { const l = label(nodes.get(at)!); if (!seen.has(l)) { seen.add(l); incl.set(l, (incl.get(l) ?? 0) + dt); } at = parent.get(at); } });
    process.stderr.write(`=== ${path} ${(total / 20).toFixed(1)} ms\nSELF\n${[...self].sort((a, b) => b[1] - a[1]).slice(0, 22).map(([k, v]) => `${v.toFixed(2)} ${k}`).join("\n")}\nINCL\n${[...incl].sort((a, b) => b[1] - a[1]).slice(0, 75).map(([k, v]) => `${v.toFixed(2)} ${k}`).join("\n")}\n`);
  }
}, 240_000);
