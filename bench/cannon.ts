// A process of its own that sends requests: its argument says where, how many and how long, its output what came of it.
import autocannon from "autocannon";
import type { Shots } from "./load.ts";

const { origin, paths, uniqueQuery, headers, ...rest } = JSON.parse(process.argv[2] ?? "{}") as Shots;
let count = 0;
// autocannon's own percentiles are whole milliseconds; these are not.
const times: number[] = [];
const options: autocannon.Options = {
  url: origin,
  connections: rest.connections,
  duration: rest.seconds,
  ...(rest.perSecond !== undefined && { overallRate: rest.perSecond }),
  ...(headers !== undefined && { headers: { ...headers } }),
  requests: paths.map((path) => ({
    path,
    ...(uniqueQuery === true && {
      setupRequest: (request: autocannon.Request) => {
        count += 1;
        return { ...request, path: `${path}${path.includes("?") ? "&" : "?"}bench=${process.pid}-${count}` };
      },
    }),
  })),
};
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const run = autocannon(options, (error: unknown, done) => (error ? reject(error) : resolve(done)));
  run.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
});
times.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    p50: percentile(0.5),
    p99: percentile(0.99),
    perSecond: result.requests.average,
    total: result.requests.total,
    failed: result.errors + result.timeouts + result.non2xx,
  }),
);

/** The least time that this share of the answers did not exceed. */
function percentile(share: number): number | undefined {
  return times[Math.max(0, Math.ceil(times.length * share) - 1)];
}
