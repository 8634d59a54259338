import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startTestApp } from "../support/app.ts";
import { startApp } from "./support/app-process.ts";
import { badRequest, type BadRequest } from "./support/bad-request.ts";
import { createChance } from "./support/chance.ts";
import { sharedDatabase } from "./support/shared-database.ts";
import { ask } from "./support/writer.ts";

const requestsWanted = 10_000;
const slowWanted = 50;
const inFlight = 8;
/** Nothing that is answered takes so long, on a machine that stands still for half a minute either. */
const patienceMs = 180_000;
const wantedHeaders = [
  "content-security-policy",
  "x-content-type-options",
  "referrer-policy",
  "x-frame-options",
];

test(`${requestsWanted} malformed requests are never answered with 500, never crash, and always carry the security headers`, async () => {
  const chance = createChance();
  console.log(`fuzz: seed ${chance.seed} (LONG_SEED repeats the requests)`);
  const routes = await listRoutes();
  const { url } = await sharedDatabase();
  const app = await startApp({ databaseUrl: url });
  try {
    await app.ready;
    const port = Number(new URL(app.origin).port);
    const began = performance.now();
    const slow = Promise.all(
      Array.from({ length: slowWanted }, async (_, index) => await dawdle(port, index)),
    );
    const statuses = new Map<number, number>();
    const wrong: string[] = [];
    let left = requestsWanted;
    const work = async (): Promise<void> => {
      while (left > 0 && wrong.length < 20) {
        left -= 1;
        const sent = badRequest(chance, routes);
        const answer = await exchange(port, sent);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        wrong.push(...faults(sent, answer));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, work));
    await slow;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const counts = [...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, times]) => `${times} of ${status}`)
      .join(", ");
    console.log(
      `fuzz: ${requestsWanted - left} requests at ${routes.length} routes, ${slowWanted} slow ones, ${seconds} s; ${counts}`,
    );
    expect(wrong).toEqual([]);
    expect(app.isRunning()).toBe(true);
    expect(app.words()).not.toMatch(/"level":(50|60)|unhandled/i);
    expect((await ask(`${app.origin}/`)).status).toBe(200);
  } finally {
    await app.stop();
  }
});

interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly isCutOff: boolean;
}

function faults(sent: BadRequest, answer: RawAnswer): readonly string[] {
  // A body over the limit may be cut off while it is still being sent; the next request shows whether the site lives.
  if (answer.isCutOff) return sent.bytes.length > 900_000 ? [] : [`No answer to ${sent.words}`];
  if (answer.status >= 500) return [`${answer.status} to ${sent.words}`];
  const missing = wantedHeaders.filter((name) => !answer.head.toLowerCase().includes(`\r\n${name}:`));
  return missing.length > 0 ? [`${answer.status} without ${missing.join(", ")} to ${sent.words}`] : [];
}

async function exchange(port: number, sent: BadRequest): Promise<RawAnswer> {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    const finish = (): void => {
      socket.destroy();
      const head = heard.split("\r\n\r\n", 1)[0] ?? "";
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, head, isCutOff: status === 0 });
    };
    socket.setTimeout(patienceMs, finish);
    socket.on("data", (part: Buffer) => {
      if (heard.length < 20_000) heard += part.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", finish);
    socket.write(sent.bytes);
  });
}

/** Sends a request a byte at a time and gives up half-way. */
async function dawdle(port: number, index: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const text =
    index % 2 === 0
      ? "GET /areas HTTP/1.1\r\nhost: x\r\nx-slow: "
      : "POST /search HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\nabc";
  for (const letter of text) {
    socket.write(letter);
    await pause(50);
  }
  socket.destroy();
}

async function listRoutes(): Promise<readonly string[]> {
  const { routes } = await startTestApp();
  return [...new Set(routes.map((route) => route.path))];
}
