// What there is to do in a clone: what each step is made from, what it makes, and the program that does it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { appSources, compiledPath, engineSources, entries } from "./sources.mjs";
import { filesUnder, hashOf } from "./stamp.mjs";

/** Installs the packages that the application runs with; those of tests and checks stay when they were there. */
export function packagesStep(root) {
  return {
    ...installing(root),
    stamp: join(root, "node_modules", ".installed"),
    isThere: () => areInstalled(root),
    command: () => npmCommand(["ci", hasTools(root) ? "--include=dev" : "--omit=dev"]),
    doing: "Installing packages with npm ci, which takes some seconds the first time",
    done: "Installed packages",
  };
}

/** Installs every package of the lock file: those that the application runs with, and those of tests and checks. */
export function toolsStep(root) {
  return {
    ...installing(root),
    stamp: join(root, "node_modules", ".installed-tools"),
    isThere: () => areInstalled(root, { tools: true }),
    // What an application that runs meanwhile has loaded stays where it is.
    command: () => npmCommand([...(areInstalled(root) ? ["install", "--no-save"] : ["ci"]), "--include=dev"]),
    doing: "Installing packages with npm, which takes about half a minute the first time",
    done: "Installed packages",
  };
}

function installing(root) {
  return {
    applies: true,
    // package.json stays out: npm ci refuses when the two disagree, and an edited script must not reinstall everything.
    inputs: () => `${process.platform}-${process.arch} ${hashOf(root, lockAndSettings(root))}`,
    outputs: () => [hiddenLock(root)],
  };
}

/** Compiles the engines and the application to plain JavaScript. */
export function compileStep(root) {
  return {
    name: "code",
    applies: true,
    stamp: join(root, "dist", ".built"),
    inputs: () =>
      hashOf(root, [...appSources(root), ...engineSources(root), ...configs(root), ...lockAndSettings(root)]),
    outputs: () => [...entries(root), ...engineSources(root)].map((path) => compiledPath(root, path)),
    command: () => ({ program: process.execPath, args: [join("scripts", "compile.mjs")] }),
    doing: "Compiling",
    done: "Compiled",
  };
}

/** Makes the style sheets. */
export function stylesStep(root) {
  const script = join(root, "scripts", "styles.ts");
  return {
    name: "styles",
    applies: existsSync(script),
    stamp: join(root, "dist", ".styled"),
    inputs: () => hashOf(root, [...styleInputs(root), script, ...lockAndSettings(root)]),
    outputs: () => [],
    command: () => ({
      program: process.execPath,
      args: ["--conditions=source", "--import", "tsx", join("scripts", "styles.ts")],
    }),
    doing: "Making style sheets",
    done: "Made style sheets",
  };
}

/**
 * Whether node_modules already holds what the lock file asks for, whoever installed it. Packages for other
 * platforms are optional and may be missing.
 *
 * @param {string} root
 * @param {{ tools?: boolean }} asked  whether the packages of tests and checks are asked for too
 * @returns {boolean}
 */
export function areInstalled(root, { tools = false } = {}) {
  if (!existsSync(hiddenLock(root))) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const found = packagesOf(hiddenLock(root));
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/") || (entry.dev === true && !tools)) return true;
    const other = found[path];
    if (other === undefined) return entry.optional === true || (entry.devOptional === true && !tools);
    return (
      ["version", "integrity", "link"].every((key) => other[key] === entry[key]) &&
      existsSync(join(root, path))
    );
  });
}

// What npm itself noted, because whoever runs npm by hand leaves no stamp of ours.
function hasTools(root) {
  if (!existsSync(hiddenLock(root))) return false;
  return Object.values(packagesOf(hiddenLock(root))).some((entry) => entry.dev === true);
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}

function hiddenLock(root) {
  return join(root, "node_modules", ".package-lock.json");
}

function lockAndSettings(root) {
  return [join(root, "package-lock.json"), join(root, ".npmrc")];
}

function configs(root) {
  return [join(root, "tsconfig.base.json"), join(root, "scripts", "compile.mjs")];
}

function styleInputs(root) {
  const assets = join(root, "src", "web", "assets");
  return [
    ...filesUnder(join(root, "src"), (path) => path.endsWith(".scss") || path.startsWith(assets)),
    ...filesUnder(join(root, "scripts", "styles"), () => true),
  ];
}

// What npm tells its scripts about the run they belong to would be read by the npm started here as its own settings:
// "npm start --omit=dev" would install without the compiler, and a workspace option would install only a part.
const ofTheCaller =
  /^npm_(lifecycle_|package_|command$|config_(local_prefix|prefix|global|location|workspaces?|include_workspace_root|omit|only|production|include|dry_run|package|package_lock|package_lock_only|call|offline|json|silent|loglevel)$)/i;

function npmCommand(words) {
  const args = [...words, "--loglevel=error"];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheCaller.test(name)));
  const own = process.env.npm_execpath;
  // The npm that started us, which need not be the first one on the path.
  return own !== undefined && own.endsWith("npm-cli.js") && existsSync(own)
    ? { program: process.execPath, args: [own, ...args], env, output: "ignore" }
    : { program: "npm", args, env, output: "ignore" };
}
