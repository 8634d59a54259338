import type { FormModel } from "../kernel/index.ts";
import type { FieldWords } from "./kits/form.ts";

/** One field as two people have it. */
export interface StaleField {
  readonly name: string;
  readonly label: string;
  readonly theirs: string;
  readonly yours: string;
  readonly differs: boolean;
}

/** What the second editor is shown: every field as it stands now and as they typed it. */
export interface StaleView {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly StaleField[];
  /** Hidden fields with today's values, the version among them. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
}

/** Puts the form as it stands now beside what was typed. */
export function staleView(
  fresh: FormModel,
  typed: Readonly<Record<string, unknown>>,
  words: FieldWords = {},
): StaleView {
  const now = fresh.values ?? {};
  const visible = fresh.fields.filter((field) => field.widget.kind !== "hidden");
  return {
    title: fresh.title,
    submit: fresh.submit,
    fields: visible.map((field) => {
      const theirs = now[field.name] ?? "";
      const yours = textOf(typed[field.name]);
      return {
        name: field.name,
        label: field.label ?? words[field.name]?.label ?? field.name,
        theirs,
        yours,
        differs: theirs !== yours,
      };
    }),
    hidden: fresh.fields
      .filter((field) => field.widget.kind === "hidden")
      .map((field) => ({ name: field.name, value: now[field.name] ?? "" })),
  };
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
