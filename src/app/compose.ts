import type { CivilDate } from "@concordat/calendar";
import type { FastifyInstance } from "fastify";
import { createCsrf, createOidc, formSecret } from "../identity/index.ts";
import { newUuid, millisOf, subjectText, type Manifest, type Db } from "../kernel/index.ts";
import { capacitiesOf, capacityKey } from "../platform/acts/capacity.ts";
import { perform, rehearse, refusalFor, type Stage } from "../platform/acts/perform.ts";
import type { Config } from "../platform/config.ts";
import { listenForChanges, type Changes } from "../platform/changes/changes.ts";
import { dropUntold } from "../platform/changes/store-untold.ts";
import { startSweep } from "../platform/changes/sweep.ts";
import { isDiskFull, readDatabaseAway } from "../platform/database/faults.ts";
import { createDb } from "../platform/database/pool.ts";
import { createFiles } from "../platform/files/store-files.ts";
import { sendToQueue, startJobs, type Jobs } from "../platform/jobs/jobs.ts";
import { createLinks } from "../platform/links/store-links.ts";
import { createPolicies } from "../platform/policies/index.ts";
import { describeAnew, describeSubjects } from "../platform/search/store-search.ts";
import { createRecorder, startSequencer } from "../record/index.ts";
import { createPageCache, type PageCache } from "../web/page-cache.ts";
import { createRenderer, type Renderer } from "../web/render.ts";
import { createServer, type ShellPorts } from "../web/server.ts";
import { observationRules } from "./catalogue.ts";
import { entriesAbout } from "./entries.ts";
import { checkFile } from "./files.ts";
import { builtAssets, commonPolicies, policyTexts, viewFolders } from "./folders.ts";
import { importQueue, importWorker } from "./imports/index.ts";
import { createModules } from "./modules.ts";
import type { Core, Parts } from "./parts.ts";
import { glossaryTerms } from "./pages/glossary.ts";
import { registerOwnRoutes } from "./routes.ts";
import { createVisits } from "./visits.ts";

/** Wires the modules together; `outside` is what happens outside the transaction. */
export function composeCore(
  parts: Pick<Parts, "pool" | "clock"> & { readonly config?: Config },
  outside: Pick<Stage, "sendAfterwards" | "onChanged"> & { readonly sendJob?: Jobs["send"] },
): Core {
  const {
    sendJob = async (tx, queue, content) => await sendToQueue(parts.pool, tx, { queue, content }),
    ...after
  } = outside;
  const db = createDb(parts.pool);
  const recorder = createRecorder();
  // The record asks what things are called of modules that are made after it.
  const made: { manifests: readonly Manifest[]; policies?: Core["policies"] } = { manifests: [] };
  const describe: Core["describe"] = async (handle, refs) =>
    await describeSubjects(made.manifests, handle, refs);
  made.manifests = createModules({
    accounts: db,
    sendsMail: parts.config?.smtpUrl !== undefined,
    clock: parts.clock,
    ...(parts.config && { origin: parts.config.origin }),
    runs: db,
    sendRun: async (tx, run) => await sendJob(tx, importQueue, { run }),
    observationRules: observationRules(),
    describe,
    manifests: () => made.manifests,
    policies: () => made.policies?.policyPages() ?? [],
  });
  const policies = createPolicies({
    commonText: commonPolicies(),
    modules: policyTexts(made.manifests),
    actions: made.manifests
      .flatMap((manifest) => manifest.commands ?? [])
      .map(({ name, about }) => ({ name, about })),
  });
  made.policies = policies;
  const stage: Stage = {
    db,
    clock: parts.clock,
    manifests: made.manifests,
    decide: policies.decide,
    recorder,
    links: createLinks(),
    files: createFiles({ clock: parts.clock, check: checkFile }),
    describeAnew: async (tx, subjects) => await describeAnew(made.manifests, tx, subjects),
    ...after,
  };
  return { db, manifests: made.manifests, recorder, policies, stage, describe };
}

/** A running node. */
export interface Node {
  readonly app: FastifyInstance;
  readonly core: Core;
  readonly cache: PageCache;
  /** Makes ready what only the first visitors would wait for. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes a node: modules, background work, page cache, sequencer and web application. Listens on no port yet. */
export async function composeNode(parts: Parts): Promise<Node> {
  const cache = createPageCache({ bytesMax: 64_000_000, readsMax: 40 });
  const background: { jobs?: Jobs; changes?: Changes } = {};
  const sendJob: Jobs["send"] = async (tx, queue, content) => await background.jobs?.send(tx, queue, content);
  const core = composeCore(parts, {
    sendJob,
    sendAfterwards: async (tx, reaction, act) => await background.jobs?.sendAfterwards(tx, reaction, act),
    onChanged: async (subjects, act) => {
      const texts = subjects.map(subjectText);
      cache.drop(texts);
      await tellNodes(parts, { db: core.db, changes: background.changes, texts, act });
    },
  });
  const renderer = createRenderer({ folders: viewFolders(core.manifests), glossary: glossaryTerms });
  const ports = await shellPorts(parts, core, { cache, renderer });
  const app = await createServer(ports);
  background.changes = await listenForChanges(parts.pool, {
    heard: (subjects) => (subjects.includes("*") ? cache.clear() : cache.drop(subjects)),
    missed: () => cache.clear(),
    pause: parts.pause,
  });
  background.jobs = await startJobs({
    pool: parts.pool,
    manifests: core.manifests,
    workers: [importWorker(core.stage, async (tx, run) => await sendJob(tx, importQueue, { run }))],
    after: { db: core.db, clock: parts.clock, mail: parts.mail, origin: parts.config.origin },
    onError: parts.onError,
  });
  const sequencer = startSequencer({
    db: core.db,
    onError: (error) => parts.onError(error, "sequencer"),
    // The entries' own pages, and all that list them, now show their place.
    afterChained: async (entries) =>
      await background.changes?.tell(
        entries.flatMap((entry) => [...entry.subjects, `record:entry:${entry.id}`]),
      ),
  });
  const sweep = startSweep({
    db: core.db,
    tell: async (subjects) => await background.changes?.tell(subjects),
    pause: parts.pause,
    onError: (error) => parts.onError(error, "telling of changes"),
  });
  return {
    app,
    core,
    cache,
    warm: renderer.warm,
    stop: async () => {
      await app.close();
      await sequencer.stop();
      await sweep.stop();
      await background.jobs?.stop();
      await background.changes?.stop();
    },
  };
}

async function tellNodes(
  parts: Pick<Parts, "onError">,
  change: { db: Db; changes: Changes | undefined; texts: readonly string[]; act: string | undefined },
): Promise<void> {
  try {
    await change.changes?.tell(change.texts);
    if (change.act !== undefined) await dropUntold(change.db, change.act);
  } catch (error) {
    // What was not told stays on the list, and the sweep of any node tells it.
    parts.onError(error, "telling other nodes");
  }
}

/** Refuses what the policies do not allow, with the sentences of those that decided. */
function refusing(core: Core, today: () => CivilDate): ShellPorts["refuse"] {
  return (viewer, { command, resource }) => {
    const decision = core.policies.decide({ viewer, action: command.name, resource, today: today() });
    throw refusalFor(viewer, command, decision);
  };
}

async function shellPorts(
  parts: Parts,
  core: Core,
  { cache, renderer }: { readonly cache: PageCache; readonly renderer: Renderer },
): Promise<ShellPorts> {
  const { config, clock } = parts;
  const https = config.origin.startsWith("https:");
  const csrf = createCsrf(await formSecret(core.db));
  const visits = createVisits({ db: core.db, clock, https });
  const assets = builtAssets();
  const today = () => clock.today();
  const ports: ShellPorts = {
    db: core.db,
    readDb: parts.readPool ? createDb(parts.readPool) : core.db,
    clock,
    manifests: core.manifests,
    cache,
    https,
    trustProxy: config.trustProxy,
    logLevel: config.logLevel,
    origin: config.origin,
    assetsFolder: assets.folder,
    assets: assets.addresses,
    render: (view, data) => renderer.render(view, data),
    visit: visits.visit,
    notices: visits.notices,
    allowed: (question) => core.policies.decide({ ...question, today: today() }).allowed,
    refuse: refusing(core, today),
    perform: async (asked) => await perform(core.stage, asked),
    rehearse: async (asked) => await rehearse(core.stage, asked),
    capacities: (viewer, resource) =>
      viewer.kind === "person"
        ? capacitiesOf(viewer, resource).map((capacity) => ({ key: capacityKey(capacity), capacity }))
        : [],
    describe: core.describe,
    files: core.stage.files,
    links: core.stage.links,
    entriesAbout,
    csrf: { make: (key) => csrf.tokenFor(key), check: (key, token) => csrf.isValid(token, key) },
    newKey: () => newUuid(millisOf(clock.now())),
    isAway: (error) => readDatabaseAway(error) !== undefined,
    isDiskFull,
    today,
    register: (app) =>
      registerOwnRoutes(app, {
        parts,
        core,
        visits,
        csrf,
        ports,
        ...(config.oidc && {
          oidc: createOidc({ ...config.oidc, redirectUri: `${config.origin}/sign-in/oidc/return` }),
        }),
      }),
  };
  return ports;
}
