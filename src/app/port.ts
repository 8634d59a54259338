import { createServer, type AddressInfo } from "node:net";
import { Conflict } from "../kernel/index.ts";
import { codeOf } from "../platform/database/faults.ts";

/** Where the site is to listen. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/**
 * Tries the port for a moment, before a start does anything that takes long, and says which one it is: 0 is any free one.
 *
 * Another program may still take it before the site listens; `portFailure` then says so.
 *
 * @throws Conflict when it cannot be listened on
 */
export async function tryPort(wanted: Listening): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ ...wanted, exclusive: true }, resolve);
    });
    // A server on a port has an address of this kind; only one on a socket file has a name.
    return (server.address() as AddressInfo).port;
  } catch (error) {
    throw portFailure(error, wanted);
  } finally {
    server.close();
  }
}

/** What a failure to listen means, as a sentence; anything else as it is. */
export function portFailure(error: unknown, { host, port }: Listening): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken by another program; set PORT to another.`,
    EACCES: `Port ${port} may not be used by this user; set PORT to one above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; set HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is not an address of this machine; set HOST to one that is, such as 127.0.0.1.`,
  };
  const message = sentences[codeOf(error) ?? ""];
  return message === undefined ? error : new Conflict("app.port", { message });
}
