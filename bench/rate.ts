const measureMs = 600;
const roundsWanted = 5;

/**
 * How often something can be done in a second: the best of several rounds, because noise only ever slows.
 *
 * @param batch  does it `times` times and returns something that depends on the work, so that none of it is left out
 */
export function ratePerSecond(batch: (times: number) => unknown): number {
  let times = 1;
  let kept: unknown;
  for (;;) {
    const took = elapsed(() => (kept = batch(times)));
    if (took > measureMs / roundsWanted) break;
    times = Math.ceil(times * Math.min(10, (1.2 * measureMs) / roundsWanted / Math.max(took, 0.01)));
  }
  let best = 0;
  for (let round = 0; round < roundsWanted; round += 1) {
    const took = elapsed(() => (kept = batch(times)));
    best = Math.max(best, (times * 1000) / took);
  }
  if (kept === undefined) throw new Error("The work gave nothing back, so it may have been left out.");
  return best;
}

/** Seconds that asynchronous work takes: the best of three. */
export async function bestSeconds(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    await work();
    best = Math.min(best, (performance.now() - began) / 1000);
  }
  return best;
}

function elapsed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
