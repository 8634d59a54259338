import { z } from "zod";
import type { FormModel, PageModel, Problem, Sentence } from "../kernel/index.ts";
import { whenText } from "./letters.ts";
import type { SignInLink } from "./store-link.ts";

const next = z.string().max(2000).optional();

/** What the sign-in form sends. */
export const passwordSchema = z.object({
  email: z.string({ error: "Enter your email address" }).trim().min(1, "Enter your email address").max(254),
  password: z.string({ error: "Enter your password" }).min(1, "Enter your password").max(1000),
  next,
});

/** What the form for a sign-in letter sends. */
export const letterSchema = z.object({
  email: z
    .string({ error: "Enter your email address" })
    .trim()
    .pipe(z.email({ error: "Enter an email address such as name@council.gov.uk" })),
});

/** The sign-in form; where there is an identity provider, a link leads to it. */
export function signInForm(asked: {
  readonly provider: boolean;
  readonly letters: boolean;
  readonly newSignIns: boolean;
  readonly next: string;
}): FormModel {
  const query = queryOf(asked.next);
  const byProvider: Sentence = [
    { text: "Sign in through your organisation", href: `/sign-in/oidc${query}` },
    ", or with the account you have here. ",
  ];
  const forgotten: Sentence = [
    "Everything public can be read without signing in. No password, or forgotten? ",
    {
      text: asked.letters ? "Have a sign-in link sent to you" : "How to get a sign-in link",
      href: "/sign-in/link",
    },
    ".",
  ];
  const another: Sentence = asked.newSignIns
    ? [" New here? ", { text: "Make a sign-in", href: `/sign-in/new${query}` }, "."]
    : [];
  return {
    title: "Sign in",
    intro: asked.provider ? [...byProvider, ...forgotten, ...another] : [...forgotten, ...another],
    submit: "Sign in",
    values: { next: asked.next },
    fields: [
      { name: "email", widget: { kind: "text", autocomplete: "username" }, label: "Email address" },
      {
        name: "password",
        widget: { kind: "text", secret: true, autocomplete: "current-password" },
        label: "Password",
      },
      { name: "next", widget: { kind: "hidden" } },
    ],
  };
}

/** The form that asks for a letter with a sign-in link. */
export const letterForm: FormModel = {
  title: "Have a sign-in link sent to you",
  intro:
    "If there is an account for the address, an email goes there with a link that works once, for 30 minutes.",
  submit: "Send link",
  trail: [{ text: "Sign in", href: "/sign-in" }],
  fields: [{ name: "email", widget: { kind: "text", autocomplete: "username" }, label: "Email address" }],
};

/** In place of that form where no letter leaves the site: a link that goes nowhere is not made. */
export const noLettersPage: Omit<PageModel, "subjects" | "json"> = {
  title: "This site sends no email",
  answer:
    "No letter leaves this site, so no link was made for you. Ask an administrator for one. Whoever runs the server makes it with the command concordat sign-in link EMAIL. It works once, for 30 minutes.",
};

/** The page behind a sign-in link: a button, so that a mail scanner that opens the link does not use it up. */
export const openLinkForm: FormModel = {
  title: "Sign in",
  intro: "This link signs you in once.",
  submit: "Sign in",
  fields: [],
};

/** The page on which an administrator makes a link for a made-up person. */
export function personLinkForm(name: string): FormModel {
  return {
    title: "Make a one-time sign-in link",
    intro: `For ${name}, who is Illustrative. Whoever opens the link is signed in as ${name}, once, within 30 minutes.`,
    submit: "Make link",
    illustrative: true,
    trail: [{ text: "People", href: "/people" }],
    fields: [],
  };
}

/** The page on which a new access token is looked at. */
export const showTokenForm: FormModel = {
  title: "Look at your access token",
  intro: "It is shown once. Have the other program ready, or a password manager.",
  submit: "Show token",
  trail: [{ text: "Your account", href: "/account" }],
  fields: [],
};

/** What is said about a link for a made-up person. */
export function personLinkWords(link: SignInLink): string {
  return `The link works once, until ${whenText(link)}. Open it in a private window to stay signed in yourself.`;
}

/** An address on this site to go on to; anything else, such as another site, becomes the account page. */
export function localPath(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])[!-[\]-~]*$/.test(next)) return "/account";
  return next.startsWith("/sign-in") || next.startsWith("/sign-out") ? "/account" : next;
}

/** The address as a query that goes on; none where somebody came for nothing in particular. */
export function queryOf(next: string): string {
  return next === "" ? "" : `?next=${encodeURIComponent(next)}`;
}

/** What a schema found, beside its fields. */
export function problemsIn(error: z.ZodError): readonly Problem[] {
  return error.issues.map((issue) => ({
    code: "input.invalid",
    field: issue.path.join("."),
    message: issue.message,
  }));
}
