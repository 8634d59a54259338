import { Agent, request } from "node:http";
import { createAccount, createToken, findAccountByEmail, revealToken } from "../../../src/identity/index.ts";
import { systemClock } from "../../../src/kernel/index.ts";
import type { Connection } from "../../../src/platform/database/connection.ts";
import { createDb, createPool } from "../../../src/platform/database/pool.ts";

/** What came back of one request. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** One request to act: an account is opened, its entry written, its letter queued, all in one transaction. */
export interface Write {
  readonly key: string;
  readonly email: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const patienceMs = 20_000;

/** Makes an administrator with an access token, directly in the database: who writes in these suites. */
export async function makeWriterToken(connection: Connection): Promise<string> {
  const pool = createPool({ connection, applicationName: "concordat-cli-test", connectionsMax: 1 });
  try {
    const db = createDb(pool);
    const now = { at: systemClock.now(), today: systemClock.today() };
    const person = {
      email: "writer@example.org",
      displayName: "A writer",
      administrator: true,
      illustrative: false,
    };
    const account = (await findAccountByEmail(db, person.email)) ?? (await createAccount(db, person, now.at));
    const token = await createToken(db, { accountId: account.id, name: "Long suite" }, now);
    const text = await revealToken(db, { id: token.id, accountId: account.id });
    if (text === undefined) throw new Error("The token was not given out.");
    return text;
  } finally {
    await pool.end();
  }
}

/** One HTTP request to this machine; rejects when the connection breaks before a whole answer came. */
export async function ask(
  address: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<HttpAnswer> {
  return await new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const sent = request(address, { method, headers, agent, timeout: patienceMs }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("The answer was cut off.")));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on("timeout", () => sent.destroy(new Error(`No answer within ${patienceMs / 1000} seconds.`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends one write through the command API. */
export async function sendWrite(origin: string, token: string, write: Write): Promise<HttpAnswer> {
  return await ask(`${origin}/api/identity/add-account`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "idempotency-key": write.key,
    },
    body: JSON.stringify({ email: write.email, displayName: "Somebody of the long suite" }),
  });
}
