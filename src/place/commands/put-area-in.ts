import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import { areaKindPlural, type Area } from "../area.ts";
import { daysOverlap, whyNotInBeing } from "../in-being.ts";
import { areaRef } from "../refs.ts";
import { putAreaInSchema, type PutAreaIn } from "../schema.ts";
import { sumOfShares } from "../share.ts";
import { findArea, getArea, liesWithin } from "../store-areas.ts";
import { addPart, listWholesFrom, lockParts } from "../store-change-areas.ts";
import { daysInWords, shareInWords } from "../words.ts";
import { enteredNow } from "./entered.ts";
import { sourceFields } from "./form-fields.ts";
import { areaUnknown } from "./register-problems.ts";
import { areaResource } from "./resources.ts";

/** Says that an area lies in another, wholly or with a share of it. */
export const putAreaInCommand: Command = defineCommand<PutAreaIn>({
  name: "place.put-area-in",
  title: "Say what an area lies in",
  about:
    "Says in which larger area an area lies, how much of it, and from which day. An area cannot lie in itself, however far round.",
  schema: putAreaInSchema,
  path: "/areas/:slug/lies-in/add",
  resource: areaResource,
  form: putAreaInForm,
  run: runPutAreaIn,
});

async function putAreaInForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const area = await findArea(db, params["slug"] ?? "");
  return (
    area && {
      title: `Say what ${area.name} lies in`,
      submit: "Add it",
      illustrative: area.basis === "illustrative",
      trail: [
        { text: "Areas", href: "/areas" },
        { text: area.name, href: `/areas/${area.slug}` },
      ],
      fields: [
        { name: "whole", widget: { kind: "text" } },
        { name: "share", widget: { kind: "text", width: 5 } },
        { name: "from", widget: { kind: "date" } },
        ...sourceFields,
      ],
    }
  );
}

async function runPutAreaIn(acting: Acting, input: PutAreaIn): Promise<Done> {
  const { tx } = acting;
  await lockParts(tx);
  const part = await getArea(tx, input.slug);
  const whole = await findArea(tx, input.whole);
  if (!whole) throw new Invalid([areaUnknown("whole", input.whole)]);
  const problems = [
    ...(await circleProblems(tx, part, whole)),
    ...daysProblems(input, part, whole),
    ...(await wholesProblems(tx, input, { part, whole })),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { ...input, illustrative: part.basis === "illustrative" });
  await addPart(tx, {
    part: part.id,
    whole: whole.id,
    from,
    ...(input.share !== undefined && { share: input.share }),
    ...(input.from && { beginsOn: input.from }),
  });
  const since = input.from ? ` from ${formatCivilDate(input.from)}` : "";
  const much = input.share === undefined ? "" : `, ${shareInWords(input.share)} of it`;
  return {
    message: `${part.name} lies in ${whole.name}${since}${much}.`,
    href: `/areas/${part.slug}`,
    subject: areaRef(part),
    entry: {
      kind: "place.area-put-in",
      summary: `${part.name} lies in ${whole.name}${since}${much}.`,
      subjects: [areaRef(part), areaRef(whole)],
      body: {
        part: part.slug,
        whole: whole.slug,
        share: input.share === undefined ? null : String(input.share),
        from: input.from ?? null,
        source: from.source,
        seen: from.seen,
        basis: from.basis,
      },
    },
    changed: [anyOfKind("place", "area")],
  };
}

async function circleProblems(tx: Db, part: Area, whole: Area): Promise<readonly Problem[]> {
  if (part.id === whole.id) return [about("place.area-in-itself", `${part.name} cannot lie in itself.`)];
  if (await liesWithin(tx, whole.id, part.id)) {
    return [
      about(
        "place.area-circle",
        `${whole.name} lies in ${part.name} already, directly or through others, so ${part.name} cannot lie in ${whole.name}: it would be its own ancestor.`,
      ),
    ];
  }
  if ((part.basis === "illustrative") !== (whole.basis === "illustrative")) {
    const madeUp = part.basis === "illustrative" ? part : whole;
    return [
      about(
        "place.area-made-up",
        `${madeUp.name} is made up and the other area is real: neither can lie in the other.`,
      ),
    ];
  }
  return [];
}

function daysProblems(input: PutAreaIn, part: Area, whole: Area): readonly Problem[] {
  const on = input.from;
  if (on === undefined) {
    if (daysOverlap(part, whole)) return [];
    return [
      about(
        "place.whole-not-in-being",
        `${whole.name} (${daysInWords(whole)}) and ${part.name} (${daysInWords(part)}) were never in being on the same day.`,
      ),
    ];
  }
  return [part, whole].flatMap((area): readonly Problem[] => {
    const why = whyNotInBeing(area, on);
    return why === undefined
      ? []
      : [
          {
            code: "place.area-not-in-being",
            field: "from",
            message: `${area.name} ${why}, so this cannot hold from ${formatCivilDate(on)}.`,
          },
        ];
  });
}

/** Neither twice in the same whole on one day, nor more than the whole of it divided among wholes of one kind. */
async function wholesProblems(
  tx: Db,
  input: PutAreaIn,
  { part, whole }: { readonly part: Area; readonly whole: Area },
): Promise<readonly Problem[]> {
  const days = input.from ? { beginsOn: input.from } : {};
  const held = (await listWholesFrom(tx, { part: part.id, ...(input.from && { from: input.from }) })).filter(
    (one) => daysOverlap(one, days),
  );
  const same = held.find((one) => one.whole === whole.id);
  if (same)
    return [
      about(
        "place.area-in-already",
        `${part.name} lies in ${whole.name} already${same.beginsOn || same.endsOn ? ` (${daysInWords(same)})` : ""}.`,
      ),
    ];
  if (input.share === undefined) return [];
  const others = held.filter((one) => one.kind === whole.kind && one.share !== undefined);
  const sum = sumOfShares([input.share, ...others.map((one) => one.share!)]);
  if (sum <= 1) return [];
  const lies = others.map((one) => `${shareInWords(one.share!)} in ${one.name}`).join(", ");
  return [
    {
      code: "place.shares-over-whole",
      field: "share",
      message: `Of ${part.name} lies ${lies}. With this the shares in ${areaKindPlural(whole.kind).toLowerCase()} would add up to ${shareInWords(sum)}; together they can be 100% at most.`,
    },
  ];
}

function about(code: string, message: string): Problem {
  return { code, field: "whole", message };
}
