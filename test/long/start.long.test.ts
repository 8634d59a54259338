import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { shippedDatabase } from "../support/shipped.ts";

interface Started {
  /** What it said so far, on both outputs. */
  said(): string;
  /** Resolves with the exit code, undefined after a signal. */
  readonly ended: Promise<number | undefined>;
  end(): void;
}

/** `npm start` from the sources, with these settings and no others. */
function startSite(settings: Readonly<Record<string, string>>): Started {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", join(import.meta.dirname, "../../src/app/start.ts")],
    {
      cwd: join(import.meta.dirname, "../.."),
      env: { PATH: process.env["PATH"], ...settings },
    },
  );
  let text = "";
  const hear = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | undefined>((resolve) => {
    child.once("close", (code) => resolve(code ?? undefined));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { said: () => text, ended, end: () => void child.kill("SIGTERM") };
}

test("A port in use stops the start at once, with a sentence and before a database is made", async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => void other.listen({ host: "127.0.0.1", port: 0 }, resolve));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const data = join(tmpdir(), `concordat-never-${process.pid}`);
  const site = startSite({ PORT: String(port), CONCORDAT_DATA: data });
  expect(await site.ended).toBe(1);
  expect(site.said()).toBe(
    `Concordat could not go on.\nPort ${port} is taken by another program; set PORT to another.\n`,
  );
  expect(existsSync(data)).toBe(false);
});

test("PORT=0 announces the port that was taken, and its sign-in link can be opened", async () => {
  const { config } = await shippedDatabase();
  const { database, ...where } = config;
  const words = new URLSearchParams(Object.entries(where).map(([name, value]) => [name, String(value)]));
  const site = startSite({
    PORT: "0",
    DATABASE_URL: `postgresql:///${database}?${words}`,
    LOG_LEVEL: "silent",
  });
  await expect.poll(site.said, { interval: 100 }).toMatch(/first administrator.*\n/);
  expect(site.said()).toMatch(/^Concordat is ready at http:\/\/localhost:[1-9]\d*$/m);
  const link =
    /http:\/\/localhost:\d+\/\S+/.exec(site.said().split("first administrator")[1] ?? "")?.[0] ?? "";
  const answer = await fetch(link.replace("localhost", "127.0.0.1"));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("Sign in");
  site.end();
  expect(await site.ended).toBe(0);
});
