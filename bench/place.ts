import { ask } from "../test/long/support/writer.ts";
import { shoot } from "./load.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { withSite } from "./site.ts";

/** Areas, organisations and boards as they stood on a date, each answer read anew from the database. */
export const placeGroup: BenchGroup = {
  name: "place",
  measure: async (tell) =>
    await withSite(async ({ origin }) => {
      const measured: Measurement[] = [];
      const slug = await firstSlug(origin, "/organisations.json?kind=icb");
      const area = await firstSlug(origin, "/areas.json");
      const paths = {
        "organisations-as-at": "/organisations.json?kind=icb&at=2026-03-31",
        organisation: `/organisations/${slug}`,
        area: `/areas/${area}`,
        search: "/search?q=lewsham",
      };
      for (const [name, path] of Object.entries(paths)) {
        tell(path);
        const hits = await shoot({ origin, paths: [path], connections: 1, seconds: 3, uniqueQuery: true });
        measured.push({
          name: `place.${name}.p50`,
          value: hits.p50,
          unit: "ms",
          target: { of: "value", most: 15 },
        });
      }
      return measured;
    }),
};

async function firstSlug(origin: string, path: string): Promise<string> {
  const { items } = JSON.parse((await ask(origin + path)).text) as {
    readonly items: readonly { readonly slug?: string }[];
  };
  const slug = items.find((item) => item.slug !== undefined)?.slug;
  if (slug === undefined) throw new Error(`${path} lists nothing with a slug.`);
  return slug;
}
