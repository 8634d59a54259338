import type { Checked } from "../kernel/index.ts";
import { countInWords } from "../kernel/index.ts";
import { voiceLabel, voices, type Attendance, type Tristate, type Voice } from "./board.ts";

/** Whom a part of a quorum counts. */
export type QuorumAmong =
  | { readonly kind: "members" }
  | { readonly kind: "voting-members" }
  | { readonly kind: "voice"; readonly voice: Voice }
  /** Members whose role holds these words. */
  | { readonly kind: "role"; readonly words: string };

/** How many: a number, or a part of all seats of that sort, rounded up (`more`: more than that part). */
export type QuorumAmount =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "part"; readonly of: number; readonly in: number; readonly more?: true };

/** A quorum: one count, or several of which all or any must be met. */
export type Quorum =
  | { readonly kind: "count"; readonly amount: QuorumAmount; readonly among: QuorumAmong }
  | { readonly kind: "all" | "any"; readonly parts: readonly Quorum[] };

/** People of one role in the room, or seats of one role on the board; absent `count`: how many is not known. */
export interface QuorumCount {
  readonly voice: Voice;
  readonly role: string;
  readonly voting: Tristate;
  readonly attendsAs: Attendance;
  readonly count?: number;
}

/** Whether a quorum was met. */
export type QuorumVerdict = "met" | "not-met" | "cannot-tell";

const namedParts: Readonly<Record<string, readonly [number, number]>> = {
  "a quarter": [1, 4],
  "one quarter": [1, 4],
  "a third": [1, 3],
  "one third": [1, 3],
  half: [1, 2],
  "two thirds": [2, 3],
  "three quarters": [3, 4],
};

/**
 * Reads a quorum: counts joined by `and` and `or` (`and` binds closer; brackets may be nested).
 *
 * A count is a number or a part, then whom it counts: `members` (where nothing stands), `voting members`, a voice such as
 * `council-elected`, or words of a role in quotation marks.
 *
 * @example parseQuorum("a third of members and 1 council-elected and (1 nhs-commissioner or 1 nhs-provider)")
 */
export function parseQuorum(text: string): Checked<Quorum> {
  const tokens = tokensOf(text);
  const reader: Reader = { tokens, at: 0 };
  try {
    const quorum = readAny(reader, 0);
    if (reader.at < tokens.length) throw new SyntaxError(`“${tokens[reader.at]}” is not expected there`);
    return { ok: true, value: quorum };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      ok: false,
      problems: [
        {
          code: "place.quorum-unreadable",
          message: `“${text.trim()}” cannot be read as a quorum: ${error.message}. Write for example: 4 members and 1 council-elected and 1 nhs-commissioner.`,
        },
      ],
    };
  }
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const depthMax = 10;

function tokensOf(text: string): readonly string[] {
  return text.trim().match(/"[^"]*"|[()]|[^\s()"]+|"/g) ?? [];
}

function readAny(reader: Reader, depth: number): Quorum {
  if (depth > depthMax) throw new SyntaxError(`brackets go deeper than ${depthMax}`);
  return readJoined(reader, "or", () => readJoined(reader, "and", () => readOne(reader, depth)));
}

function readJoined(reader: Reader, word: "and" | "or", read: () => Quorum): Quorum {
  const parts = [read()];
  while (reader.tokens[reader.at]?.toLowerCase() === word) {
    reader.at += 1;
    parts.push(read());
  }
  if (parts.length === 1) return parts[0]!;
  const kind = word === "and" ? "all" : "any";
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function readOne(reader: Reader, depth: number): Quorum {
  if (reader.tokens[reader.at] !== "(") return readCount(reader);
  reader.at += 1;
  const inside = readAny(reader, depth + 1);
  if (reader.tokens[reader.at] !== ")") throw new SyntaxError("a bracket is not closed");
  reader.at += 1;
  return inside;
}

function readCount(reader: Reader): Quorum {
  const amount = readAmount(reader);
  if (reader.tokens[reader.at]?.toLowerCase() === "of") reader.at += 1;
  return { kind: "count", amount, among: readAmong(reader) };
}

function readAmount(reader: Reader): QuorumAmount {
  const first = reader.tokens[reader.at]?.toLowerCase();
  if (first === undefined) throw new SyntaxError("it breaks off where a number should stand");
  const more = first === "more" && reader.tokens[reader.at + 1]?.toLowerCase() === "than";
  if (more) reader.at += 2;
  const part = readPart(reader);
  if (part) return { kind: "part", of: part[0], in: part[1], ...(more && { more: true as const }) };
  if (more) throw new SyntaxError("after “more than” a part such as “half” should stand");
  if (!/^\d{1,4}$/.test(first) || Number(first) < 1)
    throw new SyntaxError(`“${first}” is not a number from 1 to 9999 or a part such as “a third”`);
  reader.at += 1;
  return { kind: "number", number: Number(first) };
}

function readPart(reader: Reader): readonly [number, number] | undefined {
  const words = reader.tokens.slice(reader.at, reader.at + 2).map((word) => word.toLowerCase());
  for (const length of [2, 1]) {
    const named = namedParts[words.slice(0, length).join(" ")];
    if (named && words.length >= length) {
      reader.at += length;
      return named;
    }
  }
  const figures = /^(\d{1,3})\/(\d{1,3})$/.exec(words[0] ?? "");
  if (!figures) return undefined;
  const [of, whole] = [Number(figures[1]), Number(figures[2])];
  if (of < 1 || of > whole) throw new SyntaxError(`“${words[0]}” is not a part of the whole`);
  reader.at += 1;
  return [of, whole];
}

function readAmong(reader: Reader): QuorumAmong {
  const word = reader.tokens[reader.at];
  if (word === undefined || word === ")" || /^(and|or)$/i.test(word)) return { kind: "members" };
  reader.at += 1;
  if (/^"[^"]+"$/.test(word)) return { kind: "role", words: word.slice(1, -1) };
  const key = word.toLowerCase();
  if (/^(members?|seats?)$/.test(key)) return { kind: "members" };
  if (key === "voting") {
    if (/^(members?|seats?)$/i.test(reader.tokens[reader.at] ?? "")) reader.at += 1;
    return { kind: "voting-members" };
  }
  if (Object.hasOwn(voices, key) && key !== "not-known") return { kind: "voice", voice: key as Voice };
  const known = Object.keys(voices).filter((voice) => voice !== "not-known");
  throw new SyntaxError(
    `“${word}” is no voice. Voices are ${known.join(", ")}; a role stands in quotation marks`,
  );
}

/** The text of a quorum, from which `parseQuorum` reads the same again. */
export function formatQuorum(quorum: Quorum): string {
  if (quorum.kind === "count") return `${formatAmount(quorum.amount)} ${formatAmong(quorum.among)}`;
  const word = quorum.kind === "all" ? " and " : " or ";
  return quorum.parts
    .map((part) => (part.kind === "count" ? formatQuorum(part) : `(${formatQuorum(part)})`))
    .join(word);
}

function formatAmount(amount: QuorumAmount): string {
  if (amount.kind === "number") return String(amount.number);
  return `${amount.more ? "more than " : ""}${amount.of}/${amount.in} of`;
}

function formatAmong(among: QuorumAmong): string {
  switch (among.kind) {
    case "members":
      return "members";
    case "voting-members":
      return "voting members";
    case "voice":
      return among.voice;
    case "role":
      return `"${among.words}"`;
  }
}

/** "a third of the members (7 of 21), and one of: council, elected". Numbers of seats are named where they are known. */
export function quorumInWords(quorum: Quorum, seats: readonly QuorumCount[] = []): string {
  if (quorum.kind === "count") return countInSentence(quorum, seats);
  const inner = quorum.parts.map((part) =>
    part.kind === "count" ? quorumInWords(part, seats) : `(${quorumInWords(part, seats)})`,
  );
  return inner.join(quorum.kind === "all" ? ", and " : ", or ");
}

function countInSentence(quorum: Quorum & { readonly kind: "count" }, seats: readonly QuorumCount[]): string {
  const { amount, among } = quorum;
  const one = amount.kind === "number" && amount.number === 1;
  const whom = amongInWords(among, one);
  if (amount.kind === "number") return `at least ${countInWords(amount.number)} ${whom}`;
  const total = knownTotal(among, seats);
  const need = total === undefined || total === 0 ? undefined : neededOf(amount, total);
  const figures = need === undefined ? "" : ` (${need} of ${total})`;
  return `${amount.more ? "more than" : "at least"} ${partInWords(amount)} of the ${amongInWords(among, false)}${figures}`;
}

function partInWords(amount: QuorumAmount & { readonly kind: "part" }): string {
  const named = Object.entries(namedParts).find(([, part]) => part[0] === amount.of && part[1] === amount.in);
  return named?.[0] ?? `${amount.of}/${amount.in}`;
}

function amongInWords(among: QuorumAmong, one: boolean): string {
  const member = one ? "member" : "members";
  switch (among.kind) {
    case "members":
      return member;
    case "voting-members":
      return `voting ${member}`;
    case "voice":
      return `${member} for ${voiceLabel(among.voice)}`;
    case "role":
      return `${member} called “${among.words}”`;
  }
}

/**
 * Whether those present make a quorum.
 *
 * Observers never count, nor do substitutes as such: give one with the role and voice of the member it stands for.
 *
 * @param present  who is in the room, by role
 * @param seats    the seats of the board, for parts of a whole
 */
export function evaluateQuorum(
  quorum: Quorum,
  present: readonly QuorumCount[],
  seats: readonly QuorumCount[],
): QuorumVerdict {
  if (quorum.kind === "count") return evaluateCount(quorum, present, seats);
  const verdicts = quorum.parts.map((part) => evaluateQuorum(part, present, seats));
  const [decides, otherwise]: readonly [QuorumVerdict, QuorumVerdict] =
    quorum.kind === "all" ? ["not-met", "met"] : ["met", "not-met"];
  if (verdicts.includes(decides)) return decides;
  return verdicts.includes("cannot-tell") ? "cannot-tell" : otherwise;
}

function evaluateCount(
  { amount, among }: Quorum & { readonly kind: "count" },
  present: readonly QuorumCount[],
  seats: readonly QuorumCount[],
): QuorumVerdict {
  const total = amount.kind === "part" ? knownTotal(among, seats) : undefined;
  if (amount.kind === "part" && (total === undefined || total === 0)) return "cannot-tell";
  const need = amount.kind === "number" ? amount.number : neededOf(amount, total!);
  const { sure, possible } = countAmong(among, present);
  if (sure >= need) return "met";
  return possible >= need ? "cannot-tell" : "not-met";
}

function neededOf(amount: QuorumAmount & { readonly kind: "part" }, total: number): number {
  const exact = (total * amount.of) / amount.in;
  return amount.more ? Math.floor(exact) + 1 : Math.ceil((total * amount.of) / amount.in);
}

/** How many are surely of the sort, and how many at most; a role without a number is at least one. */
function countAmong(
  among: QuorumAmong,
  counts: readonly QuorumCount[],
): { readonly sure: number; readonly possible: number } {
  let sure = 0;
  let possible = 0;
  for (const one of counts) {
    const fits = fitsAmong(among, one);
    if (fits === "no") continue;
    if (fits === "yes") sure += one.count ?? 1;
    possible += one.count ?? Number.POSITIVE_INFINITY;
  }
  return { sure, possible };
}

/** How many seats of the sort there are; undefined where a number or a voice is not known. */
function knownTotal(among: QuorumAmong, seats: readonly QuorumCount[]): number | undefined {
  const { sure, possible } = countAmong(among, seats);
  return sure === possible ? sure : undefined;
}

function fitsAmong(among: QuorumAmong, one: QuorumCount): Tristate {
  if (one.attendsAs === "observer" || one.attendsAs === "substitute") return "no";
  switch (among.kind) {
    case "members":
      return "yes";
    case "voting-members":
      return one.voting;
    case "voice":
      return one.voice === among.voice ? "yes" : one.voice === "not-known" ? "not-known" : "no";
    case "role":
      return one.role.toLowerCase().includes(among.words.toLowerCase()) ? "yes" : "no";
  }
}
