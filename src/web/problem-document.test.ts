import { describe, expect, test } from "vitest";
import {
  Conflict,
  Gone,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  TooMuch,
  TooOften,
  Unavailable,
} from "../kernel/index.ts";
import { problemDocument, titleOfStatus } from "./problem-document.ts";

const calm = { isAway: () => false, isDiskFull: () => false };
const secret = "password hunter2 at /srv/concordat";

describe("a refusal as a problem document", () => {
  test.each([
    [NotSignedIn, 401, "Sign in first"],
    [NotAllowed, 403, "This is not open to you"],
    [NotFound, 404, "There is nothing at this address"],
    [Conflict, 409, "This cannot be done as things stand"],
    [Gone, 410, "This has ended"],
    [TooMuch, 413, "This is too large"],
    [TooOften, 429, "Too many tries"],
    [Unavailable, 503, "Not available for the moment"],
  ] as const)("%o is %d, %s", (Kind, status, title) => {
    const document = problemDocument(new Kind("test.refused", { message: "Here is why." }), calm);
    expect(document).toEqual({
      type: "/api/problems?with-code=test.refused",
      title,
      status,
      detail: "Here is why.",
      code: "test.refused",
    });
  });

  test("carries its facts", () => {
    const document = problemDocument(
      new Conflict("test.refused", { message: "No.", facts: { until: "2026-12-01" } }),
      calm,
    );
    expect(document.facts).toEqual({ until: "2026-12-01" });
  });

  test("of an input lists every problem with its field", () => {
    const problems = [
      { code: "input.a", field: "name", message: "Enter the name." },
      { code: "input.b", message: "Too much." },
    ];
    const document = problemDocument(new Invalid(problems), calm);
    expect(document).toMatchObject({ status: 422, title: "Something must be put right", problems });
  });
});

describe("a failure that is no refusal", () => {
  test.each([
    ["an error", new Error(secret)],
    ["a text", secret],
    ["nothing at all", undefined],
    ["a null", null],
    ["a number", 42],
    [
      "an error of the framework's own making",
      Object.assign(new Error(secret), { code: "FST_ERR_SEND_INSIDE_ONERR", statusCode: 500 }),
    ],
    ["an error of a library", Object.assign(new Error(secret), { code: "ECONNRESET", statusCode: 400 })],
  ])("is 500 and keeps its details to the log: %s", (_name, error) => {
    const document = problemDocument(error, calm);
    expect(document.status).toBe(500);
    expect(document.code).toBe("server.failed");
    expect(JSON.stringify(document)).not.toContain("hunter2");
  });

  test("of the disk or the database is 503 with what to do, the disk first", () => {
    const full = problemDocument(new Error(secret), { isAway: () => true, isDiskFull: () => true });
    const away = problemDocument(new Error(secret), { isAway: () => true, isDiskFull: () => false });
    expect(full).toMatchObject({ status: 503, code: "database.disk-full" });
    expect(away).toMatchObject({ status: 503, code: "database.away" });
    expect(JSON.stringify([full, away])).not.toContain("hunter2");
  });

  test.each([
    ["FST_REQ_FILE_TOO_LARGE", 413, "A file in this form is larger than this site takes."],
    ["FST_ERR_CTP_BODY_TOO_LARGE", 413, "What was sent is larger than this site takes in one request."],
    ["FST_ERR_CTP_INVALID_MEDIA_TYPE", 415, "Send JSON to the API, or use the form."],
    ["FST_ERR_CTP_INVALID_JSON_BODY", 400, "What was sent is not valid JSON."],
    ["FST_ERR_CTP_EMPTY_JSON_BODY", 400, "The request says it holds JSON but is empty."],
    ["FST_ERR_VALIDATION", 400, "The request could not be read."],
  ])("%s, which the sender can put right, is %d: %s", (code, statusCode, detail) => {
    const document = problemDocument(Object.assign(new Error(secret), { code, statusCode }), calm);
    expect(document).toMatchObject({ status: statusCode, detail, code: `request.${code.toLowerCase()}` });
  });
});

describe("an error of the file server that is meant to be seen", () => {
  test("keeps its status, not its words", () => {
    const document = problemDocument(
      Object.assign(new Error(secret), { statusCode: 403, expose: true }),
      calm,
    );
    expect(document).toMatchObject({ status: 403, code: "request.refused" });
    expect(JSON.stringify(document)).not.toContain("hunter2");
  });
});

describe("the title of a status", () => {
  test.each([
    [404, "There is nothing at this address"],
    [418, "This request cannot be read"],
    [502, "Something went wrong on our side"],
  ])("%d is %j", (status, title) => {
    expect(titleOfStatus(status)).toBe(title);
  });
});
