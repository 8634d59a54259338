import { describe, expect, test } from "vitest";
import type { FormModel } from "../kernel/index.ts";
import { staleView } from "./stale.ts";

const fresh: FormModel = {
  title: "Correct a name",
  submit: "Keep",
  fields: [
    { name: "name", label: "Name", widget: { kind: "text" } },
    { name: "note", widget: { kind: "textarea" } },
    { name: "version", widget: { kind: "hidden" } },
  ],
  values: { name: "Riverside Board", version: "4" },
};

describe("what the second of two editors is shown", () => {
  test("is every visible field as it stands now beside what they typed, and which of them differ", () => {
    const view = staleView(fresh, { name: "River Board", note: "", version: "3" });
    expect(view.title).toBe("Correct a name");
    expect(view.submit).toBe("Keep");
    expect(view.fields).toEqual([
      { name: "name", label: "Name", theirs: "Riverside Board", yours: "River Board", differs: true },
      { name: "note", label: "note", theirs: "", yours: "", differs: false },
    ]);
  });

  test("sends the version of today with the next try, so that the same clash is not found again", () => {
    expect(staleView(fresh, { version: "3" }).hidden).toEqual([{ name: "version", value: "4" }]);
  });

  test("says so when both typed the same", () => {
    expect(staleView(fresh, { name: "Riverside Board" }).fields[0]?.differs).toBe(false);
  });

  test("holds what is not a text in a form that can be read", () => {
    const shown = staleView(fresh, { name: ["a", "b"] }).fields[0];
    expect(shown?.yours).toBe('["a","b"]');
  });

  test("of a form without any values is empty beside what was typed", () => {
    const { values: _values, ...empty } = fresh;
    const view = staleView(empty, { name: "River Board" });
    expect(view.fields[0]).toMatchObject({ theirs: "", yours: "River Board", differs: true });
    expect(view.hidden).toEqual([{ name: "version", value: "" }]);
  });
});
