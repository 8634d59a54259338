import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sampleShell } from "../../test/support/gallery-pages.ts";
import type { FormModel } from "../kernel/index.ts";
import { readForm } from "./kits/form.ts";
import { createRenderer } from "./render.ts";
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

const options = [
  { value: "nhs", text: "NHS provider" },
  { value: "vcse", text: "Voluntary sector" },
];
const rich: FormModel = {
  title: "Correct a survey",
  submit: "Keep",
  fields: [
    { name: "voices", label: "Voices", widget: { kind: "checkboxes", options } },
    { name: "voice", label: "Voice", widget: { kind: "radios", options } },
    { name: "figure", label: "Figure", widget: { kind: "measured", unit: "days" } },
    { name: "open", label: "Open", widget: { kind: "yes-no" } },
    { name: "on", label: "On", widget: { kind: "date" } },
    { name: "note", label: "Note", widget: { kind: "textarea" } },
    { name: "secret", label: "Secret", widget: { kind: "text", secret: true } },
    { name: "file", label: "File", widget: { kind: "file", accept: [".csv"] } },
  ],
  values: {
    voices: '["nhs","vcse"]',
    voice: "nhs",
    figure: '{"kind":"value","value":1234.5}',
    open: "true",
    on: "2026-03-31",
    note: "First line\nSecond line",
  },
};

/** The lines of one side by field. */
function linesOf(typed: Readonly<Record<string, unknown>>, side: "theirs" | "yours"): object {
  const { fields } = staleView(rich, typed);
  return Object.fromEntries(fields.map((field) => [field.name, field[side].lines]));
}

describe("what the second of two editors is shown", () => {
  test("is every visible field as it stands now beside what they typed, and which of them differ", () => {
    const view = staleView(fresh, { name: "River Board", version: "3" });
    expect(view.title).toBe("Correct a name");
    expect(view.submit).toBe("Keep");
    expect(view.fields).toEqual([
      {
        name: "name",
        label: "Name",
        theirs: { sent: "Riverside Board", lines: ["Riverside Board"] },
        yours: { sent: "River Board", lines: ["River Board"] },
        differs: true,
      },
      {
        name: "note",
        label: "note",
        theirs: { sent: "", lines: [] },
        yours: { sent: "", lines: [] },
        differs: false,
      },
    ]);
  });

  test("sends the version of today with the next try, so that the same clash is not found again", () => {
    expect(staleView(fresh, { version: "3" }).hidden).toEqual([{ name: "version", value: "4" }]);
  });

  test("says so when both typed the same", () => {
    expect(staleView(fresh, { name: "Riverside Board" }).fields[0]?.differs).toBe(false);
  });

  test("reads in words: choices by their labels one a line, figures with their unit, dates written out", () => {
    expect(linesOf({}, "theirs")).toEqual({
      voices: ["NHS provider", "Voluntary sector"],
      voice: ["NHS provider"],
      figure: ["1,234.5 days"],
      open: ["Yes"],
      on: ["31 March 2026"],
      note: ["First line", "Second line"],
    });
    const yours = {
      voices: ["vcse", "gone"],
      voice: "vcse",
      figure: { kind: "suppressed" },
      open: "false",
      on: "31/2/2026",
    };
    expect(linesOf(yours, "yours")).toEqual({
      voices: ["Voluntary sector", "gone"],
      voice: ["Voluntary sector"],
      figure: ["suppressed"],
      open: ["No"],
      on: ["31/2/2026"],
      note: [],
    });
    expect(linesOf({ figure: { kind: "zero" } }, "yours")).toMatchObject({ figure: ["0 days"] });
    expect(linesOf({ figure: { kind: "value", value: "many" } }, "yours")).toMatchObject({
      figure: ["many"],
    });
  });

  test("sends what reads in words back so that the form's reader finds the same value again", () => {
    const typed = { voices: ["vcse"], figure: { kind: "no-data" }, on: "2026-04-01", open: "false" };
    const { fields } = staleView(rich, typed);
    const sent = Object.fromEntries(fields.map((field) => [field.name, field.yours.sent]));
    expect(readForm(rich, sent)).toEqual(typed);
  });

  test("does not call a list different for the order in which its boxes were ticked", () => {
    const [voices] = staleView(rich, { voices: ["vcse", "nhs"] }).fields;
    expect(voices?.differs).toBe(false);
  });

  test("never holds a password or a file: the form asks for them again", () => {
    const typed = { secret: "gravel moss tram", file: { name: "a.csv", bytes: new Uint8Array(3) } };
    const view = staleView(rich, typed);
    expect(view.fields.map((field) => field.name)).toEqual([
      "voices",
      "voice",
      "figure",
      "open",
      "on",
      "note",
    ]);
    expect(JSON.stringify(view)).not.toContain("gravel");
  });

  test("of a form without any values is empty beside what was typed", () => {
    const { values: _values, ...empty } = fresh;
    const view = staleView(empty, { name: "River Board" });
    expect(view.fields[0]).toMatchObject({
      theirs: { lines: [] },
      yours: { sent: "River Board" },
      differs: true,
    });
    expect(view.hidden).toEqual([{ name: "version", value: "" }]);
  });

  test("is drawn as words in lines, never as the text that is sent", () => {
    const { render } = createRenderer({ folders: { web: fileURLToPath(new URL("./", import.meta.url)) } });
    const typed = { voices: ["vcse"], figure: { kind: "not-applicable" } };
    const html = render("stale.njk", {
      shell: sampleShell({}),
      action: "/x",
      key: "k",
      ...staleView(rich, typed),
    });
    const seen = html.replace(/<[^>]*>/g, "|");
    expect(html).toContain("NHS provider<br>Voluntary sector<");
    expect(seen).toContain("1,234.5 days");
    expect(seen).toContain("not applicable");
    expect(seen).not.toMatch(/[{["]/);
  });
});
