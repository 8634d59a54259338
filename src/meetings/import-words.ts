import type { MeetingKind, MeetingState } from "./meeting.ts";

/** How a source says that a meeting stands, with the state, kind and words that are kept of it. */
export interface SaidState {
  readonly state: MeetingState;
  readonly kind: MeetingKind;
  readonly state_words?: string;
}

/** Words of a list that say no more than the state and kind do. */
const plainWords = [
  "held",
  "scheduled",
  "cancelled",
  "seminar",
  "briefing",
  "adjourned",
  "informal",
  "overtaken",
];

/**
 * The state in the words of a list: "held", "scheduled", "adjourned, reconvened 2019-02-27", "informal: inquorate", "briefing".
 *
 * Words that say more than the state are kept beside it. A date that is only planned stays planned, however long ago it was:
 * that a source does not say it was held does not mean that it was not.
 */
export function stateOfWords(words: string): SaidState {
  const text = words.trim().toLowerCase();
  const kind = text.startsWith("seminar") ? "seminar" : text.startsWith("briefing") ? "briefing" : "ordinary";
  const state: MeetingState | undefined =
    text === "held" || kind !== "ordinary"
      ? "held"
      : text.includes("overtaken")
        ? "overtaken"
        : text.startsWith("adjourned")
          ? "adjourned"
          : text.startsWith("informal")
            ? "informal"
            : text.startsWith("cancelled")
              ? "cancelled"
              : text.startsWith("scheduled") || text.startsWith("confirmed") || text.startsWith("provisional")
                ? "planned"
                : undefined;
  const plain = plainWords.includes(text);
  if (state === undefined)
    throw new RangeError(
      `“${words}” does not say how the meeting stands. Write held, scheduled, cancelled, adjourned, informal, seminar or briefing.`,
    );
  return { state, kind, ...(plain ? {} : { state_words: words.trim() }) };
}
