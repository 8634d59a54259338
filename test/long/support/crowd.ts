import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Acknowledged } from "./ledger.ts";
import { sendWrite, type HttpAnswer, type Write } from "./writer.ts";

/** Several writers at work at once. */
export interface Crowd {
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that no fault explains: anything but 200, 503 and a broken connection. */
  readonly surprises: readonly string[];
  /** Requests that got no answer or a 503. */
  failures(): number;
  /** Ends them after the request in hand. */
  stop(): Promise<void>;
}

interface Crew {
  readonly origins: readonly string[];
  readonly token: string;
  /** Begins every key, so that two crowds never meet. */
  readonly name: string;
  readonly writers: number;
  readonly pauseMs: number;
}

const triesMax = 120;
const retryMs = 200; // more often, and the writers would slow down what they wait for

/**
 * Sets writers to work. Each sends an act until it is acknowledged, always with the same key; every tenth acknowledged act is
 * sent once more, and must get the very same answer.
 */
export function setToWork(crew: Crew): Crowd {
  const acknowledged: Acknowledged[] = [];
  const surprises: string[] = [];
  let sent = 0;
  let failures = 0;
  let isStopped = false;

  const send = async (write: Write): Promise<HttpAnswer | undefined> => {
    const origin = crew.origins[sent % crew.origins.length]!;
    try {
      const answer = await sendWrite(origin, crew.token, write);
      if (answer.status === 200) return answer;
      if (answer.status !== 503)
        surprises.push(`${write.key}: ${answer.status} ${answer.text.slice(0, 300)}`);
    } catch {
      // The connection broke: whether the act was carried out is not known, and the next try will tell.
    }
    failures += 1;
    return undefined;
  };
  const carryOut = async (write: Write): Promise<HttpAnswer | undefined> => {
    for (let attempt = 0; attempt < triesMax && !(isStopped && attempt > 0); attempt += 1) {
      const answer = await send(write);
      if (answer) return answer;
      await pause(retryMs);
    }
    return undefined;
  };
  const work = async (writer: number): Promise<void> => {
    for (let turn = 0; !isStopped; turn += 1) {
      sent += 1;
      const write = {
        key: `w-${crew.name}-${writer}-${turn}`,
        email: `w-${crew.name}-${writer}-${turn}@example.org`,
      };
      const answer = await carryOut(write);
      if (answer) acknowledged.push(actFrom(write, answer));
      if (answer && turn % 10 === 9) {
        const again = await carryOut(write);
        if (again && !isDeepStrictEqual(JSON.parse(again.text), JSON.parse(answer.text)))
          surprises.push(`${write.key} was answered anew: ${again.text.slice(0, 300)}`);
      }
      await pause(crew.pauseMs);
    }
  };
  const working = Promise.all(Array.from({ length: crew.writers }, async (_, writer) => await work(writer)));
  return {
    acknowledged,
    surprises,
    failures: () => failures,
    stop: async () => {
      isStopped = true;
      await working;
    },
  };
}

function actFrom(write: Write, answer: HttpAnswer): Acknowledged {
  const { entry, json } = JSON.parse(answer.text) as {
    readonly entry: string;
    readonly json: { readonly account: string };
  };
  return { ...write, entry, account: json.account };
}
