import { expect, test } from "vitest";
import { loggedRequest } from "./logged-request.ts";

test.each([
  ["/sign-in/link/abc123", "/sign-in/link/…"],
  ["/sign-in/new/abc123?x=1", "/sign-in/new/…"],
  ["/sign-in/oidc/return?code=abc&state=def", "/sign-in/oidc/return?…"],
  ["/sign-in/new?next=/boards", "/sign-in/new?next=/boards"],
  ["/boards?at=2026-04-01", "/boards?at=2026-04-01"],
])("%s stands in the log as %s", (url, logged) => {
  expect(loggedRequest({ method: "GET", url, ip: "192.0.2.7" })).toEqual({
    method: "GET",
    url: logged,
    remoteAddress: "192.0.2.7",
  });
});
