import type { FastifyInstance, FastifyRequest } from "fastify";
import type {
  Capacity,
  Clock,
  Command,
  Db,
  Done,
  Files,
  Instant,
  Links,
  Manifest,
  PolicyResource,
  SubjectDescription,
  SubjectRef,
  Viewer,
} from "../kernel/index.ts";
import type { CivilDate } from "@concordat/calendar";
import type { PageCache } from "./page-cache.ts";

/** What came of an act, as the shell needs it. */
export interface Outcome {
  readonly message: string;
  readonly href: string;
  readonly subject: string;
  readonly entry: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** One recorded act, as feeds show it. */
export interface EntryLine {
  readonly at: Instant;
  readonly title: string;
  readonly summary: string;
  readonly href: string;
}

/** What the composition root says no with; the same words in a form, the API and the command line. */
export type Refuse = (
  viewer: Viewer,
  asked: { readonly command: Command; readonly resource: PolicyResource },
) => never;

/** Who is behind a request. */
export interface Visit {
  readonly viewer: Viewer;
  /** What form tokens are bound to; absent for somebody without cookies. */
  readonly csrfKey?: string;
  /** Whether the credentials came as a bearer token, which no other site can make a browser send. */
  readonly byToken: boolean;
}

/**
 * Everything the shell stands on, given by the composition root. The shell knows no module: it reads manifests.
 */
export interface ShellPorts {
  readonly db: Db;
  /** Reads of public pages may go to a replica. */
  readonly readDb: Db;
  readonly clock: Clock;
  readonly manifests: readonly Manifest[];
  readonly cache: PageCache;
  readonly https: boolean;
  readonly trustProxy: number | false;
  readonly logLevel: string;
  /** Where people reach the site; in feeds and the API's document. */
  readonly origin: string;
  readonly assetsFolder: string;
  readonly assets: Readonly<Record<string, string>>;
  render(view: string, data: object): string;
  visit(request: FastifyRequest): Promise<Visit>;
  allowed(question: { viewer: Viewer; action: string; resource?: PolicyResource }): boolean;
  /** Says no to a command with the reasons of the policies. */
  refuse: Refuse;
  perform(asked: {
    command: Command;
    viewer: Viewer;
    input: Readonly<Record<string, unknown>>;
    idempotencyKey: string;
    capacity?: string;
  }): Promise<Outcome>;
  /** What an act would do, with all of it taken back; left out where nothing can act. */
  rehearse?(asked: {
    command: Command;
    viewer: Viewer;
    input: Readonly<Record<string, unknown>>;
  }): Promise<Done>;
  capacities(
    viewer: Viewer,
    resource: PolicyResource | undefined,
  ): readonly { readonly key: string; readonly capacity: Capacity }[];
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
  /** What pages may ask besides their own tables. */
  readonly files: Pick<Files, "listFor">;
  readonly links: Pick<Links, "listAround">;
  /** Record entries about any of these subjects, newest first. */
  entriesAbout(db: Db, subjects: readonly string[], limit: number): Promise<readonly EntryLine[]>;
  csrf: {
    make(key: string): string;
    check(key: string, token: string): boolean;
  };
  /** A sentence kept for the next page of this session. */
  notices: {
    leave(
      request: FastifyRequest,
      notice: { readonly text: string; readonly href?: string; readonly linkText?: string },
    ): Promise<void>;
    take(
      request: FastifyRequest,
    ): Promise<{ readonly text: string; readonly href?: string; readonly linkText?: string } | undefined>;
  };
  newKey(): string;
  /** Whether an error means that the database is away, or its disk full. */
  isAway(error: unknown): boolean;
  isDiskFull(error: unknown): boolean;
  today(): CivilDate;
  /** Adds routes that set cookies or speak to machines only: sign-in, files, health. */
  register(app: FastifyInstance): void;
}
