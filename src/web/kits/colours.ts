/** How an area is hatched where colours touch, so that it is told apart without colour. */
export type Hatch = "plain" | "rising" | "falling" | "level" | "upright" | "dotted";

/** One colour with its label; `edge` outlines what would be too pale on white. */
export interface Tint {
  readonly label: string;
  readonly colour: string;
  /** A darker line around it, at least 3 to 1 against white. */
  readonly edge: string;
  readonly hatch: Hatch;
}

/** Ink, ground and lines; the same tokens as in styles/_tokens.scss, which a test compares. */
export const tones = {
  ink: "#1d1d2b",
  quiet: "#5a5866",
  ground: "#ffffff",
  band: "#f6f3ec",
  rule: "#dcd7cc",
  accent: "#4a2467",
  link: "#1b4f72",
  naive: "#7d7a88",
} as const;

function tint(label: string, colour: string, hatch: Hatch, edge = colour): Tint {
  return { label, colour, edge, hatch };
}

/** What a seat speaks for. NHS is blue, local government green; always shown with the label. */
export const voices = {
  "nhs-commissioner": tint("NHS commissioner", "#274b8f", "plain"),
  "nhs-provider": tint("NHS provider", "#5b84c4", "rising"),
  "primary-care": tint("Primary care", "#3a8f96", "upright"),
  "council-elected": tint("Council, elected", "#0b6b3a", "plain"),
  "council-officer": tint("Council officer", "#6fa67f", "falling", "#3d7a50"),
  voluntary: tint("Voluntary sector", "#a8551d", "level"),
  "healthwatch-public": tint("Healthwatch and public", "#c58a00", "dotted", "#946800"),
  independent: tint("Independent", "#7d7a88", "plain"),
  other: tint("Other", "#8c6d46", "rising"),
  "not-known": tint("Not known", "#cfc9bd", "plain", "#8a8375"),
} as const satisfies Record<string, Tint>;

export type VoiceKey = keyof typeof voices;

/** The systems of London as the tile map colours them; before April 2026 the first is two shades. */
export const systems = {
  "west-and-north-london": tint("West and North London", "#5b4b8a", "plain"),
  "north-west-london": tint("North West London", "#5b4b8a", "plain"),
  "north-central-london": tint("North Central London", "#7e6fb0", "rising"),
  "north-east-london": tint("North East London", "#0f7173", "plain"),
  "south-east-london": tint("South East London", "#b5541c", "plain"),
  "south-west-london": tint("South West London", "#3c6e47", "plain"),
} as const satisfies Record<string, Tint>;

/** What a warning sign says; never shown by colour alone. */
export const signals = {
  concern: tint("Concern", "#9b2d1f", "plain"),
  better: tint("Better than expected", "#1b6f9a", "plain"),
  advisory: tint("Advisory", "#c58a00", "plain", "#946800"),
} as const satisfies Record<string, Tint>;

/** Colours for series and groups that have no meaning of their own, in order of use. None is the accent, which is for limits. */
export const series: readonly Tint[] = [
  tint("First", "#0f7173", "plain"),
  tint("Second", "#b5541c", "falling"),
  tint("Third", "#274b8f", "rising"),
  tint("Fourth", "#8c6d46", "level"),
  tint("Fifth", "#7e6fb0", "upright"),
  tint("Sixth", "#6a6775", "dotted"),
];

/** The tint of a voice; an unknown key is shown as not known, never as somebody else. */
export function voiceColour(key: string): Tint {
  return isVoice(key) ? voices[key] : voices["not-known"];
}

/** The tint of a London system by its slug; absent for systems elsewhere. */
export function systemTint(slug: string): Tint | undefined {
  return Object.hasOwn(systems, slug) ? systems[slug as keyof typeof systems] : undefined;
}

function isVoice(key: string): key is VoiceKey {
  return Object.hasOwn(voices, key);
}

/** The tint of the nth thing without a colour of its own; begins again after the sixth. */
export function seriesColour(index: number): Tint {
  return series[index % series.length]!;
}

/** Relative luminance of a `#rrggbb` colour. @source WCAG 2.2, definition of relative luminance */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/**
 * Contrast of two `#rrggbb` colours, 1 to 21.
 *
 * @source WCAG 2.2, definition of contrast ratio
 * @example contrast("#ffffff", "#000000") // 21
 */
export function contrast(first: string, second: string): number {
  const [dark, light] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** White, ink or black: the first that can be read on a colour. On a middle grey only black can. */
export function inkOn(colour: string): string {
  return [tones.ground, tones.ink].find((text) => contrast(text, colour) >= 4.5) ?? "#000000";
}

/** A text colour near the wanted one that reads on white: the colour itself, its edge, or ink. */
export function readable(wanted: Tint): string {
  return [wanted.colour, wanted.edge].find((colour) => contrast(colour, tones.ground) >= 4.5) ?? tones.ink;
}
