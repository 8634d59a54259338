import { execFileSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { checkBoundaries, isSound, summarise } from "./boundaries/check.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "src", "engines"];
const listed = execFileSync("git", listing, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);

const report = await checkBoundaries(root, listed);
for (const line of report.broken) console.log(`broken    ${line}`);
for (const path of report.unseen) console.log(`not seen  ${path}`);
console.log(summarise(report));
process.exitCode = isSound(report) ? 0 : 1;
