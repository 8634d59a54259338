import { expect } from "vitest";
import type { Viewer } from "../../src/kernel/index.ts";
import type { perform } from "../../src/platform/acts/perform.ts";
import { actsOn } from "./acts.ts";
import type { TestApp } from "./app.ts";

/** Pooled funds on a running node, for the tests of their pages. */
export interface PoundsOn {
  /** Carries out a command of the module, named without it, as whoever keeps the host unless another is named. */
  act(name: string, input: Readonly<Record<string, unknown>>, viewer?: Viewer): ReturnType<typeof perform>;
  /** A page as machines get it. */
  json<Shape = Record<string, never>>(path: string): Promise<Shape>;
}

export function poundsOn(app: TestApp, keeper: Viewer): PoundsOn {
  const acts = actsOn(app, "pounds", keeper);
  return {
    act: async (name, input, viewer) => await acts(name, input, viewer ? { viewer } : {}),
    json: async <Shape>(path: string) => {
      const answer = await app.get(path);
      expect(answer.status, `${path} ${answer.text.slice(0, 300)}`).toBe(200);
      return JSON.parse(answer.text) as Shape;
    },
  };
}

/** What a page says, without its pictures and marks. */
export function wordsOf(html: string): string {
  return html
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
}
