import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Invalid, instant, isInstant, type Instant } from "../kernel/index.ts";

/** The checkout's own folder; the same from `src` and from `dist`. */
export const projectFolder: string = fileURLToPath(new URL("../../", import.meta.url));

/** Everything that may be set from outside, in one place. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  readonly readDatabaseUrl?: string;
  /** The address people type, for links in letters; without a slash at the end. */
  readonly origin: string;
  /**
   * How many proxies stand in front, each of which adds to `X-Forwarded-For`; false for none. What stands further left in
   * that header was written by the client and is not believed.
   */
  readonly trustProxy: number | false;
  readonly logLevel: string;
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret?: string };
  /** Whether residents make sign-ins alone, or only administrators open accounts. */
  readonly newSignIns: "open" | "closed";
  /** A moment to stand still at; for demonstrations and tests. */
  readonly now?: Instant;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
const portMax = 65_535;
const mailbox = /^([^<>@\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/;

/** An address that begins in one of the ways named; `must` is the end of the sentence that refuses others. */
function address(protocol: RegExp, must: string): z.ZodOptional<z.ZodURL> {
  return z.url({ protocol, error: must }).optional();
}

// Each message is the end of a sentence that begins with the name of the setting.
const shape = z.object({
  PORT: z
    .string()
    .default("8080")
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= portMax,
      `must be a whole number from 0 to ${portMax}, such as 8080`,
    )
    .transform(Number),
  HOST: z
    .string()
    .regex(/^\S+$/, "must be an address of this machine, such as 127.0.0.1, without spaces")
    .default("127.0.0.1"),
  CONCORDAT_DATA: z.string().regex(/\S/, "must name a folder").default(".concordat"),
  DATABASE_URL: address(/^postgres(ql)?$/, "must begin with postgres://"),
  READ_DATABASE_URL: address(/^postgres(ql)?$/, "must begin with postgres://"),
  CONCORDAT_ORIGIN: address(/^https?$/, "must begin with http:// or https:// and name a machine"),
  CONCORDAT_TRUST_PROXY: z
    .string()
    .regex(/^\d{1,2}$/, "must be the number of proxies in front, such as 1; 0 for none")
    .default("0"),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("warn"),
  SMTP_URL: address(/^smtps?$/, "must begin with smtp:// or smtps:// and name a machine"),
  MAIL_FROM: z
    .string()
    .regex(mailbox, "must be an address such as no-reply@example.org, or Name <no-reply@example.org>")
    .default("Concordat <no-reply@localhost>"),
  OIDC_ISSUER: address(/^https$/, "must be an address that begins with https://"),
  OIDC_CLIENT_ID: z.string().regex(/\S/, "must not be blank").optional(),
  OIDC_CLIENT_SECRET: z.string().regex(/\S/, "must not be blank").optional(),
  CONCORDAT_NEW_SIGN_INS: z
    .enum(["open", "closed"], { error: "must be open, or closed where only administrators open accounts" })
    .default("open"),
  CONCORDAT_NOW: z
    .string()
    .refine(isInstant, "must be a moment with its zone, such as 2026-11-21T09:00:00Z")
    .optional(),
});

/** Settings that mean nothing without another. */
const pairs: readonly (readonly [setting: string, needs: string, why: string])[] = [
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "the identity provider knows this site by it"],
  ["OIDC_CLIENT_ID", "OIDC_ISSUER", "it is the address of the identity provider"],
  ["OIDC_CLIENT_SECRET", "OIDC_CLIENT_ID", "the secret belongs to it"],
  ["READ_DATABASE_URL", "DATABASE_URL", "pages are read from a replica of it"],
];

/** Settings whose values may hold a password: what was given is not repeated. */
const secret = new Set(["DATABASE_URL", "READ_DATABASE_URL", "SMTP_URL", "OIDC_CLIENT_SECRET"]);

/** The environment of this process. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/**
 * Reads the settings; an empty variable counts as absent.
 *
 * @throws Invalid with a sentence about every setting that is wrong, at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = shape.safeParse(given);
  const sentences = [
    ...(parsed.error?.issues ?? []).map((issue) =>
      wrongSentence(String(issue.path[0]), issue.message, given),
    ),
    ...pairs
      .filter(([setting, needs]) => given[setting] !== undefined && given[needs] === undefined)
      .map(([setting, needs, why]) => `${setting} is set without ${needs}: ${why}. Set both or neither.`),
  ];
  if (!parsed.success || sentences.length > 0)
    throw new Invalid(sentences.map((message) => ({ code: "config.invalid", message })));
  return configFrom(parsed.data);
}

function wrongSentence(
  name: string,
  must: string,
  given: Readonly<Record<string, string | undefined>>,
): string {
  return secret.has(name) ? `${name} ${must}.` : `${name} ${must}. It is "${given[name]}".`;
}

/** The settings once it is known at which port the site is: `PORT=0` asks for any that is free. */
export function withPort(config: Config, port: number): Config {
  const isUnnamed = config.port === 0 && config.origin === localOrigin(0);
  return { ...config, port, ...(isUnnamed && { origin: localOrigin(port) }) };
}

function localOrigin(port: number): string {
  return `http://localhost:${port}`;
}

function configFrom(set: z.output<typeof shape>): Config {
  return {
    port: set.PORT,
    host: set.HOST,
    dataFolder: resolve(projectFolder, set.CONCORDAT_DATA),
    origin: (set.CONCORDAT_ORIGIN ?? localOrigin(set.PORT)).replace(/\/$/, ""),
    trustProxy: Number(set.CONCORDAT_TRUST_PROXY) || false,
    logLevel: set.LOG_LEVEL,
    mailFrom: set.MAIL_FROM,
    newSignIns: set.CONCORDAT_NEW_SIGN_INS,
    ...(set.DATABASE_URL && { databaseUrl: set.DATABASE_URL }),
    ...(set.READ_DATABASE_URL && { readDatabaseUrl: set.READ_DATABASE_URL }),
    ...(set.SMTP_URL && { smtpUrl: set.SMTP_URL }),
    ...(set.CONCORDAT_NOW && { now: instant(set.CONCORDAT_NOW) }),
    ...(set.OIDC_ISSUER && set.OIDC_CLIENT_ID
      ? {
          oidc: {
            issuer: set.OIDC_ISSUER,
            clientId: set.OIDC_CLIENT_ID,
            ...(set.OIDC_CLIENT_SECRET && { clientSecret: set.OIDC_CLIENT_SECRET }),
          },
        }
      : {}),
  };
}
