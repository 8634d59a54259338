import { listInWords, type Picture } from "../../kernel/index.ts";
import { label } from "./chart-parts.ts";
import type { ChartWords } from "./chart-words.ts";
import { tones } from "./colours.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { wrapped } from "./text-width.ts";

/** A job and the bodies that it answers to. */
export interface AccountabilityContent {
  readonly post: string;
  /** One or two lines of accountability: the body, and to whom in it. */
  readonly lines: readonly { readonly body: string; readonly to?: string }[];
}

/**
 * A job with a line up to every body that it answers to.
 *
 * @throws RangeError without a line, or with more than three: the boxes would be too narrow to read
 */
export function drawAccountability(data: AccountabilityContent, words: ChartWords): Picture {
  if (data.lines.length < 1 || data.lines.length > 3)
    throw new RangeError(`${data.lines.length} lines of accountability cannot be drawn: give one to three.`);
  return pictureOf((sheet) => accountabilityOn(sheet, data), {
    summary: words.summary,
    table: words.table ?? {
      caption: words.caption,
      columns: [
        { key: "body", label: "Answers to", kind: "text" },
        { key: "to", label: "In the person of", kind: "text" },
      ],
      rows: data.lines.map((line) => ({ body: line.body, to: line.to })),
      empty: `${data.post} answers to ${listInWords(data.lines.map((line) => line.body))}.`,
    },
  });
}

function accountabilityOn(sheet: Sheet, data: AccountabilityContent): Drawing {
  const gap = 14;
  const room = (sheet.width - gap * (data.lines.length - 1)) / data.lines.length;
  const wide = Math.min(room, 300);
  const left = (sheet.width - wide * data.lines.length - gap * (data.lines.length - 1)) / 2;
  const texts = data.lines.map((line) => ({
    body: wrapped(line.body, sheet.text, wide - 20),
    to: line.to === undefined ? [] : wrapped(line.to, sheet.text, wide - 20),
  }));
  const step = sheet.text * 1.35;
  const tall = Math.max(...texts.map(({ body, to }) => (body.length + to.length) * step)) + 16;
  const postWide = Math.min(sheet.width, 320);
  const post = wrapped(data.post, sheet.text, postWide - 20);
  const postTop = tall + 46;
  const middle = sheet.width / 2;
  const boxes = texts.map((text, index) => {
    const x = left + index * (wide + gap);
    return together([
      connection([x + wide / 2, tall], [middle, postTop]),
      box({ x: x + 1, y: 1, width: wide - 2, height: tall }, "plain"),
      lines(text.body, { x: x + wide / 2, y: 8, step, size: sheet.text, strong: true }),
      lines(text.to, {
        x: x + wide / 2,
        y: 8 + text.body.length * step,
        step,
        size: sheet.text,
        strong: false,
      }),
    ]);
  });
  const postTall = post.length * step + 16;
  return {
    height: postTop + postTall + 2,
    parts: [
      ...boxes,
      box({ x: middle - postWide / 2 + 1, y: postTop, width: postWide - 2, height: postTall }, "filled"),
      lines(post, { x: middle, y: postTop + 8, step, size: sheet.text, strong: true }),
    ],
  };
}

function connection(from: readonly [number, number], to: readonly [number, number]): Drawn {
  const half = (from[1] + to[1]) / 2;
  return draw("path", {
    d: `M${Math.round(from[0])} ${Math.round(from[1])}V${Math.round(half)}H${Math.round(to[0])}V${Math.round(to[1])}`,
    fill: "none",
    stroke: tones.accent,
    "stroke-width": 2,
  });
}

function box(
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  look: "plain" | "filled",
): Drawn {
  return draw("rect", {
    ...at,
    rx: 3,
    fill: look === "plain" ? tones.ground : tones.band,
    stroke: look === "plain" ? tones.quiet : tones.accent,
    "stroke-width": look === "plain" ? 1 : 2,
  });
}

function lines(
  texts: readonly string[],
  at: {
    readonly x: number;
    readonly y: number;
    readonly step: number;
    readonly size: number;
    readonly strong: boolean;
  },
): Drawn {
  return together(
    texts.map((text, index) =>
      label(text, at.x, at.y + at.size + index * at.step, { anchor: "middle", strong: at.strong }),
    ),
  );
}
