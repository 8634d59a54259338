import process from "node:process";
import { configureGlobal } from "fast-check";

// One seed for the whole run, printed at its start: FAST_CHECK_SEED=<the number> repeats a run exactly.
configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"]) });
