import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { composeNode } from "../app/compose.ts";
import { fixedClock, instant } from "../kernel/index.ts";
import { readConfig } from "../platform/config.ts";
import { keptMail } from "../platform/mail/mail.ts";
import { secretHash } from "./secret.ts";

const { pool } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T09:00:00Z"));

/** The network addresses that one wrong password is counted under, when it comes with this header. */
async function countedUnder(proxies: string, forwarded: string, candidates: readonly string[]) {
  const config = readConfig({ LOG_LEVEL: "silent", CONCORDAT_TRUST_PROXY: proxies });
  const onError = (error: unknown): never => {
    throw error;
  };
  const parts = { pool, clock, config, mail: keptMail(), onError };
  const node = await composeNode({ ...parts, pause: async (ms) => await pause(ms) });
  try {
    await pool.query("delete from identity.attempt");
    const page = await node.app.inject({ url: "/sign-in", headers: { accept: "text/html" } });
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const sent = await node.app.inject({
      method: "POST",
      url: "/sign-in",
      headers: {
        accept: "text/html",
        "content-type": "application/x-www-form-urlencoded",
        "x-forwarded-for": forwarded,
        cookie: page.cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      },
      payload: new URLSearchParams({ _csrf: token, email: "a@b.example", password: "wrong" }).toString(),
    });
    expect(sent.statusCode).toBe(422);
    const { rows } = await pool.query<{ key: string }>("select key from identity.attempt");
    const keys = rows.map((row) => row.key);
    return candidates.filter((address) => keys.includes(`address:${secretHash(address)}`));
  } finally {
    await node.stop();
  }
}

test.each([
  ["0", "127.0.0.1"],
  ["1", "198.51.100.7"],
  ["2", "203.0.113.9"],
])(
  "Behind %s proxies a try counts for %s, whatever the client wrote into X-Forwarded-For",
  async (proxies, address) => {
    const forwarded = "192.0.2.1, 203.0.113.9, 198.51.100.7";
    const candidates = ["127.0.0.1", ...forwarded.split(", ")];
    expect(await countedUnder(proxies, forwarded, candidates)).toEqual([address]);
  },
);
