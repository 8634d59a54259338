import { z } from "zod";
import type { Endpoint } from "../kernel/index.ts";
import { findByCode } from "./store-organisations.ts";

const query = z.object({
  code: z
    .string({ error: "Give the code to look up, for example code=QWE" })
    .trim()
    .min(2, "Give the code to look up, for example code=QWE")
    .max(20, "A code has at most 20 characters")
    .meta({ description: "An ODS, ONS, register or network code." }),
  scheme: z
    .string()
    .max(30)
    .optional()
    .meta({ description: "ods, gss, ons-2022, ons-2024, ons-2026, register or pcn." }),
});

const found = z.object({
  kind: z.enum(["area", "organisation"]),
  slug: z.string(),
  name: z.string(),
  scheme: z.string(),
  href: z.string(),
});

/** For other systems: what a code stood for on a day. */
export const lookupEndpoint: Endpoint = {
  name: "place.lookup",
  method: "GET",
  path: "/api/place/lookup",
  about: "What a code stood for on a day: the area or organisation, with its address here.",
  query,
  json: z.object({ items: z.array(found) }),
  async answer(asking, request) {
    const asked = query.parse(request.query);
    const found = await findByCode(asking.db, {
      code: asked.code.toUpperCase(),
      at: asking.at,
      ...(asked.scheme && { scheme: asked.scheme }),
    });
    const items = found.map((one) => ({
      ...one,
      href: `/${one.kind === "area" ? "areas" : "organisations"}/${one.slug}`,
    }));
    return { mediaType: "application/json; charset=utf-8", body: JSON.stringify({ items }) };
  },
};
