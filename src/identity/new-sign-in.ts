import { z } from "zod";
import {
  checked,
  type Checked,
  type FormModel,
  type PageModel,
  type Problem,
  type Sentence,
} from "../kernel/index.ts";
import { passwordProblems } from "./password.ts";
import { problemsIn, queryOf } from "./sign-in-forms.ts";

type PlainPage = Omit<PageModel, "subjects" | "json">;

const nameLengthMax = 100;

// Controls, and marks that turn the direction of writing, would make a name look like another on the page of people.
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const address = /[<>@\\]|:\/\/|www\./i;
// The people of the Illustrative place have their addresses there, those of later versions too.
const madeUp = /@(?:[^@]*\.)?example(?:\.org)?$/;

const newSignInSchema = z.object({
  displayName: z
    .string({ error: "Enter your name" })
    .trim()
    .min(1, "Enter your name")
    .max(nameLengthMax, `Use at most ${nameLengthMax} characters`)
    .refine(
      (name) => !hidden.test(name),
      "Your name has a character in it that cannot be seen. Type it again",
    )
    .refine((name) => !address.test(name), "Enter your name only, without an address"),
  email: z
    .string({ error: "Enter your email address" })
    .trim()
    .toLowerCase()
    .min(1, "Enter your email address")
    .max(254, "Use at most 254 characters")
    .pipe(z.email({ error: "Enter an email address such as name@example.com" }))
    .refine(
      (email) => !madeUp.test(email),
      "Addresses at example.org belong to the made-up people of this site. Enter your own",
    ),
  next: z.string().max(2000).optional(),
});

/** What the form for a new sign-in sent, once nothing is wrong with it. */
export interface NewSignIn {
  readonly displayName: string;
  /** In lower case. */
  readonly email: string;
  readonly password: string;
}

/** Reads the form for a new sign-in, with everything that is wrong with it at once. */
export function readNewSignIn(sent: Readonly<Record<string, string>>): Checked<NewSignIn> {
  const parsed = newSignInSchema.safeParse(sent);
  const { email = "", displayName = "", password = "", again = "" } = sent;
  const about = [email.trim(), email.split("@")[0]?.trim() ?? "", displayName.trim()];
  const problems = [
    ...(parsed.error === undefined ? [] : problemsIn(parsed.error)),
    ...(password === ""
      ? [problem("identity.password-missing", "password", "Choose a password")]
      : passwordProblems(password, about)),
    ...(password === again
      ? []
      : [
          problem("identity.passwords-differ", "again", "The two passwords differ. Enter the same one twice"),
        ]),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return checked({ displayName: parsed.data.displayName, email: parsed.data.email, password });
}

/** The form on which a resident makes a sign-in alone. */
export function newSignInForm(asked: { readonly letters: boolean; readonly next: string }): FormModel {
  return {
    title: "Make a sign-in",
    intro: [
      "With one you can ask a question, start or sign a petition and register a plan you have heard of. Everything public can be read without. ",
      asked.letters
        ? "We send a letter to your address. You have a sign-in once you have opened the link in it. "
        : "This site sends no letters, so your sign-in works at once. ",
      "We keep your name, your address and your password, which nobody can read back. Close your account on its own page, and they are deleted, unless you held an office or looked after accounts; what you asked stays, without you. Have one already? ",
      { text: "Sign in", href: `/sign-in${queryOf(asked.next)}` },
      ".",
    ],
    submit: "Make my sign-in",
    trail: [{ text: "Sign in", href: `/sign-in${queryOf(asked.next)}` }],
    values: { next: asked.next },
    fields: [
      {
        name: "displayName",
        widget: { kind: "text", autocomplete: "name" },
        label: "Your name",
        hint: "Never published: the record says “a person without office”. Only you and the administrators of this site see it.",
      },
      {
        name: "email",
        widget: { kind: "text", autocomplete: "username" },
        label: "Your email address",
        hint: "Never published. You sign in with it. Only you and the administrators of this site see it.",
      },
      {
        name: "password",
        widget: { kind: "text", secret: true, autocomplete: "new-password" },
        label: "Choose a password",
        hint: "At least 12 characters. Three random words are easy to remember.",
      },
      {
        name: "again",
        widget: { kind: "text", secret: true, autocomplete: "new-password" },
        label: "The password again",
      },
      { name: "next", widget: { kind: "hidden" } },
    ],
  };
}

/** What is said once the letter is on its way: the same to everybody, so that it tells nothing about the address. */
export const newLetterPage: PlainPage = {
  title: "Check your email",
  answer:
    "A letter is on its way to your address. Open the link in it within a day and enter the password you chose. If the address has a sign-in already, the letter says so and nothing was changed.",
};

/** What stands above the sign-in form where no letter is sent: the same to everybody. */
export const newOpenWords: Sentence = [
  "Now sign in with the address and password you entered. If the address had a sign-in before, nothing was changed: it keeps the password it had.",
];

/** The page behind the link in the letter. */
export const openNewForm: FormModel = {
  title: "Open your sign-in",
  intro:
    "Enter the password you chose when you asked for it. Somebody who found the letter does not know it. If you have forgotten it, make a sign-in once more.",
  submit: "Open my sign-in",
  fields: [
    {
      name: "password",
      widget: { kind: "text", secret: true, autocomplete: "current-password" },
      label: "Password",
    },
  ],
};

/** In place of the form where only administrators open accounts. */
export const noNewSignInPage: PlainPage = {
  title: "Sign-ins are given by administrators here",
  answer:
    "Nobody makes a sign-in alone on this site. Ask an administrator of this site, or write to the body you want to ask. Everything public can be read without signing in.",
};

/** Where one arrives who has closed their own account. */
export function accountClosedPage(asked: { readonly newSignIns: boolean }): PlainPage {
  return {
    title: "Your account is closed",
    answer:
      "You are signed out everywhere, and nobody can sign in with this account any more. What you did in public stays, without your name.",
    sections: [
      {
        kind: "words",
        paragraphs: [
          "Your signatures have left the counts of petitions that are still open. In those of petitions that have closed they stay, without you.",
          "If you never held an office here nor looked after accounts, your name, address and password are deleted. Otherwise your name and address stay with the offices you held, for administrators only, so that it can be told who acted.",
          ...(asked.newSignIns ? [[{ text: "Make a new sign-in", href: "/sign-in/new" }]] : []),
        ],
      },
    ],
  };
}

function problem(code: string, field: string, message: string): Problem {
  return { code, field, message };
}
