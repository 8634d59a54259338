import { expect, test } from "vitest";
import { z } from "zod";
import type { FormModel, Widget } from "../../kernel/index.ts";
import { fieldWords } from "./field-words.ts";
import { formView, readForm } from "./form.ts";

const formOf = (...fields: readonly (readonly [string, Widget])[]): FormModel => ({
  title: "Edit",
  submit: "Save",
  fields: fields.map(([name, widget]) => ({ name, widget })),
});
const date: Widget = { kind: "date" };
const measured: Widget = { kind: "measured", unit: "%" };
const options = [
  { value: "a", text: "A" },
  { value: "b", text: "B", hint: "The second" },
];

test("texts are trimmed, empty ones left out, and fields the form does not have are ignored", () => {
  const form = formOf(
    ["name", { kind: "text" }],
    ["note", { kind: "textarea" }],
    ["other", { kind: "text" }],
  );
  const body = { name: "  Aldermere ", note: "one\r\ntwo", other: "   ", administrator: "true", _csrf: "x" };
  expect(readForm(form, body)).toEqual({ name: "Aldermere", note: "one\ntwo" });
});

test("a secret is taken as typed", () => {
  expect(readForm(formOf(["password", { kind: "text", secret: true }]), { password: " a b " })).toEqual({
    password: " a b ",
  });
});

test.each([
  [{ "on-day": "1", "on-month": "4", "on-year": "2026" }, "2026-04-01"],
  [{ "on-day": " 31 ", "on-month": "02", "on-year": "2026" }, "2026-02-31"],
  [{ "on-day": "", "on-month": "4", "on-year": "2026" }, "?/4/2026"],
  [{ "on-day": "first", "on-month": "April", "on-year": "26" }, "first/April/26"],
  [{ "on-day": "", "on-month": "", "on-year": "" }, undefined],
  [{ on: "2026-04-01" }, "2026-04-01"],
])("the date %j is read as %s", (body, expected) => {
  expect(readForm(formOf(["on", date]), body)["on"]).toBe(expected);
});

test.each([
  [
    { "x-value": "1,234.5", "x-kind": "value" },
    { kind: "value", value: 1234.5 },
  ],
  [{ "x-value": "-3" }, { kind: "value", value: -3 }],
  [{ "x-value": "0", "x-kind": "value" }, { kind: "zero" }],
  [{ "x-value": "", "x-kind": "no-data" }, { kind: "no-data" }],
  [{ "x-kind": "suppressed" }, { kind: "suppressed" }],
  [
    { "x-value": "5", "x-kind": "not-applicable" },
    { kind: "not-applicable", value: 5 },
  ],
  [
    { "x-value": "lots", "x-kind": "value" },
    { kind: "value", value: "lots" },
  ],
  [{ "x-value": "", "x-kind": "value" }, undefined],
])("the measured field %j is read as %j", (body, expected) => {
  expect(readForm(formOf(["x", measured]), body)["x"]).toEqual(expected);
});

test("what the page of two versions sends as one text is read like the fields it stands for", () => {
  const form = formOf(["x", measured], ["places", { kind: "checkboxes", options }], ["on", date]);
  const read = (x: string): unknown => readForm(form, { x })["x"];
  expect(read('{"kind":"value","value":5}')).toEqual({ kind: "value", value: 5 });
  expect([read("suppressed"), read("0"), read("2.5"), read("{no")]).toEqual([
    { kind: "suppressed" },
    { kind: "zero" },
    { kind: "value", value: 2.5 },
    { kind: "value", value: "{no" },
  ]);
  expect(readForm(form, { places: '["a","b"]', on: "2026-04-01" })).toEqual({
    places: ["a", "b"],
    on: "2026-04-01",
  });
});

test("checkboxes are a list, one or many, and none is left out", () => {
  const form = formOf(["places", { kind: "checkboxes", options }]);
  expect(readForm(form, { "places[]": ["a", "b"] })).toEqual({ places: ["a", "b"] });
  expect(readForm(form, { "places[]": "a" })).toEqual({ places: ["a"] });
  expect(readForm(form, { places: ["b"] })).toEqual({ places: ["b"] });
  expect(readForm(form, {})).toEqual({});
});

test("yes and no are true and false as text, and a repeated single field counts once", () => {
  const form = formOf(["open", { kind: "yes-no" }], ["name", { kind: "text" }]);
  expect(readForm(form, { open: "false", name: ["old", "new"] })).toEqual({ open: "false", name: "new" });
});

test("a file is handed on as it came, and a text in its place is not", () => {
  const form = formOf(["file", { kind: "file", accept: [".pdf"] }]);
  const file = { name: "a.pdf", bytes: new Uint8Array(1) };
  expect(readForm(form, { file })).toEqual({ file });
  expect(readForm(form, { file: "a.pdf" })).toEqual({});
});

test("a measured value nobody could have sent as text is not taken", () => {
  expect(readForm(formOf(["name", { kind: "text" }]), { name: { toString: "x" } })).toEqual({});
});

test("an error leads to the first control of its field, of a date to the day", () => {
  const view = formView(formOf(["name", { kind: "text" }], ["on", date], ["x", measured]), {}, [
    { code: "c", field: "x.value", message: "No number" },
    { code: "b", field: "on", message: "No date" },
    { code: "a", field: "name", message: "No name" },
    { code: "w", message: "Nothing fits" },
  ]);
  expect(view.problems).toEqual([
    { text: "Nothing fits" },
    { text: "No name", href: "#name" },
    { text: "No date", href: "#on-day" },
    { text: "No number", href: "#x" },
  ]);
  expect(view.fields.map((field) => field.error)).toEqual(["No name", "No date", "No number"]);
});

test("an impossible date comes back as it was typed", () => {
  const form = formOf(["on", date]);
  const body = { "on-day": "31", "on-month": "2", "on-year": "2026" };
  expect(formView(form, { ...body, ...readForm(form, body) }, []).fields[0]!.parts).toEqual({
    day: "31",
    month: "2",
    year: "2026",
  });
  expect(formView(form, { on: "?/4/2026" }, []).fields[0]!.parts).toEqual({
    day: "",
    month: "4",
    year: "2026",
  });
  expect(formView(form, { on: "2026-04-01" }, []).fields[0]!.parts).toEqual({
    day: "1",
    month: "4",
    year: "2026",
  });
});

test.each([
  ["12.5", { kind: "value", value: "12.5" }],
  ["suppressed", { kind: "suppressed", value: "" }],
  [{ kind: "zero" }, { kind: "value", value: "0" }],
  [
    { kind: "value", value: 3 },
    { kind: "value", value: "3" },
  ],
  [undefined, { kind: "value", value: "" }],
])("a measured field that holds %j shows the right choice", (held, expected) => {
  expect(formView(formOf(["x", measured]), { x: held }, []).fields[0]!.figure).toEqual(expected);
});

test("a secret is never sent back to the page", () => {
  const view = formView(formOf(["password", { kind: "text", secret: true }]), { password: "hunter2" }, []);
  expect(JSON.stringify(view)).not.toContain("hunter2");
});

test("choices know which of them is chosen and carry their hints", () => {
  const [field] = formView(formOf(["places", { kind: "checkboxes", options }]), { places: ["b"] }, []).fields;
  expect(field!.choices).toEqual([
    { value: "a", text: "A", checked: false, selected: false },
    { value: "b", text: "B", hint: { text: "The second" }, checked: true, selected: true },
  ]);
});

test("a list to open begins with none, once: in the form's own words where it has some", () => {
  const textsOf = (own: readonly { readonly value: string; readonly text: string }[]): readonly string[] =>
    formView(formOf(["place", { kind: "select", options: own }]), {}, []).fields[0]!.choices.map(
      ({ text }) => text,
    );
  expect(textsOf([{ value: "a", text: "A" }])).toEqual(["Choose one", "A"]);
  expect(
    textsOf([
      { value: "", text: "No board" },
      { value: "a", text: "A" },
    ]),
  ).toEqual(["No board", "A"]);
});

test("labels come from the form, else from the schema, else from the name; what may be left out says so", () => {
  const schema = z.object({
    name: z.string().meta({ title: "Its name", description: "As in the constitution" }),
    note: z.string().meta({ title: "A note" }).optional(),
    amount: z.string().meta({ title: "Amount" }).transform(Number),
    endsOn: z.string(),
  });
  const form = formOf(
    ["name", { kind: "text" }],
    ["note", { kind: "text" }],
    ["amount", { kind: "text" }],
    ["endsOn", date],
  );
  const view = formView(form, {}, [], fieldWords(schema));
  expect(view.fields.map((field) => field.label)).toEqual([
    "Its name",
    "A note (optional)",
    "Amount",
    "Ends on",
  ]);
  expect(view.fields[0]!.hint).toBe("As in the constitution");
});

test("cancelling leads to the last step of the trail", () => {
  const trail = [
    { text: "Areas", href: "/areas" },
    { text: "Bexley", href: "/areas/bexley" },
  ];
  expect(formView({ ...formOf(), trail }, {}, []).cancelHref).toBe("/areas/bexley");
  expect(formView(formOf(), {}, []).cancelHref).toBeUndefined();
});

test("a schema that is no object has no words", () => {
  expect(fieldWords(z.string())).toEqual({});
  expect(fieldWords(undefined)).toEqual({});
});
