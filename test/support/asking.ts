import type { Asking } from "../../src/kernel/index.ts";

/** What a page may ask besides its tables, where a test is not about it: no files, no links, nothing described. */
export const askingPorts: Pick<Asking, "whole" | "files" | "links" | "describe"> = {
  whole: false,
  files: { listFor: async () => [] },
  links: { listAround: async () => [] },
  describe: async () => [],
};
