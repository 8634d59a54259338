import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  contrast,
  inkOn,
  readable,
  series,
  signals,
  systems,
  tones,
  voiceColour,
  voices,
} from "./colours.ts";
import { hatchedBox, swatchMarkup, swatchOf } from "./hatch.ts";

const tints = [...Object.values(voices), ...Object.values(systems), ...Object.values(signals), ...series];

test.each(tints)("$label stands out from white by its colour or its edge", (tint) => {
  expect(contrast(tint.edge, tones.ground)).toBeGreaterThanOrEqual(3);
});

test.each(tints)("text on $label and text in its colour can be read", (tint) => {
  expect(contrast(inkOn(tint.colour), tint.colour)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(readable(tint), tones.ground)).toBeGreaterThanOrEqual(4.5);
});

test("quiet text can be read on white and on the warm band", () => {
  for (const ground of [tones.ground, tones.band])
    expect(contrast(tones.quiet, ground)).toBeGreaterThanOrEqual(4.5);
});

test("an unknown voice is shown as not known", () => {
  expect(voiceColour("toString").label).toBe("Not known");
  expect(voiceColour("healthwatch-public").colour).toBe("#c58a00");
});

test("the stylesheet has the same tokens", () => {
  const sheet = readFileSync(new URL("../styles/_tokens.scss", import.meta.url), "utf8");
  for (const name of ["ink", "quiet", "ground", "band", "rule", "accent", "link"] as const) {
    expect(sheet).toContain(`$${name}: ${tones[name]};`);
  }
});

test("a swatch is drawn for what the chart kit wrote and for nothing else", () => {
  expect(swatchMarkup(swatchOf(voices["nhs-provider"]))).toContain('fill="#5b84c4"');
  for (const text of ["", "red", '#5b84c4"><script>', "#5b84c4 #5b84c4 wavy"])
    expect(swatchMarkup(text)).toBe("");
});

test.each(["rising", "falling", "level", "upright", "dotted"] as const)(
  "%s lines stay inside their box",
  (hatch) => {
    const box = { x: 10, y: 20, width: 33, height: 14 };
    const { drawn } = hatchedBox(box, { label: "", colour: "#000000", edge: "#000000", hatch });
    const points = [...drawn.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(
      (found) => [Number(found[1]), Number(found[2])] as const,
    );
    expect(points.length).toBeGreaterThan(2);
    for (const [x, y] of points) {
      expect(x).toBeGreaterThanOrEqual(10);
      expect(x).toBeLessThanOrEqual(43);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y).toBeLessThanOrEqual(34);
    }
  },
);
