import { hash, verify, type Options } from "@node-rs/argon2";
import type { Problem } from "../kernel/index.ts";

/** Fewest characters of a password. */
export const passwordLengthMin = 12;
/** Most characters of a password; more would only be a way to keep the server busy. */
export const passwordLengthMax = 200;

// 2 is argon2id; the package exports a const enum, which cannot be used across isolated modules.
const cost: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// What is left of the lists of leaked passwords at 12 characters and more, and what people type to get past a rule.
const common: ReadonlySet<string> = new Set([
  "123456789012",
  "1234567890123",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "administrator",
  "changemechangeme",
  "concordat123",
  "iloveyouiloveyou",
  "letmeinletmein",
  "liverpoolfc1",
  "manchesterunited",
  "mypassword123",
  "passwordpassword",
  "password1234",
  "password12345",
  "password123!",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyuiopasdf",
  "unitedkingdom",
  "welcome12345",
  "welcomewelcome",
]);

/**
 * What is wrong with a password somebody chose; all at once, beside the field `password`.
 *
 * @param about  the person's email address and name: a password made of them is the first that is tried
 */
export function passwordProblems(password: string, about: readonly string[]): readonly Problem[] {
  const length = lengthOf(password);
  if (length < passwordLengthMin) {
    return [
      problem(
        "identity.password-short",
        `Your password has ${length} characters. Use at least ${passwordLengthMin}; three random words are easy to remember.`,
      ),
    ];
  }
  if (length > passwordLengthMax) {
    return [
      problem(
        "identity.password-long",
        `Your password has ${length} characters. Use at most ${passwordLengthMax}.`,
      ),
    ];
  }
  const plain = password.toLowerCase();
  if (common.has(plain) || new Set(plain).size < 4) {
    return [
      problem(
        "identity.password-common",
        "Many people use that password, so it is tried first. Choose another; three random words are easy to remember.",
      ),
    ];
  }
  if (about.some((text) => text.length >= 3 && plain.replaceAll(text.toLowerCase(), "").length < 6)) {
    return [
      problem(
        "identity.password-personal",
        "That password is made of your name or address. Choose another; three random words are easy to remember.",
      ),
    ];
  }
  return [];
}

/** The hash that is kept; takes about 30 ms, off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(normal(password), cost);
}

/**
 * Whether a password fits a kept hash.
 *
 * Without a hash (unknown account, or one without password) it takes as long and answers no, so that the time tells nothing.
 */
export async function passwordFits(kept: string | undefined, password: string): Promise<boolean> {
  if (lengthOf(password) > passwordLengthMax) return false;
  const fits = await verify(kept ?? (await nobodysHash()), normal(password));
  return kept !== undefined && fits;
}

/** Characters as the Unicode standard counts them: an emoji is one, not two. */
function lengthOf(password: string): number {
  return Array.from(password).length;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hash("nobody has this password", cost);
  return nobodys;
}

/** The same characters typed on different machines give the same bytes. */
function normal(password: string): string {
  return password.normalize("NFKC");
}

function problem(code: string, message: string): Problem {
  return { code, field: "password", message };
}
