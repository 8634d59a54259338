import { timeOfDayAt, civilDateAt, type Letter } from "../kernel/index.ts";
import { formatCivilDate } from "@concordat/calendar";
import type { Account } from "./account.ts";
import type { SignInLink } from "./store-link.ts";

/** The address of a sign-in link. */
export function linkAddress(origin: string, link: Pick<SignInLink, "token">): string {
  return `${origin}/sign-in/link/${link.token}`;
}

/** The letter to somebody for whom an account was opened. */
export function welcomeLetter(account: Account, link: SignInLink, origin: string): Letter {
  return {
    to: account.email,
    subject: "Your account on Concordat",
    text: [
      `${account.displayName},`,
      `an account was opened for you at ${origin}. This link signs you in, once, until ${whenText(link)}:`,
      linkAddress(origin, link),
      `Open it and press "Sign in", then choose a password. When the link has expired, ask for another at ${origin}/sign-in/link.`,
    ].join("\n\n"),
  };
}

/** The letter to somebody who asked for a link. */
export function linkLetter(account: Account, link: SignInLink, origin: string): Letter {
  return {
    to: account.email,
    subject: "Your sign-in link for Concordat",
    text: [
      `${account.displayName},`,
      `somebody, probably you, asked for a link to sign in at ${origin}. It works once, until ${whenText(link)}:`,
      linkAddress(origin, link),
      `Open it and press "Sign in"; you can then choose a new password. If you did not ask, do nothing: nobody can sign in without this letter.`,
    ].join("\n\n"),
  };
}

/** "14:05 on 21 November 2026". */
export function whenText(link: Pick<SignInLink, "expiresAt">): string {
  return `${timeOfDayAt(link.expiresAt)} on ${formatCivilDate(civilDateAt(link.expiresAt))}`;
}
