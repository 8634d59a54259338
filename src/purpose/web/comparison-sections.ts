import type { Asking, Section } from "../../kernel/index.ts";
import { indicatorHref, type Observation, type Series } from "../observation.ts";
import type { CoveredIndicator } from "../store-indicators.ts";
import { funnelFrom, gapFrom } from "./comparison.ts";
import { funnelMethod, funnelPicture, plainAnswer } from "./funnel-picture.ts";
import { gapAnswer, gapMethod, gapPicture } from "./gap-picture.ts";
import { groupSections } from "./groups-section.ts";
import { withAt, type Names } from "./shared.ts";

/** Place by place, and the gap by deprivation: the picture where there is one, else why there is none. */
export async function comparisonSections(
  asking: Asking,
  of: {
    readonly indicator: CoveredIndicator;
    readonly latest: readonly Observation[];
    readonly names: Names;
    /** Every series of the place whose figures over time are shown. */
    readonly all: readonly Series[];
    readonly chosen: { readonly name: string } | undefined;
  },
): Promise<readonly Section[]> {
  const { indicator, latest, names } = of;
  const groups = groupSections(of.all, of.chosen?.name);
  if (indicator.keptHere || latest.length < 2) return groups;
  const funnel = funnelFrom(latest, indicator, names);
  const gap = latest.some((one) => one.areaId)
    ? await gapFrom(asking, indicator)
    : ({
        ok: false,
        why: "These are figures of organisations. How deprived the people are whom each of them serves is not held, so no gap by deprivation can be shown.",
      } as const);
  const href = (part: string): string => withAt(`${indicatorHref(indicator.id)}/${part}`, asking);
  return [
    ...groups,
    ...(funnel.ok
      ? ([
          {
            kind: "picture",
            heading: "Place by place",
            intro: [
              `${plainAnswer(funnel.value)} `,
              { text: "Every place with its limits", href: href("funnel") },
              ".",
            ],
            picture: funnelPicture(funnel.value, { indicator, names }),
          },
          { kind: "words", paragraphs: funnelMethod(funnel.value) },
        ] as const)
      : []),
    ...(gap.ok
      ? ([
          {
            kind: "picture",
            heading: "The gap by deprivation",
            intro: [
              `${gapAnswer(gap.value)} `,
              { text: "Every fifth with its limits", href: href("gap") },
              ".",
            ],
            picture: gapPicture(gap.value, indicator),
          },
          { kind: "words", paragraphs: gapMethod(gap.value).slice(0, 1) },
        ] as const)
      : []),
    ...(funnel.ok && gap.ok
      ? []
      : [absent(funnel.ok ? undefined : funnel.why, gap.ok ? undefined : gap.why)]),
  ];
}

function absent(funnel: string | undefined, gap: string | undefined): Section {
  return {
    kind: "facts",
    heading: "Comparisons that are not made",
    facts: [
      ...(funnel ? [{ label: "Place by place", value: funnel }] : []),
      ...(gap ? [{ label: "Gap by deprivation", value: gap }] : []),
    ],
  };
}
