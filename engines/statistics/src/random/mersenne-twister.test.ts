import { describe, expect, it } from "vitest";
import { mersenneTwister } from "./index.ts";

describe("the random stream", () => {
  it("invariant 9: begins as R's does after set.seed(1)", () => {
    const stream = mersenneTwister(1);
    expect([stream.uniform(), stream.uniform()]).toEqual([0.2655086631421, 0.37212389963679016]);
    expect(mersenneTwister(1).normal()).toBe(-0.6264538107423324);
  });

  it("stays within 0 and 1 past the end of its state, and differs by seed", () => {
    const [stream, other] = [mersenneTwister(7), mersenneTwister(8)];
    let equal = 0;
    for (let draw = 0; draw < 2000; draw += 1) {
      const value = stream.uniform();
      expect(value > 0 && value < 1).toBe(true);
      if (value === other.uniform()) equal += 1;
    }
    expect(equal).toBe(0);
  });
});
