/** A passage that may say who a private person is. */
export interface PersonalFinding {
  readonly kind: PersonalKind;
  /** The passage as it was typed. */
  readonly found: string;
  /** Whether it is surely personal; otherwise a person must look. */
  readonly sure: boolean;
}

const kinds = {
  email: "an email address",
  phone: "a telephone number",
  "nhs-number": "an NHS number",
  "national-insurance": "a National Insurance number",
  postcode: "a full postcode",
  "date-of-birth": "a date of birth",
  address: "a street address",
  name: "a person's name",
  health: "somebody's own health",
} as const;

export type PersonalKind = keyof typeof kinds;

interface Pattern {
  readonly kind: PersonalKind;
  readonly sure: boolean;
  readonly shape: RegExp;
  readonly holds?: (found: string) => boolean;
}

const title = "(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Nurse|Sister|Sir|Dame|Rev)";
const named = "[A-Z][a-z'’]+(?:-[A-Z][a-z'’]+)?";
const relative =
  "(?:mum|mother|dad|father|son|daughter|husband|wife|partner|brother|sister|child|baby|nan|gran|granny|grandmother|grandad|grandfather|aunt|uncle|friend|neighbour)";

const patterns: readonly Pattern[] = [
  { kind: "email", sure: true, shape: /[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}/giu },
  { kind: "nhs-number", sure: true, shape: /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/gu, holds: isNhsNumber },
  { kind: "phone", sure: true, shape: /(?<![\d£.,])(?:\+44[ -]?|0)(?:\d[ -]?){8,9}\d(?!\d)/gu },
  {
    kind: "national-insurance",
    sure: true,
    shape: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/giu,
  },
  { kind: "postcode", sure: true, shape: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b/giu },
  {
    kind: "date-of-birth",
    sure: true,
    shape: /\b(?:born (?:on|in)|date of birth|d\.?o\.?b\.?)\b[^.\n]{0,40}?\d{1,4}/giu,
  },
  {
    kind: "address",
    sure: true,
    shape:
      /\b\d{1,4}[a-z]? [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Crescent|Drive|Gardens|Grove|Terrace|Court)\b/gu,
  },
  { kind: "name", sure: true, shape: new RegExp(`\\b[Mm]y name is ${named}(?: ${named})?`, "gu") },
  { kind: "name", sure: false, shape: new RegExp(`\\b${title}\\.? ${named}(?: ${named})?`, "gu") },
  { kind: "name", sure: false, shape: new RegExp(`\\b[Mm]y ${relative},? ${named}`, "gu") },
  {
    kind: "health",
    sure: false,
    shape: new RegExp(
      `\\b[Mm]y (?:${relative}(?:'s|’s)? )?(?:own )?(?:diagnosis|cancer|operation|illness|condition|medication|treatment|pregnancy|surgery|overdose|test results?)\\b`,
      "gu",
    ),
  },
];

/**
 * Passages of a text that may say who a private person is, in their order.
 *
 * Not a promise that a text without any is free of them: a person reads every question before it is public.
 *
 * @example findPersonalData("Ring me on 020 7946 0000")[0].kind // "phone"
 */
export function findPersonalData(text: string): readonly PersonalFinding[] {
  const found: (PersonalFinding & { readonly at: number; readonly end: number })[] = [];
  for (const { kind, sure, shape, holds } of patterns) {
    for (const match of text.matchAll(shape)) {
      const [passage] = match;
      const at = match.index;
      const end = at + passage.length;
      const within = found.some((one) => at < one.end && one.at < end);
      if (within || (holds && !holds(passage))) continue;
      found.push({ kind, found: passage.trim(), sure, at, end });
    }
  }
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind, found: passage, sure }) => ({ kind, found: passage, sure }));
}

/** "“020 7946 0000” looks like a telephone number". */
export function findingInWords({ kind, found }: PersonalFinding): string {
  return `“${found}” looks like ${kinds[kind]}`;
}

const inAnswers: readonly PersonalKind[] = ["nhs-number", "national-insurance", "date-of-birth"];

/**
 * What may stand in no answer either.
 *
 * A body's own postcode, telephone and office address may.
 */
export function findInAnswer(text: string): readonly PersonalFinding[] {
  return findPersonalData(text).filter(({ kind }) => inAnswers.includes(kind));
}

/**
 * Whether ten digits are an NHS number: the last is the check digit of the nine before it.
 *
 * @source NHS Data Dictionary, NHS NUMBER: modulus 11
 */
function isNhsNumber(text: string): boolean {
  const digits = Array.from(text.replace(/\D/g, ""), Number);
  const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === digits[9];
}
