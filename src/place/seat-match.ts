import type { Seat } from "./board.ts";
import type { RequiredSeat } from "./statutory-holders.ts";

/**
 * Whether a listed seat is one that the law asks for.
 *
 * `followed`: it is for a body whose place the holder took later. `may-be`: its words leave it open.
 */
export type SeatMatch = "is" | "followed" | "may-be" | "no";

/** What the comparison reads of a seat. */
export type ListedSeat = Pick<
  Seat,
  "number" | "role" | "organisation" | "voice" | "seats" | "voting" | "statutory" | "attendsAs"
>;

/** Compares one listed seat with one that the law asks for, by its voice, its words and the body that it is for. */
export function matchSeat(required: RequiredSeat, seat: ListedSeat): SeatMatch {
  if (seat.attendsAs === "observer" || seat.attendsAs === "substitute") return "no";
  const words = matchWords(required, seat);
  if (words === "no") return "no";
  const holder = matchHolder(required, seat);
  if (holder === "no") return "no";
  if (words === "is") return holder;
  return holder === "followed" ? "followed" : "may-be";
}

/** Roles that name no office: any of several may sit on them. */
const openRole =
  /^(the )?(council |other |partner )?(officers?|members?|representatives?|directors?|executives?)\b/i;

function matchWords(required: RequiredSeat, seat: ListedSeat): Exclude<SeatMatch, "followed"> {
  const text = `${seat.role} ${seat.organisation?.name ?? ""}`;
  if (required.notWords?.test(seat.role)) return "no";
  const named = required.words?.test(text) ?? false;
  if (required.voices.includes(seat.voice)) {
    if (required.words === undefined || named) return "is";
    return openRole.test(seat.role) && seat.seats !== 1 ? "may-be" : "no";
  }
  if (seat.voice === "not-known") return named ? "is" : "may-be";
  // A lead of another voice may hold the office as well; a councillor who speaks for children's services does not.
  return named && seat.voice !== "council-elected" ? "may-be" : "no";
}

function matchHolder(required: RequiredSeat, seat: ListedSeat): SeatMatch {
  if (required.per === "board") return "is";
  const { organisation } = seat;
  const { holder } = required;
  if (required.holdersNotHeld) return isOfKind(required, organisation?.name) ? "is" : "may-be";
  if (!holder) return organisation === undefined || required.per === "council" ? "is" : "may-be";
  if (organisation === undefined) return required.per === "council" ? "is" : "may-be";
  if (organisation.slug !== undefined) {
    if (organisation.slug === holder.slug) return "is";
    return holder.followed.some((one) => one.slug === organisation.slug) ? "followed" : "no";
  }
  if (sameBody(organisation.name, holder.name)) return "is";
  if (holder.followed.some((one) => sameBody(organisation.name, one.name))) return "followed";
  return "may-be";
}

/** "NHS Croydon CCG" is a clinical commissioning group. */
function isOfKind(required: RequiredSeat, name: string | undefined): boolean {
  if (name === undefined) return false;
  if (required.per === "each-ccg") return /\bCCG\b|clinical commissioning/i.test(name);
  if (required.per === "each-icb") return /\bICB\b|integrated care board/i.test(name);
  return false;
}

/** Names that differ only in the usual words around them: "London Borough of Croydon", "Croydon Council". */
function sameBody(one: string, other: string): boolean {
  const bare = bareName(one);
  return bare !== "" && bare === bareName(other);
}

function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(nhs|icb|ccg|integrated care board|clinical commissioning group)\b/g, " ")
    .replace(
      /\b(london|royal|city|county|metropolitan)? ?(borough|city|county|council)( council)?( of)?\b/g,
      " ",
    )
    .replace(/[^a-z]+/g, " ")
    .trim();
}
