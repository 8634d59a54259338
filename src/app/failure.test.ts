import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { Conflict, Invalid } from "../kernel/index.ts";
import { readConfig } from "../platform/config.ts";
import { openDatabase } from "./database.ts";
import { failureText, openingFailure } from "./failure.ts";
import { portFailure, tryPort } from "./port.ts";

const host = "127.0.0.1";

async function takenPort(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => void server.listen({ host, port: 0 }, resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

describe("the port is tried before anything that takes long", () => {
  test("a port in use is named, with what to do", async () => {
    const port = await takenPort();
    await expect(tryPort({ host, port })).rejects.toThrow(
      new Conflict("app.port", {
        message: `Port ${port} is taken by another program; set PORT to another.`,
      }),
    );
  });

  test("a free port is given back, and 0 becomes the one that was free", async () => {
    const port = await tryPort({ host, port: 0 });
    expect(port).toBeGreaterThan(0);
    expect(await tryPort({ host, port })).toBe(port);
  });

  test("an address of another machine is named", async () => {
    await expect(tryPort({ host: "192.0.2.1", port: 0 })).rejects.toThrow(
      "192.0.2.1 is not an address of this machine; set HOST to one that is, such as 127.0.0.1.",
    );
  });

  test("a port of the system's own is named", () => {
    const error = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
    expect(failureText(portFailure(error, { host, port: 80 }))).toBe(
      "Port 80 may not be used by this user; set PORT to one above 1023.",
    );
  });

  test("what was not foreseen is not hidden", () => {
    const error = new Error("something else");
    expect(portFailure(error, { host, port: 80 })).toBe(error);
  });
});

describe("a database that cannot be opened", () => {
  const opening = { applicationName: "test", log: () => undefined, onError: () => undefined };

  test("is said in a sentence without the password", async () => {
    const port = await tryPort({ host, port: 0 });
    const config = readConfig({ DATABASE_URL: `postgres://me:hush@${host}:${port}/concordat` });
    const error = await openDatabase(config, opening).catch((thrown: unknown) => thrown);
    const text = failureText(openingFailure(error, config));
    expect(text).toBe(
      `The database at ${host}:${port} does not answer (ECONNREFUSED). Check DATABASE_URL, and that the server runs and can be reached from here.`,
    );
  });

  test.each([
    [
      "28P01",
      'The database server at db.example:5433 does not let "me" in. Check the user and password in DATABASE_URL.',
    ],
    [
      "3D000",
      'The database server at db.example:5433 has no database "x". Make it, or name another in DATABASE_URL.',
    ],
    [
      "ENOTFOUND",
      "The database at db.example:5433 does not answer (ENOTFOUND). Check DATABASE_URL, and that the server runs and can be reached from here.",
    ],
  ])("whose server says %s is told apart", (code, sentence) => {
    const config = readConfig({ DATABASE_URL: "postgres://me:hush@db.example:5433/x" });
    const error = Object.assign(new Error("raw"), { code });
    expect(failureText(openingFailure(error, config))).toBe(sentence);
  });

  test("because the data folder cannot be made names the folder", async () => {
    const config = readConfig({ CONCORDAT_DATA: "/dev/null/data" });
    const error = await openDatabase(config, opening).catch((thrown: unknown) => thrown);
    expect(failureText(openingFailure(error, config))).toBe(
      "The data folder /dev/null/data cannot be made or written (ENOTDIR). Set CONCORDAT_DATA to a folder that this user may write.",
    );
  });
});

describe("the text of a failure", () => {
  test("lists wrong settings without a stack", () => {
    const problems = ["PORT must be a number.", "HOST must be an address."];
    const error = new Invalid(problems.map((message) => ({ code: "config.invalid", message })));
    expect(failureText(error)).toBe(
      "These settings cannot be used:\n  PORT must be a number.\n  HOST must be an address.",
    );
  });

  test("keeps the stack of a fault of the program, which nobody foresaw", () => {
    expect(failureText(new Error("broken"))).toMatch(/^Error: broken\n +at /);
    expect(failureText("broken")).toBe("broken");
  });
});
