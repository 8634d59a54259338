import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { instant, isInstant, type Instant, type Problem } from "../kernel/index.ts";

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
  /** A moment to stand still at; for demonstrations and tests. */
  readonly now?: Instant;
}

const shape = z.object({
  PORT: z.coerce.number({ error: "PORT must be a number" }).int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  CONCORDAT_DATA: z.string().min(1).default(".concordat"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "DATABASE_URL must begin with postgres://" })
    .optional(),
  READ_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "READ_DATABASE_URL must begin with postgres://" })
    .optional(),
  CONCORDAT_ORIGIN: z
    .url({ protocol: /^https?$/, error: "CONCORDAT_ORIGIN must begin with http:// or https://" })
    .optional(),
  CONCORDAT_TRUST_PROXY: z
    .string()
    .regex(/^\d{1,2}$/, "CONCORDAT_TRUST_PROXY must be the number of proxies in front, such as 1; 0 for none")
    .default("0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "SMTP_URL must begin with smtp:// or smtps://" }).optional(),
  MAIL_FROM: z.string().default("Concordat <no-reply@localhost>"),
  OIDC_ISSUER: z.url({ error: "OIDC_ISSUER must be an address" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  CONCORDAT_NOW: z
    .string()
    .refine((text) => isInstant(text), "CONCORDAT_NOW must be a moment such as 2026-11-21T09:00:00Z")
    .optional(),
});

/** The environment of this process. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/**
 * Reads the settings; an empty variable counts as absent.
 *
 * @throws Error that lists every setting that is wrong, at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const problems: Problem[] = parsed.error.issues.map((issue) => ({
      code: "config.invalid",
      field: String(issue.path[0]),
      message: `${String(issue.path[0])}: ${issue.message}.`,
    }));
    throw new Error(
      `These settings cannot be used:\n${problems.map((problem) => `  ${problem.message}`).join("\n")}`,
    );
  }
  return configFrom(parsed.data);
}

function configFrom(set: z.output<typeof shape>): Config {
  return {
    port: set.PORT,
    host: set.HOST,
    dataFolder: resolve(projectFolder, set.CONCORDAT_DATA),
    origin: (set.CONCORDAT_ORIGIN ?? `http://localhost:${set.PORT}`).replace(/\/$/, ""),
    trustProxy: Number(set.CONCORDAT_TRUST_PROXY) || false,
    logLevel: set.LOG_LEVEL,
    mailFrom: set.MAIL_FROM,
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
