import { expect } from "vitest";
import type { TestApp } from "./app.ts";
import { htmlProblems } from "./html.ts";
import type { Answer, TestBrowser } from "./test-browser.ts";

/** Ways a test reads proposals of a running node. */
export interface ProposalPages {
  /** The words of a page, which must be found and well formed. */
  words(path: string, browser?: TestBrowser): Promise<string>;
  json<T>(path: string): Promise<T>;
  versionOf(slug: string): Promise<string>;
  /** Entries of one kind, in order. */
  recordOf(kind: string): Promise<readonly { readonly summary: string; readonly body: string }[]>;
}

/** Opens a form and sends it. */
export async function send(
  browser: TestBrowser,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  await browser.get(path);
  return await browser.post(path, fields);
}

/** Ways to read proposals and their entries on a node. */
export function proposalPages(app: TestApp): ProposalPages {
  return {
    async words(path: string, browser: TestBrowser = app.browser()): Promise<string> {
      const answer = await browser.get(path);
      expect(answer.status, `${path} ${answer.text.slice(0, 300)}`).toBe(200);
      expect(await htmlProblems(answer.text), path).toEqual([]);
      return answer.text
        .replace(/<script.*?<\/script>/gs, "")
        .replace(/<svg.*?<\/svg>/gs, "")
        .replace(/<[^>]+>/g, " ")
        .replaceAll("&#39;", "'")
        .replaceAll("&quot;", '"')
        .replace(/\s+/g, " ");
    },
    async json<T>(path: string): Promise<T> {
      const answer = await app.get(path);
      expect(answer.status, path).toBe(200);
      return JSON.parse(answer.text) as T;
    },
    async versionOf(slug: string): Promise<string> {
      const { rows } = await app.database.pool.query<{ version: number }>(
        "select version from decisions.proposal where slug = $1",
        [slug],
      );
      return String(rows[0]?.version ?? 0);
    },
    async recordOf(kind: string): Promise<{ readonly summary: string; readonly body: string }[]> {
      const { rows } = await app.database.pool.query<{ summary: string; body: string }>(
        "select summary, body::text as body from record.entry where kind = $1 order by id",
        [kind],
      );
      return rows;
    },
  };
}
