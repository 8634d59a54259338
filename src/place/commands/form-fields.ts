import type { Choice, FormModel } from "../../kernel/index.ts";
import { areaKindLabel, areaKinds } from "../area.ts";
import { boardKindKeys, boardKindLabel } from "../board.ts";
import { codeSchemes } from "../codes.ts";
import { documentPurposeKeys, documentPurposes } from "../document.ts";
import { organisationKindKeys, organisationKindLabel, schemeLabel } from "../organisation.ts";
import { endings } from "../successor.ts";

type Field = FormModel["fields"][number];

export const areaKindChoices: readonly Choice[] = areaKinds.map((value) => ({
  value,
  text: areaKindLabel(value),
}));

export const organisationKindChoices: readonly Choice[] = organisationKindKeys.map((value) => ({
  value,
  text: organisationKindLabel(value),
}));

export const boardKindChoices: readonly Choice[] = boardKindKeys.map((value) => ({
  value,
  text: boardKindLabel(value),
}));

export const schemeChoices: readonly Choice[] = codeSchemes.map((value) => ({
  value,
  text: schemeLabel(value),
}));

export const endingChoices: readonly Choice[] = Object.entries(endings).map(([value, text]) => ({
  value,
  text,
}));

export const documentPurposeChoices: readonly Choice[] = documentPurposeKeys.map((value) => ({
  value,
  text: documentPurposes[value],
}));

/** The two fields that say where a fact is known from. */
export const sourceFields: readonly Field[] = [
  { name: "source", widget: { kind: "text" } },
  { name: "seen", widget: { kind: "date" } },
];
