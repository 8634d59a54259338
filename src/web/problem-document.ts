import type { FastifyError } from "fastify";
import { Invalid, Refusal, type Problem } from "../kernel/index.ts";
import type { ShellPorts } from "./ports.ts";

/** A failure as every adapter shows it; RFC 9457 for machines. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly problems?: readonly Problem[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

const titles: Readonly<Record<number, string>> = {
  400: "This request cannot be read",
  401: "Sign in first",
  403: "This is not open to you",
  404: "There is nothing at this address",
  405: "This address is not for that",
  409: "This cannot be done as things stand",
  410: "This has ended",
  413: "This is too large",
  415: "This kind of content is not taken",
  422: "Something must be put right",
  429: "Too many tries",
  500: "Something went wrong on our side",
  503: "Not available for the moment",
};

/** The plain title of a status. */
export function titleOfStatus(status: number): string {
  return titles[status] ?? titles[status >= 500 ? 500 : 400]!;
}

/** Turns anything thrown into one document; what is not a refusal keeps its details to the log. */
export function problemDocument(
  error: unknown,
  ports: Pick<ShellPorts, "isAway" | "isDiskFull">,
): ProblemDocument {
  if (error instanceof Refusal) return fromRefusal(error);
  if (ports.isDiskFull(error)) {
    return document(
      503,
      "database.disk-full",
      "The disk is full, so nothing new can be written. Nothing was lost and reading goes on. Tell whoever runs this site.",
    );
  }
  if (ports.isAway(error)) {
    return document(
      503,
      "database.away",
      "The database cannot be reached for the moment. Nothing was lost. Try again in a minute.",
    );
  }
  const known = fromFastify(error);
  return (
    known ??
    document(
      500,
      "server.failed",
      "This is our mistake, not yours. It has been logged under the number below.",
    )
  );
}

function fromRefusal(error: Refusal): ProblemDocument {
  const base = document(error.status, error.code, error.message);
  if (error instanceof Invalid) return { ...base, problems: error.problems };
  return Object.keys(error.facts).length > 0 ? { ...base, facts: error.facts } : base;
}

function fromFastify(error: unknown): ProblemDocument | undefined {
  const { code, statusCode, expose } = (error ?? {}) as Partial<FastifyError> & { readonly expose?: boolean };
  const status = statusCode ?? 500;
  if (status >= 500) return undefined;
  // Files answer an address such as /assets/.. with an error that has a status, is meant to be seen, and has no code.
  if (expose === true && typeof code !== "string") {
    return document(status, "request.refused", "There is nothing to fetch at this address.");
  }
  if (typeof code !== "string" || !code.startsWith("FST_")) return undefined;
  const words: Readonly<Record<string, string>> = {
    FST_REQ_FILE_TOO_LARGE: "A file in this form is larger than this site takes.",
    FST_ERR_CTP_BODY_TOO_LARGE: "What was sent is larger than this site takes in one request.",
    FST_ERR_CTP_INVALID_MEDIA_TYPE: "Send JSON to the API, or use the form.",
    FST_ERR_CTP_INVALID_JSON_BODY: "What was sent is not valid JSON.",
    FST_ERR_CTP_EMPTY_JSON_BODY: "The request says it holds JSON but is empty.",
  };
  return document(status, `request.${code.toLowerCase()}`, words[code] ?? "The request could not be read.");
}

function document(status: number, code: string, detail: string): ProblemDocument {
  return { type: problemType(code), title: titleOfStatus(status), status, detail, code };
}

/** The address that tells what a code means: the list of all problems, narrowed to one. */
export function problemType(code: string): string {
  return `/api/problems?with-code=${code}`;
}
