import { checked, failed, type Brand, type Checked } from "../kernel/index.ts";

/** A code of the NHS's register of organisations. */
export type OdsCode = Brand<string, "OdsCode">;
/** A code of the Office for National Statistics for an area or the body that runs it. */
export type GssCode = Brand<string, "GssCode">;

const odsShape = /^[A-Z0-9]{3,6}$/;
const gssShape = /^[EWSNKLMJ]\d{8}$/;
const registerShape = /^[A-Z]{3,4}$/;
const pcnShape = /^U\d{5}$/;

/** Schemes of codes that people may enter for an organisation. */
export const codeSchemes = ["ods", "gss", "register", "pcn"] as const;
export type CodeScheme = (typeof codeSchemes)[number];

/**
 * Reads an NHS organisation code: three to six letters and figures, `RWK`, `36L`, `A81001`.
 *
 * Small letters and spaces around it are put right. Whether the register has such a code is not asked.
 *
 * @source NHS England, Organisation Data Service, code formats
 * @example parseOdsCode(" rwk ") // { ok: true, value: "RWK" }
 */
export function parseOdsCode(text: string): Checked<OdsCode> {
  const code = tidy(text);
  if (odsShape.test(code)) return checked(code as OdsCode);
  const looks = gssShape.test(code) ? " It looks like an ONS code: choose that scheme." : "";
  return problem(
    `“${text.trim()}” is not an ODS code, which has three to six letters and figures, for example RWK.${looks}`,
  );
}

/** Whether a text is an ODS code as it is written, in capitals and without spaces. */
export function isOdsCode(text: string): text is OdsCode {
  return odsShape.test(text);
}

/**
 * Reads a nine-character code of the Office for National Statistics: a letter for the country and eight figures.
 *
 * @source ONS, Register of Geographic Codes: entity code of three characters, then six figures
 * @example parseGssCode("e09000023") // { ok: true, value: "E09000023" }
 */
export function parseGssCode(text: string): Checked<GssCode> {
  const code = tidy(text);
  if (gssShape.test(code)) return checked(code as GssCode);
  const looks = odsShape.test(code) ? " It looks like an ODS code: choose that scheme." : "";
  return problem(
    `“${text.trim()}” is not an ONS code, which has a letter and eight figures, for example E09000023.${looks}`,
  );
}

/** Whether a text is an ONS code as it is written. */
export function isGssCode(text: string): text is GssCode {
  return gssShape.test(text);
}

/** Reads a code of one of the schemes. */
export function parseCode(scheme: CodeScheme, text: string): Checked<string> {
  switch (scheme) {
    case "ods":
      return parseOdsCode(text);
    case "gss":
      return parseGssCode(text);
    case "register":
      return shaped(
        text,
        registerShape,
        "a code of the register of local authorities, three or four letters, for example LEW",
      );
    case "pcn":
      return shaped(text, pcnShape, "a network's code, the letter U and five figures, for example U60176");
  }
}

function shaped(text: string, shape: RegExp, what: string): Checked<string> {
  const code = tidy(text);
  return shape.test(code) ? checked(code) : problem(`“${text.trim()}” is not ${what}.`);
}

function tidy(text: string): string {
  return text.trim().toUpperCase();
}

function problem(message: string): Checked<never> {
  return failed({ code: "place.code-shape", field: "code", message });
}
