import { z } from "zod";

const accountId = z.uuid({ error: "Choose an account from the page of people" }).meta({ title: "Account" });
const role = z
  .enum(["keeper", "member"], { error: "Choose what the office allows" })
  .meta({ title: "What the office allows" });
const organisation = z.string().trim().max(100, "Choose an organisation from the list").meta({
  title: "Organisation",
  description: "Any organisation of the register, also one that sits on no board",
});
const officeTitle = z.string().trim().max(200, "Use at most 200 characters").meta({
  title: "Title of the office",
  description: "Shown in the record in place of the person: “Democratic services officer”, never a name",
});

/** Add an account, and perhaps its first office. */
export const addAccountSchema = z
  .object({
    email: z
      .string({ error: "Enter an email address" })
      .trim()
      .toLowerCase()
      .max(254, "Use at most 254 characters")
      .pipe(z.email({ error: "Enter an email address such as name@council.gov.uk" }))
      .meta({
        title: "Email address",
        description: "It is what the person signs in with. It is never published.",
      }),
    displayName: z
      .string({ error: "Enter a name" })
      .trim()
      .min(1, "Enter a name")
      .max(200, "Use at most 200 characters")
      .meta({
        title: "Name",
        description: "For the person's own pages and for administrators. It is never published.",
      }),
    administrator: z
      .union([z.boolean(), z.enum(["true", "false"])], { error: "Choose yes or no" })
      .transform((answer) => answer === true || answer === "true")
      .default(false)
      .meta({ title: "Is this person to look after accounts?" }),
    organisation: organisation.optional(),
    title: officeTitle.optional(),
    role: role.default("keeper"),
  })
  .refine((input) => !input.organisation || Boolean(input.title), {
    path: ["title"],
    error: "Enter the title of the office in that organisation",
  })
  .refine((input) => !input.title || Boolean(input.organisation), {
    path: ["organisation"],
    error: "Choose the organisation of that office",
  });
export type AddAccount = z.output<typeof addAccountSchema>;

/** Give an account an office. */
export const giveOfficeSchema = z.object({
  account: accountId,
  organisation: organisation.min(1, "Choose an organisation"),
  title: officeTitle.min(1, "Enter the title of the office"),
  role,
});
export type GiveOffice = z.output<typeof giveOfficeSchema>;

/** End an office. */
export const endOfficeSchema = z.object({
  office: z.uuid({ error: "Choose an office from the page of people" }).meta({ title: "Office" }),
});
export type EndOffice = z.output<typeof endOfficeSchema>;

/** Close an account. */
export const closeAccountSchema = z.object({
  account: accountId,
  current: z.string().max(1000).optional().meta({
    title: "Your password",
    description: "For your own account, if it has one",
  }),
});
export type CloseAccount = z.output<typeof closeAccountSchema>;

/** Choose one's own password. How good it must be is said by `passwordProblems`. */
export const choosePasswordSchema = z
  .object({
    account: accountId,
    current: z.string().max(1000).optional().meta({ title: "Your current password" }),
    password: z.string({ error: "Enter a new password" }).min(1, "Enter a new password").meta({
      title: "New password",
      description: "At least 12 characters. Three random words are easy to remember.",
    }),
    again: z.string({ error: "Enter the new password again" }).meta({ title: "New password again" }),
  })
  .refine((input) => input.password === input.again, {
    path: ["again"],
    error: "The two new passwords differ. Enter the same one twice",
  });
export type ChoosePassword = z.output<typeof choosePasswordSchema>;

/** Make an access token for another program. */
export const createTokenSchema = z.object({
  account: accountId,
  name: z
    .string({ error: "Enter what the token is for" })
    .trim()
    .min(1, "Enter what the token is for")
    .max(100, "Use at most 100 characters")
    .meta({ title: "What is it for?", description: "For your own eyes: “Spreadsheet of the finance team”" }),
});
export type CreateToken = z.output<typeof createTokenSchema>;

/** End an access token. */
export const endTokenSchema = z.object({
  token: z.uuid({ error: "Choose a token from your account page" }).meta({ title: "Access token" }),
});
export type EndToken = z.output<typeof endTokenSchema>;
