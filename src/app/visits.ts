import type { FastifyReply, FastifyRequest } from "fastify";
import {
  findSession,
  keepInSession,
  viewerOfSession,
  viewerOfToken,
  type OpenedSession,
} from "../identity/index.ts";
import { NotSignedIn, visitor, type Clock, type Db, type Viewer } from "../kernel/index.ts";
import { sessionCookie, type ShellPorts, type Visit } from "../web/server.ts";

/** Who is behind a request, and what their browser keeps for us. */
export interface Visits {
  visit(request: FastifyRequest): Promise<Visit>;
  viewer(request: FastifyRequest): Promise<Viewer>;
  sessionId(request: FastifyRequest): string | undefined;
  setSession(reply: FastifyReply, session: OpenedSession): void;
  clearSession(reply: FastifyReply): void;
  readonly notices: ShellPorts["notices"];
}

const bearer = /^Bearer ([A-Za-z0-9_.-]{20,200})$/;

/** Reads sessions and tokens; a visitor without either costs no query. */
export function createVisits(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly https: boolean;
}): Visits {
  const { db, clock } = ports;
  const now = () => ({ at: clock.now(), today: clock.today() });
  const cookieOptions = { path: "/", httpOnly: true, sameSite: "lax", secure: ports.https } as const;
  const sessionId = (request: FastifyRequest): string | undefined => request.cookies[sessionCookie];
  const known = new WeakMap<FastifyRequest, Promise<Visit>>();

  const read = async (request: FastifyRequest): Promise<Visit> => {
    const token = bearer.exec(request.headers.authorization ?? "")?.[1];
    if (token !== undefined) {
      const viewer = await viewerOfToken(db, token, now());
      // Read as a visitor it would get the public part and never learn that it gets less.
      if (viewer.kind !== "person") throw tokenUnknown();
      return { viewer, byToken: true };
    }
    const id = sessionId(request);
    if (id === undefined) return { viewer: visitor, byToken: false };
    const viewer = await viewerOfSession(db, id, now());
    return viewer.kind === "person" ? { viewer, byToken: false, csrfKey: id } : { viewer, byToken: false };
  };
  const visit = async (request: FastifyRequest): Promise<Visit> => {
    const earlier = known.get(request) ?? read(request);
    known.set(request, earlier);
    return await earlier;
  };
  return {
    visit,
    viewer: async (request) => (await visit(request)).viewer,
    sessionId,
    setSession: (reply, session) => {
      reply.setCookie(sessionCookie, session.id, { ...cookieOptions, maxAge: 7 * 24 * 3600 });
    },
    clearSession: (reply) => {
      reply.clearCookie(sessionCookie, cookieOptions);
    },
    notices: noticesIn(db, clock, sessionId),
  };
}

function tokenUnknown(): NotSignedIn {
  return new NotSignedIn("identity.token-unknown", {
    message:
      "This access token is not known here: it has ended, was taken back, or is mistyped. Make a new one on your account page.",
  });
}

function noticesIn(db: Db, clock: Clock, sessionId: Visits["sessionId"]): ShellPorts["notices"] {
  return {
    async leave(request, notice) {
      const id = sessionId(request);
      if (id !== undefined) await keepInSession(db, id, { notice });
    },
    async take(request) {
      const id = sessionId(request);
      if (id === undefined) return undefined;
      const session = await findSession(db, id, clock.now());
      const notice = session?.value["notice"];
      if (notice === undefined) return undefined;
      await keepInSession(db, id, {});
      return notice as Awaited<ReturnType<ShellPorts["notices"]["take"]>>;
    },
  };
}
