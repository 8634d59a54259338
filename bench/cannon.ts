// A process of its own that sends requests: its argument says where, how many and how long, its output what came of it.
import autocannon from "autocannon";
import type { Shots } from "./load.ts";

const { origin, paths, uniqueQuery, headers, ...rest } = JSON.parse(process.argv[2] ?? "{}") as Shots;
let count = 0;
const result = await autocannon({
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
});
process.stdout.write(
  JSON.stringify({
    p50: result.latency.p50,
    p99: result.latency.p99,
    perSecond: result.requests.average,
    total: result.requests.total,
    failed: result.errors + result.timeouts + result.non2xx,
  }),
);
