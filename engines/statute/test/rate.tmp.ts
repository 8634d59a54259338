import { makePathways, measuredProposals } from "./pathway-rate.ts";
const p = measuredProposals();
makePathways(2000, p);
const t = process.cpuUsage();
const w = performance.now();
const n = makePathways(10000, p);
const d = process.cpuUsage(t);
console.log(
  "10000 pathways:",
  (d.user / 1e6).toFixed(2),
  "s cpu user",
  ((performance.now() - w) / 1000).toFixed(2),
  "s wall",
  n,
  "steps",
);
