import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import { mersenneTwister } from "../random/mersenne-twister.ts";
import { chiSquareQuantile } from "./chi-square.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student-t.ts";

describeVectors("distributions agree with base R", "data/vectors/PHEindicatormethods", (folder) => {
  it("gives the normal distribution and its inverse", () => {
    const quantile = folder.open("dist_qnorm");
    quantile.compare({ column: "q", actual: quantile.input.numbers("p").map((p) => normalQuantile(p)) });
    const cdf = folder.open("dist_pnorm");
    cdf.compare({ column: "p", actual: cdf.input.numbers("x").map((x) => normalCdf(x)) });
  });

  it("gives the inverse chi-square distribution", () => {
    const vector = folder.open("dist_qchisq");
    const degrees = vector.input.numbers("df");
    const actual = vector.input
      .numbers("p")
      .map((p, row) => chiSquareQuantile(p, degrees[row] ?? Number.NaN));
    vector.compare({ column: "q", actual });
  });

  it("gives the inverse of Student's t", () => {
    const vector = folder.open("dist_qt");
    const degrees = vector.input.numbers("df");
    const actual = vector.input.numbers("p").map((p, row) => studentQuantile(p, degrees[row] ?? Number.NaN));
    vector.compare({ column: "q", actual });
  });

  it("repeats the seeded random stream: uniform bit for bit, normal by inversion", () => {
    const vector = folder.open("rng_mt_inversion");
    const uniforms: number[] = [];
    const normals: number[] = [];
    for (const seed of vector.input.numbers("seed")) {
      const forUniform = mersenneTwister(seed);
      const forNormal = mersenneTwister(seed);
      for (let index = 0; index < 12; index += 1) {
        uniforms.push(forUniform.uniform());
        normals.push(forNormal.normal());
      }
    }
    expect(uniforms.length).toBeGreaterThan(0);
    vector.compare({ column: "runif", actual: uniforms, words: "runif bit exact" });
    vector.compare({ column: "rnorm", actual: normals, words: "rnorm 1e-15" });
  });
});
