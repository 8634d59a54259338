import { Invalid, type Problem } from "../../kernel/index.ts";
import { findingInWords, findPersonalData, type PersonalFinding } from "../question-personal-data.ts";

/**
 * Refuses text that tells of a private person: what surely does in any case, what may unless a person has looked.
 *
 * @param texts by the field that they came from
 * @param how.checked whether a person has looked at what may tell of somebody; they have, unless it is said that they have not
 * @param how.find which passages count; all, unless it is said otherwise
 */
export function refusePersonalData(
  texts: Readonly<Record<string, string | undefined>>,
  how: {
    readonly checked?: boolean;
    readonly find?: (text: string) => readonly PersonalFinding[];
  } = {},
): void {
  const { checked = true, find = findPersonalData } = how;
  const problems: Problem[] = [];
  for (const [field, text = ""] of Object.entries(texts)) {
    for (const finding of find(text)) {
      if (finding.sure)
        problems.push({
          code: "scrutiny.personal-data",
          field,
          message: `${findingInWords(finding)}. Everybody would read it: take it out. Nothing was kept.`,
        });
      else if (!checked)
        problems.push({
          code: "scrutiny.personal-data-perhaps",
          field: "checked",
          message: `${findingInWords(finding)}. Take it out, or say yes here if it tells nothing of a private person.`,
        });
    }
  }
  if (problems.length > 0) throw new Invalid(problems);
}
