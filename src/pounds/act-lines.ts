import { civilDate } from "@concordat/calendar";
import { parseMoney, pence, type Act, type Pence, type Position, type Posting } from "@concordat/ledger";
import { accountFrom } from "./act-json.ts";

type Given = Readonly<Record<string, string>>;

/** An amount of a shipped file. */
export function penceOf(text: string): Pence {
  const read = parseMoney(text);
  if (!read.ok) throw new RangeError(`“${text}” is no amount: ${read.problems[0]?.message ?? ""}`);
  return read.value.pence;
}

/** One act of the file: its first line, with one line for each posting or position. */
export function actFromLines(lines: readonly Given[]): Act {
  const first = lines[0]!;
  const [id, text, target] = [first["act"]!, first["text"]!, first["target"]!];
  const on = civilDate(first["on"] || first["from_on"] || "2000-01-01");
  const postings = (): readonly Posting[] =>
    lines.map((line) => ({ account: accountFrom(line["account"]), amount: penceOf(line["amount"]!) }));
  switch (first["kind"]) {
    case "transaction":
      return { kind: "transaction", id, on, text, postings: postings() };
    case "commitment":
      return {
        kind: "commitment",
        id,
        on,
        text,
        postings: postings(),
        ...(first["to_on"] && { lapsesOn: civilDate(first["to_on"]) }),
      };
    case "fulfilment":
      return { kind: "fulfilment", id, on, text, commitment: target, postings: postings() };
    case "reversal":
      return { kind: "reversal", id, on, reason: text, reverses: target };
    case "closing":
      return {
        kind: "closing",
        id,
        fund: first["fund"]!,
        name: first["name"]!,
        from: on,
        to: civilDate(first["to_on"]!),
      };
    case "reopening":
      return { kind: "reopening", id, reason: text, closing: target };
    default:
      return disputeFromLines(lines);
  }
}

/** An act about an amount on which the partners differ. */
function disputeFromLines(lines: readonly Given[]): Act {
  const first = lines[0]!;
  const [id, text, target] = [first["act"]!, first["text"]!, first["target"]!];
  const on = civilDate(first["on"]!);
  switch (first["kind"]) {
    case "dispute":
      return {
        kind: "dispute",
        id,
        on,
        about: text,
        debit: accountFrom(first["debit"]),
        credit: accountFrom(first["credit"]),
        positions: lines.map(positionFrom),
      };
    case "position":
      return {
        kind: "position",
        id,
        on,
        dispute: target,
        partner: first["partner"]!,
        amount: penceOf(first["amount"]!),
        reason: text,
      };
    case "settlement":
      return {
        kind: "settlement",
        id,
        on,
        dispute: target,
        amount: pence(penceOf(first["amount"]!)),
        reason: text,
      };
    default:
      throw new RangeError(`“${first["kind"] ?? ""}” is no kind of act that files have.`);
  }
}

function positionFrom(line: Given): Position {
  return { partner: line["partner"]!, amount: penceOf(line["amount"]!), reason: line["name"]! };
}
