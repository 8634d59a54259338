import { createServer, request, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceAddress, questionAddress } from "./moderngov-service.ts";
import { isPublicAddress } from "./web/public-address.ts";
import { createOutgoing } from "./web/outgoing.ts";

test.each([
  ["1.1.1.1", true],
  ["151.101.1.69", true],
  ["172.32.0.1", true],
  ["2606:4700::1111", true],
  ["127.0.0.1", false],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["198.18.0.1", false],
  ["192.0.2.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::", false],
  ["::ffff:10.0.0.1", false],
  ["::ffff:1.1.1.1", false],
  ["64:ff9b::a00:1", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["ff02::1", false],
  ["2001:db8::1", false],
  ["2002:a00:1::", false],
  ["localhost", false],
])("the address %s is of the public internet: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

describe("the address of a web service", () => {
  test.each([
    ["https://democracy.example.org", "https://democracy.example.org/mgWebService.asmx"],
    ["https://example.org/moderngov/", "https://example.org/moderngov/mgWebService.asmx"],
    ["https://example.org/mgwebservice.asmx", "https://example.org/mgwebservice.asmx"],
    ["https://a.example//b.example", "https://a.example/b.example/mgWebService.asmx"],
    ["https://a.example/\\b.example/#top", "https://a.example/b.example/mgWebService.asmx"],
  ])("is read from %s", (given, expected) => {
    const read = serviceAddress(given);
    expect(read.ok && read.value.href).toBe(expected);
  });

  test.each([
    "http://example.org",
    "https://example.org:8443",
    "https://a:b@example.org",
    "file:///etc/hosts",
    "x",
  ])("is not taken from %s", (given) => {
    expect(serviceAddress(given).ok).toBe(false);
  });

  test("is never of another host than the one named, however its path is written", () => {
    const service = new URL("https://a.example");
    service.pathname = "//b.example";
    expect(questionAddress(service, { ask: "GetCommittees" }).href).toBe(
      "https://a.example/b.example/GetCommittees?lDays=0",
    );
  });

  test("is asked with days written day first", () => {
    const read = serviceAddress("https://example.org");
    if (!read.ok) throw new Error("It was not read.");
    const question = {
      ask: "GetMeetings",
      committee: "610",
      from: "2026-06-01",
      until: "2026-12-31",
    } as const;
    expect(questionAddress(read.value, question as Parameters<typeof questionAddress>[1]).href).toBe(
      "https://example.org/mgWebService.asmx/GetMeetings?lCommitteeId=610&sFromDate=01%2F06%2F2026&sToDate=31%2F12%2F2026",
    );
  });
});

const answers: Readonly<Record<string, RequestListener>> = {
  "/good": (_asked, answer) => void answer.end("<meetings/>"),
  "/wall": (_asked, answer) => void answer.writeHead(403).end("no"),
  "/gone": (_asked, answer) => void answer.writeHead(404).end("no"),
  "/broken": (_asked, answer) => void answer.writeHead(500).end("no"),
  "/moved": (_asked, answer) => void answer.writeHead(302, { location: "/good" }).end(),
  "/plain": (_asked, answer) => void answer.writeHead(302, { location: "http://council.test/good" }).end(),
  "/elsewhere": (_asked, answer) => void answer.writeHead(301, { location: "//other.test/good" }).end(),
  "/inside": (_asked, answer) => void answer.writeHead(301, { location: "https://inside.test/good" }).end(),
  "/metadata": (_asked, answer) =>
    void answer.writeHead(302, { location: "https://169.254.169.254/latest" }).end(),
  "/round": (_asked, answer) => void answer.writeHead(307, { location: "/round" }).end(),
  "/big": (_asked, answer) => void answer.end("x".repeat(3000)),
  "/packed": (_asked, answer) => void answer.writeHead(200, { "content-encoding": "gzip" }).end("x"),
  "/slow": (_asked, answer) => void answer.write("<"),
};
const hosts: Readonly<Record<string, readonly string[]>> = {
  "council.test": ["93.184.215.14"],
  "inside.test": ["10.0.0.7"],
  "other.test": ["93.184.215.15"],
  "both.test": ["93.184.215.14", "127.0.0.1"],
};
const asked: string[] = [];
const server = createServer((question, answer) => {
  const path = question.url ?? "/";
  asked.push(path);
  answers[path]?.(question, answer);
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const outgoing = createOutgoing(
  {
    resolve: async (host) =>
      host === "nowhere.test" ? await new Promise<never>(() => undefined) : (hosts[host] ?? [host]),
    open: (url, _address, options) =>
      request({
        ...options,
        host: "127.0.0.1",
        port: (server.address() as AddressInfo).port,
        path: url.pathname,
      }),
  },
  { bytesMax: 2000, redirectsMax: 2, millisMax: 300 },
);

describe("what is asked on the web", () => {
  test.each(["good", "moved"])("is had from /%s", async (path) => {
    const had = await outgoing(new URL(`https://council.test/${path}`));
    expect(had.ok && new TextDecoder().decode(had.bytes)).toBe("<meetings/>");
  });

  test.each([
    ["wall", "does not let this site in (it answered 403"],
    ["gone", "has no web service at this address"],
    ["broken", "answered 500"],
    ["plain", "only addresses that begin with https://"],
    ["elsewhere", "council.test sends on to other.test. Give that address if it is the council's."],
    ["inside", "council.test sends on to inside.test. Give that address"],
    ["metadata", "council.test sends on to 169.254.169.254. Give that address"],
    ["round", "sends on more than 2 times"],
    ["big", "more than 2000 bytes"],
    ["packed", "packed (gzip)"],
    ["slow", "did not answer within 0.3 seconds"],
  ])("is refused from /%s with the reason in words", async (path, why) => {
    expect(await outgoing(new URL(`https://council.test/${path}`))).toEqual({
      ok: false,
      why: expect.stringContaining(why) as string,
    });
  });

  test("is not waited for where the name leads nowhere", async () => {
    expect(await outgoing(new URL("https://nowhere.test/good"))).toMatchObject({
      why: expect.stringContaining("nowhere.test did not answer within") as string,
    });
  });

  test("is never asked of a host one of whose machines is not public, nor over anything but https", async () => {
    asked.length = 0;
    for (const address of [
      "https://inside.test/good",
      "https://both.test/good",
      "https://127.0.0.1/good",
      "https://[::1]/good",
      "http://council.test/good",
      "https://council.test:8080/good",
      "https://a:b@council.test/good",
    ])
      expect((await outgoing(new URL(address))).ok).toBe(false);
    expect(asked).toEqual([]);
    expect(await outgoing(new URL("https://169.254.169.254/latest"))).toEqual({
      ok: false,
      why: "169.254.169.254 is no machine of the public internet, so it is not asked.",
    });
  });
});
