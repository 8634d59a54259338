import { execFile } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A browser program and the environment it needs. */
export interface BrowserBinary {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The browser to test with; BROWSER_PATH overrides the search. */
export async function findBrowser(): Promise<BrowserBinary> {
  const chosen = process.env["BROWSER_PATH"];
  if (chosen !== undefined && chosen !== "") return { executablePath: chosen, env: ownEnvironment() };
  if (process.platform === "linux" && process.arch === "x64") return browserFromNpm();
  const places = usualPlaces();
  const installed = places.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, env: ownEnvironment() };
  throw new Error(
    `No browser to test with: npm brings one for Linux on x64 only, this is ${process.platform} on ${process.arch}. ` +
      `Install Chrome, Chromium or Edge, or set BROWSER_PATH to one. Looked for ${places.join(", ")}.`,
  );
}

/**
 * Unpacks the browser of @sparticuz/chromium once per version and user.
 *
 * The package unpacks into the temporary folder, readable for whoever was first, and a killed unpacking would stay
 * broken for ever. Hence a fresh folder, renamed when it is whole; in a process of its own, because importing the
 * package changes the library path of the process that does.
 */
async function browserFromNpm(): Promise<BrowserBinary> {
  const home = join(tmpdir(), `concordat-browser-${packageVersion()}-${userInfo().uid}`);
  if (!existsSync(home)) await unpack(home);
  const state = lstatSync(home);
  if (!state.isDirectory() || state.uid !== userInfo().uid || (state.mode & 0o022) !== 0) {
    throw new Error(`${home} belongs to somebody else or can be written by others. Remove it and run again.`);
  }
  return {
    executablePath: join(home, "chromium"),
    env: {
      ...ownEnvironment(),
      LD_LIBRARY_PATH: join(home, "al2023", "lib"),
      FONTCONFIG_PATH: join(home, "fonts"),
      HOME: join(home, "home"),
    },
  };
}

async function unpack(home: string): Promise<void> {
  const fresh = mkdtempSync(join(tmpdir(), "concordat-browser-new-"));
  try {
    const script = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: root,
      // With this name the package also unpacks the libraries that a bare Debian lacks.
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    });
    mkdirSync(join(fresh, "home"), { recursive: true });
    writeFileSync(join(fresh, "fonts", "fonts.conf"), fontSettings(home));
    renameSync(fresh, home);
  } catch (error) {
    // Another test file unpacked at the same time and was first.
    if (!existsSync(join(home, "chromium"))) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

// The package's own settings look in /tmp/fonts. A browser that finds no font at all crashes at the first text field.
function fontSettings(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, "fonts")}</dir>
  <cachedir>${join(home, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

function packageVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  let folder = dirname(entry);
  while (!existsSync(join(folder, "package.json")) || !nameIsOurs(folder)) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

function nameIsOurs(folder: string): boolean {
  return (
    (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: string }).name ===
    "@sparticuz/chromium"
  );
}

function usualPlaces(): readonly string[] {
  const apps = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `${name}.app/Contents/MacOS/${name}`,
  );
  if (process.platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      apps.map((app) => join(folder, app)),
    );
  }
  if (process.platform === "win32") {
    return ["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"];
  }
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
  return [...names.map((name) => `/usr/bin/${name}`), "/snap/bin/chromium", "/opt/google/chrome/chrome"];
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
