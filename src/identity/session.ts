import { instant, millisecondsBetween, secondsAfter, type Instant } from "../kernel/index.ts";

/** One browser that is signed in. */
export interface Session {
  readonly accountId: string;
  /** What the shell keeps between two pages, a message to show for instance. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
}

/** A session with the id that goes into the cookie; the id is known only at this moment. */
export interface OpenedSession {
  readonly id: string;
  readonly endsAt: Instant;
}

/** A session ends when it was not used for so long. */
export const idleSecondsMax = 8 * 3600;
/** A session ends so long after sign-in, used or not. */
export const sessionSecondsMax = 7 * 24 * 3600;
/** Use is noted at most so often, so that reading does not write. */
export const seenSecondsMin = 60;

/** When a session ends that was opened at one moment and last used at another. */
export function sessionEnd(createdAt: Instant, seenAt: Instant): Instant {
  const idle = secondsAfter(seenAt, idleSecondsMax);
  const absolute = secondsAfter(createdAt, sessionSecondsMax);
  return idle < absolute ? idle : absolute;
}

/** A moment in milliseconds since 1970, as new ids want it. */
export function millisOf(at: Instant): number {
  return millisecondsBetween(instant("1970-01-01T00:00:00Z"), at);
}
