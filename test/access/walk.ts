import { expect } from "vitest";
import { isUuid } from "../../src/kernel/index.ts";
import { securityHeaders } from "../../src/web/headers.ts";
import type { KindOfPerson } from "../support/factories/people.ts";
import { gradeMost, gradesOfHtml } from "../support/plain-words.ts";
import type { Answer } from "../support/test-browser.ts";
import type { AccessRow, Outcome } from "./table.ts";

/** What the access table says of a route, by kind of person. */
export function expectedOf(row: AccessRow): Record<KindOfPerson, Outcome> {
  return {
    visitor: row.visitor,
    keeper: row.keeper,
    neighbour: row.neighbour,
    administrator: row.administrator,
  };
}

/** What came of a request, in the words of the table. */
export function outcomeOf(answer: Answer): string {
  return answer.status === 303 && answer.location?.startsWith("/sign-in?next=")
    ? "sign-in"
    : String(answer.status);
}

/** What holds for every answer of the site, good or bad. */
export function expectWellFormed(answer: Answer, address: string): void {
  const { "referrer-policy": _own, ...constant } = securityHeaders;
  expect(answer.status, address).toBeLessThan(500);
  expect(answer.headers, address).toMatchObject(constant);
  expect(["same-origin", "no-referrer"], address).toContain(answer.headers["referrer-policy"]);
  expect(isUuid(answer.headers["x-request-id"] ?? ""), address).toBe(true);
  if (answer.status === 200) expect(answer.headers["cache-control"], address).toBeDefined();
}

/** The answer, leads and panels' answers of a page that was sent read as plain words do: under seven years of school. */
export function expectPlain(html: string, address: string): void {
  expect(
    gradesOfHtml(html).filter(({ grade }) => grade >= gradeMost),
    `words of ${address} that need more than seven years of school`,
  ).toEqual([]);
}

/** A word that is in no fact and no template: an answer that holds it has shown something private. */
export const privateWord = "quillfeather";

/** Nothing private is told, other than in the address that was asked for. */
export function holdsPrivateWord(answer: Answer, address: string): boolean {
  const asked = address.split(/[/?&=:.]/).filter((part) => part.includes(privateWord));
  const text = asked.reduce((rest, slug) => rest.replaceAll(slug, ""), answer.text.toLowerCase());
  return text.includes(privateWord);
}
