import { lookup } from "node:dns/promises";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { request } from "node:https";
import { isPublicAddress } from "./public-address.ts";
import type { Outgoing, OutgoingAnswer } from "../ports.ts";

/** How the network is reached; the real ways unless a test gives others. */
export interface Ways {
  /** Every address of a host. */
  resolve(host: string): Promise<readonly string[]>;
  /** Opens a request to one address of the host; what it calls the host stays the host's own name. */
  open(url: URL, address: string, options: RequestOptions): ClientRequest;
}

/** Limits of one answer. */
export interface Limits {
  readonly bytesMax: number;
  readonly redirectsMax: number;
  readonly millisMax: number;
}

const realWays: Ways = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  open: (url, address, options) =>
    request(url, {
      ...options,
      // The address that was checked is the one that is asked: a name could lead elsewhere a moment later.
      lookup: (_host, asked, done) => {
        const family = address.includes(":") ? 6 : 4;
        if (asked.all === true) done(null, [{ address, family }]);
        else done(null, address, family);
      },
    }),
};

const realLimits: Limits = { bytesMax: 5_000_000, redirectsMax: 3, millisMax: 10_000 };

/**
 * Asks an address on the web for somebody who named it: https only, a public machine only, redirects checked each, and no more
 * than so much in so long.
 *
 * What cannot be had is told in words, with what to do.
 */
export function createOutgoing(ways: Ways = realWays, limits: Limits = realLimits): Outgoing {
  return async (address) => {
    const signal = AbortSignal.timeout(limits.millisMax);
    try {
      return await follow(address, { ways, limits, signal });
    } catch (error) {
      if (error instanceof Refused) return { ok: false, why: error.message };
      const why = signal.aborted
        ? `${address.host} did not answer within ${limits.millisMax / 1000} seconds. Try later, or save the answer from a browser and import the file.`
        : `${address.host} could not be reached (${error instanceof Error ? error.message : String(error)}). Look at the address, or save the answer from a browser and import the file.`;
      return { ok: false, why };
    }
  };
}

/** An answer that is not taken, in words for whoever asked. */
class Refused extends Error {}

interface Asked {
  readonly ways: Ways;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

async function follow(first: URL, asked: Asked): Promise<OutgoingAnswer> {
  let url = first;
  for (let redirects = 0; redirects <= asked.limits.redirectsMax; redirects += 1) {
    const address = await within(asked.signal, publicAddressOf(url, asked.ways));
    const answer = await askOnce(url, address, asked);
    const to = answer.headers.location;
    if (!isRedirect(answer.statusCode) || to === undefined) return await taken(answer, url, asked.limits);
    answer.destroy();
    if (!URL.canParse(to, url)) throw new Refused(`${url.host} sends on to “${to}”, which is no address.`);
    const next = new URL(to, url);
    // What is read is kept under the host that was named, with its list of boards: another host is another source.
    if (next.host !== url.host)
      throw new Refused(`${url.host} sends on to ${next.host}. Give that address if it is the council's.`);
    url = next;
  }
  throw new Refused(
    `${first.host} sends on more than ${asked.limits.redirectsMax} times. Give the address it ends at.`,
  );
}

/** Waits no longer than the signal: looking up a name cannot be stopped, but it need not be waited for. */
async function within<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return await new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("The time is over.")), { once: true });
    work.then(resolve, reject);
  });
}

/** The address to ask; refused where it is not https on its own port, or any of the host's machines is not public. */
async function publicAddressOf(url: URL, { resolve }: Ways): Promise<string> {
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    throw new Refused(
      `${url.protocol}//${url.host} is not asked: only addresses that begin with https://, without a port, a name or a password.`,
    );
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = await resolve(host);
  const [address] = addresses;
  if (address === undefined || !addresses.every(isPublicAddress))
    throw new Refused(`${url.host} is no machine of the public internet, so it is not asked.`);
  return address;
}

async function askOnce(url: URL, address: string, { ways, signal }: Asked): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const headers = {
      accept: "application/xml, text/xml;q=0.9",
      // Nothing packed: a small answer could unpack into a big one.
      "accept-encoding": "identity",
      "user-agent": "Concordat (import of public meetings)",
    };
    ways.open(url, address, { headers, signal }).on("response", resolve).on("error", reject).end();
  });
}

function isRedirect(status: number | undefined): boolean {
  return status !== undefined && [301, 302, 303, 307, 308].includes(status);
}

async function taken(answer: IncomingMessage, url: URL, { bytesMax }: Limits): Promise<OutgoingAnswer> {
  const { statusCode = 0 } = answer;
  if (statusCode !== 200) {
    answer.destroy();
    throw new Refused(whyNot(statusCode, url));
  }
  const encoding = answer.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    answer.destroy();
    throw new Refused(`${url.host} answers packed (${encoding}), which it was asked not to. It is not read.`);
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.byteLength;
    if (size > bytesMax)
      throw new Refused(`The answer of ${url.host} has more than ${bytesMax} bytes. Ask for fewer days.`);
    pieces.push(piece);
  }
  return { ok: true, bytes: Buffer.concat(pieces) };
}

function whyNot(status: number, { host }: URL): string {
  const file = "Save the answer from a browser that is let through and import the file, or ask the council.";
  if (status === 401 || status === 403 || status === 429)
    return `${host} does not let this site in (it answered ${status}, as a wall against robots does). ${file}`;
  if (status === 404 || status === 410)
    return `${host} has no web service at this address (it answered ${status}). Look up the address that ends in mgWebService.asmx.`;
  return `${host} answered ${status} and no meetings. ${file}`;
}
