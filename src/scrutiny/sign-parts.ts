import { isCivilDate, type CivilDate } from "@concordat/calendar";

/** What a sign's address tells: of which indicator, of which code, for the period that ends on a day. */
export interface SignParts {
  readonly indicator: string;
  readonly code: string;
  readonly end: CivilDate;
}

/** Reads `outlier~shmi.ratio~R1H~2025-12-31`; undefined where it is no sign. */
export function signParts(id: string): SignParts | undefined {
  const [kind, indicator, code, end, ...more] = id.split("~");
  if ((kind !== "outlier" && kind !== "change") || !indicator || !code || !end || more.length > 0)
    return undefined;
  return isCivilDate(end) ? { indicator, code, end } : undefined;
}
