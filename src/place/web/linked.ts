import {
  subjectText,
  type Asking,
  type Link,
  type LinkKind,
  type Section,
  type Sentence,
  type SubjectRef,
} from "../../kernel/index.ts";

/** A link read from its beginning and from its end. */
const words: Readonly<Record<LinkKind, readonly [string, string]>> = {
  decides: ["Decides", "Decided by"],
  funds: ["Funds", "Funded by"],
  answers: ["Answers", "Answered by"],
  replaces: ["Replaces", "Replaced by"],
  "caused-by": ["Caused by", "Cause of"],
  about: ["About", "Spoken of by"],
};

/** What a thing is linked to, as far as this reader may see the other ends; nothing where there is nothing. */
export async function linkedSection(asking: Asking, subject: SubjectRef): Promise<readonly Section[]> {
  const here = subjectText(subject);
  const links = (await asking.links.listAround(asking.db, subject)).filter(
    (link) => !asking.atGiven || link.on === undefined || link.on <= asking.at,
  );
  const others = links.map((link) => otherEnd(link, here));
  const described = new Map(
    (await asking.describe(asking.db, others)).map((one) => [subjectText(one.ref), one]),
  );
  const items = links.flatMap((link, index): readonly Sentence[] => {
    const other = described.get(subjectText(others[index]!));
    if (!other) return [];
    const [outward, inward] = words[link.kind];
    return [
      [
        `${subjectText(link.from) === here ? outward : inward} `,
        { text: other.title, href: other.href },
        `, ${other.kindLabel}`,
      ],
    ];
  });
  return items.length === 0 ? [] : [{ kind: "list", heading: "Linked to", items }];
}

function otherEnd(link: Link, here: string): SubjectRef {
  return subjectText(link.from) === here ? link.to : link.from;
}
