import type { FormModel } from "../../kernel/index.ts";

/**
 * The last step of a merger or split: the plan comes in the address and is checked anew, only the reason is asked for.
 *
 * @param plan  the wizard's fields as an address has them, `on=2027-04-01&bodies=...`
 */
export function confirmForm(
  plan: string,
  form: { readonly title: string; readonly fields: readonly string[]; readonly back: string },
): FormModel {
  const given = new URLSearchParams(plan);
  const values = Object.fromEntries(
    form.fields.flatMap((name) => {
      const value = given.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    title: form.title,
    intro: [
      "Nothing has been done yet. This ends bodies, and cannot be taken back; a mistake is put right by a correction in the record. ",
      { text: "Look at the preview again", href: `${form.back}?${given.toString()}` },
      " if you are not sure.",
    ],
    submit: form.title,
    trail: [
      { text: "Organisations", href: "/organisations" },
      { text: "Preview", href: `${form.back}?${given.toString()}` },
    ],
    values,
    fields: [
      ...form.fields.map((name) => ({ name, widget: { kind: "hidden" as const } })),
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}
