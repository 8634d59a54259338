import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { answerBrokenRequest } from "./broken-request.ts";
import { securityHeaders } from "./headers.ts";

test.each([
  [
    "bytes that are no HTTP",
    "hello\r\n\r\n",
    "400 Bad Request",
    "This is not a request that can be read as HTTP.",
  ],
  [
    "an address in raw UTF-8",
    "GET /\u00f0\u0000 HTTP/1.1\r\nhost: x\r\n\r\n",
    "400 Bad Request",
    "cannot|can be read",
  ],
  [
    "headers without end",
    `GET / HTTP/1.1\r\nx: ${"h".repeat(20_000)}`,
    "431 Request Header Fields Too Large",
    "larger than this site takes",
  ],
])("%s are answered with the headers of every answer", async (_name, sent, status, words) => {
  const app = fastify({ clientErrorHandler: answerBrokenRequest(securityHeaders) });
  onTestFinished(async () => await app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const answer = await exchange((app.server.address() as AddressInfo).port, sent);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toContain(`HTTP/1.1 ${status}`);
  for (const [name, value] of Object.entries(securityHeaders)) expect(head).toContain(`${name}: ${value}`);
  expect(head).toContain("application/problem+json");
  expect(JSON.parse(body)).toMatchObject({ code: "request.unreadable" });
  expect(body).toMatch(new RegExp(words));
});

async function exchange(port: number, sent: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.from(sent, "latin1")));
    let heard = "";
    socket.on("data", (part: Buffer) => (heard += part.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => resolve(heard));
  });
}
