import { timeOfDayAt, civilDateAt, type Letter } from "../kernel/index.ts";
import { formatCivilDate } from "@concordat/calendar";
import type { Account } from "./account.ts";
import type { SignInLink } from "./store-link.ts";

/** How a real person comes by a sign-in link where no letter leaves the site. */
export const operatorLink =
  "Whoever runs this site’s server makes a sign-in link for the person with the command concordat sign-in link EMAIL.";

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
      `Open it and press "Sign in": you are signed out everywhere else, and if you had a password it is taken away, its access tokens end and you choose a new one. If you did not ask, do nothing: nobody can sign in without this letter.`,
    ].join("\n\n"),
  };
}

/**
 * The letter to somebody for whom a sign-in was asked for.
 *
 * Says nothing that was typed on the form: anybody may have typed somebody else's address, and any name with it.
 */
export function newSignInLetter(email: string, link: SignInLink, origin: string): Letter {
  return {
    to: email,
    subject: "Open your sign-in for Concordat",
    text: [
      `Somebody, probably you, asked for a sign-in at ${origin} with this address. This link opens it, once, until ${whenText(link)}:`,
      newLinkAddress(origin, link),
      "Open it and enter the password you chose. If you did not ask, do nothing: nobody can open it without that password, and after a day all that was entered is deleted.",
    ].join("\n\n"),
  };
}

/** The letter to somebody who has an account, and for whose address a sign-in was asked for. */
export function haveSignInLetter(account: Account, origin: string): Letter {
  return {
    to: account.email,
    subject: "You have a sign-in for Concordat already",
    text: [
      `Somebody, probably you, asked for a sign-in at ${origin} with this address. It has one, and nothing was changed.`,
      `Sign in at ${origin}/sign-in. If you have forgotten the password, have a link sent to you at ${origin}/sign-in/link.`,
      "If you did not ask, do nothing.",
    ].join("\n\n"),
  };
}

function newLinkAddress(origin: string, link: Pick<SignInLink, "token">): string {
  return `${origin}/sign-in/new/${link.token}`;
}

/** The letter to somebody who holds an office in a body that is to end. */
export function bodyEndsLetter(
  account: Account,
  office: { readonly title: string; readonly organisationName: string },
  origin: string,
): Letter {
  return {
    to: account.email,
    subject: `${office.organisationName} ends`,
    text: [
      `${account.displayName},`,
      `it was recorded at ${origin} that ${office.organisationName} ends. Your office there (${office.title}) ends with it.`,
      "The page of the body lists what passes on, what ends and what somebody must still be asked about. If a body that follows is to act on this site, its own officers need offices there; an administrator gives them.",
    ].join("\n\n"),
  };
}

/** "14:05 on 21 November 2026". */
export function whenText(link: Pick<SignInLink, "expiresAt">): string {
  return `${timeOfDayAt(link.expiresAt)} on ${formatCivilDate(civilDateAt(link.expiresAt))}`;
}
