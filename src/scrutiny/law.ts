import { heldStatute, lawHolidays } from "../decisions/index.ts";
import type { ReplyLaw } from "./clock.ts";

/** The law that this module counts with: the duties and holidays of `law/`, read once. */
export async function heldReplyLaw(): Promise<ReplyLaw> {
  const { law } = await heldStatute();
  return { duties: law.duties, holidays: lawHolidays() };
}
