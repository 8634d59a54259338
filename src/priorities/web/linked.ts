import {
  subjectText,
  type Asking,
  type Section,
  type Sentence,
  type SubjectRef,
} from "../../kernel/index.ts";

const inward = {
  decides: "Decided by",
  funds: "Paid for from",
  answers: "Answered by",
  replaces: "Replaced by",
  "caused-by": "Cause of",
  about: "Spoken of by",
} as const;

/** The money and the resolutions behind a priority, and whatever else points to it; nothing where there is nothing. */
export async function linkedSection(asking: Asking, subject: SubjectRef): Promise<readonly Section[]> {
  const here = subjectText(subject);
  const links = (await asking.links.listAround(asking.db, subject)).filter(
    ({ to, on }) => subjectText(to) === here && (!asking.atGiven || on === undefined || on <= asking.at),
  );
  const described = await asking.describe(
    asking.db,
    links.map(({ from }) => from),
  );
  const items = links.flatMap(({ from, kind }): readonly Sentence[] => {
    const other = described.find(({ ref }) => subjectText(ref) === subjectText(from));
    return other
      ? [[`${inward[kind]} `, { text: other.title, href: other.href }, `, ${other.kindLabel}`]]
      : [];
  });
  return items.length === 0 ? [] : [{ kind: "list", heading: "Money and decisions behind it", items }];
}
