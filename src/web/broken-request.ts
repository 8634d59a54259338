import type { Socket } from "node:net";
import { problemType } from "./problem-document.ts";

/** What Node's own reader of requests throws before there is a request. */
interface ReaderError extends Error {
  readonly code?: string;
}

const answers: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request took too long to arrive. Send it again."],
  HPE_HEADER_OVERFLOW: [
    431,
    "Request Header Fields Too Large",
    "The headers of the request are larger than this site takes.",
  ],
};
const unreadable = [400, "Bad Request", "This is not a request that can be read as HTTP."] as const;

/**
 * Answers what is not a request at all: no route and no hook ever sees it, so the headers are written here.
 *
 * @param headers  those of every answer
 */
export function answerBrokenRequest(
  headers: Readonly<Record<string, string>>,
): (error: ReaderError, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === "ECONNRESET" || socket.destroyed) return;
    if (socket.writable) socket.write(answerTo(error, headers));
    socket.destroySoon();
  };
}

function answerTo(error: ReaderError, headers: Readonly<Record<string, string>>): string {
  const [status, title, detail] = answers[error.code ?? ""] ?? unreadable;
  const code = "request.unreadable";
  const body = JSON.stringify({ type: problemType(code), title, status, detail, code });
  const all = {
    ...headers,
    "cache-control": "no-store",
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${title}\r\n${lines.join("")}\r\n${body}`;
}
