import process from "node:process";
import { civilDate } from "@concordat/calendar";
import { checkProposal, openQuestions } from "@concordat/statute";
import { folderStatute } from "../engines/statute/test/law-folder.ts";
import { makePathways, measuredProposals } from "../engines/statute/test/pathway-rate.ts";
import type { BenchGroup } from "./measurement.ts";
import { ratePerSecond } from "./rate.ts";

const pathways = 10_000;
const secondsMost = 5;

/** Pathways over every duty, the seven real cases and the stroke proposal in turn, on one core. */
export const statuteGroup: BenchGroup = {
  name: "statute",
  measure: async (tell) => {
    const proposals = measuredProposals();
    const statute = folderStatute();
    tell(`${statute.duties.length} duties, ${proposals.length} proposals`);
    makePathways(200, proposals);
    // Time of one core, not of the clock: other work on the machine does not count.
    const began = process.cpuUsage();
    const steps = makePathways(pathways, proposals);
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1_000_000;
    tell(`${steps} steps`);
    const today = civilDate("2026-01-12");
    const checks = proposals.map((proposal) => checkProposal(statute, proposal, today));
    return [
      {
        name: "statute.10000-pathways",
        value: seconds,
        unit: "s",
        target: { of: "value", most: secondsMost },
      },
      {
        name: "statute.open-questions",
        value: ratePerSecond((times) => {
          let found = 0;
          for (let turn = 0; turn < times; turn += 1) {
            const check = checks[turn % checks.length];
            found += check?.ok === true ? openQuestions(statute, check.value).length : 0;
          }
          return found;
        }),
        unit: "lists/s",
      },
    ];
  },
};
