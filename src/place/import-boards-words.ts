import { isCivilDate, type CivilDate } from "@concordat/calendar";
import { boardKindKeys, voices, type Board, type BoardKind, type Voice } from "./board.ts";

/** Kinds of board as lists of other people call them. */
const kindWords: Readonly<Record<string, BoardKind>> = {
  ...Object.fromEntries(boardKindKeys.map((kind) => [kind, kind])),
  icb_board: "icb-board",
  hwb: "health-and-wellbeing-board",
  hosc: "scrutiny-committee",
  jhosc: "joint-scrutiny-committee",
  icp: "integrated-care-partnership",
  system_board_pre_2022: "system-board",
  place_partnership: "place-partnership",
};

/** What a list calls a kind of board; `template`: no board but what the law asks of one; undefined: not known. */
export function kindFromWords(text: string): BoardKind | "template" | undefined {
  if (text === "template") return "template";
  return Object.hasOwn(kindWords, text) ? kindWords[text] : undefined;
}

/** Every word for a kind that is understood. */
export const knownKinds: readonly string[] = [...Object.keys(kindWords), "template"];

/** How complete a list says that it is, by how it begins: "complete from attendance lists", "partial: minimum only". */
export function completenessFromWords(text: string): Exclude<Board["completeness"], "kept-here"> | undefined {
  const words = text.trim().toLowerCase();
  if (words.startsWith("complete except") || words.startsWith("partial")) return "partial";
  if (words.startsWith("complete")) return "complete";
  if (/^counts[ -]only/.test(words)) return "counts-only";
  return /^not[ -]held/.test(words) ? "not-held" : undefined;
}

/** The first day that a list speaks for: "2016-06 to 2017-04" is 1 June 2016; undefined for words without a date in front. */
export function firstDayOf(asAt: string): CivilDate | undefined {
  const date = /^(\d{4})(?:-(\d{2})(?!\d))?(?:-(\d{2}))?(?![\d])/.exec(asAt.trim());
  if (!date) return undefined;
  const text = `${date[1]}-${date[2] ?? "01"}-${date[3] ?? "01"}`;
  return isCivilDate(text) ? text : undefined;
}

const sectors: Readonly<Record<string, Voice>> = {
  nhs_commissioner: "nhs-commissioner",
  nhs_provider: "nhs-provider",
  primary_care: "primary-care",
  local_government_elected: "council-elected",
  local_government_officer: "council-officer",
  vcse: "voluntary",
  healthwatch_public: "healthwatch-public",
  other: "other",
  unknown: "not-known",
};

/**
 * What a seat speaks for, from the sector of a list.
 *
 * The chair and the non-executive members of an integrated care board's own board are appointed to judge for themselves, so
 * they are independent and not the commissioner; an independent chair is independent too. Reasons stand in `voices.csv`.
 *
 * @returns undefined for a sector or voice that nobody defined
 */
export function voiceOfSector(
  sector: string,
  seat: { readonly role: string; readonly kind: BoardKind },
): Voice | undefined {
  // "other" is both a sector, which is looked at more closely, and a voice.
  const voice = Object.hasOwn(sectors, sector) ? sectors[sector] : undefined;
  if (voice === undefined) return Object.hasOwn(voices, sector) ? (sector as Voice) : undefined;
  if (voice === "nhs-commissioner" && seat.kind === "icb-board" && isIndependent(seat.role))
    return "independent";
  if (voice === "other" && /\bindependent\b.*\bchair\b/i.test(seat.role)) return "independent";
  return voice;
}

function isIndependent(role: string): boolean {
  return /\bnon-?executive\b/i.test(role) || (/\bchair\b/i.test(role) && !/\bcommittee\b/i.test(role));
}

/** Every sector and voice that is understood. */
export const knownSectors: readonly string[] = [...Object.keys(sectors), ...Object.keys(voices)];
