import { SaxesParser } from "saxes";

/** A piece of XML as a tree: names in small letters, text as it stands between the tags of its own. */
export interface Element {
  readonly name: string;
  readonly children: readonly Element[];
  readonly text: string;
}

const elementsMax = 500_000;
const depthMax = 50;

/** The tree of an XML text, or why there is none. A document type is refused, so nothing expands and nothing is fetched. */
export function parseXml(text: string): Element | string {
  type Open = { name: string; children: Element[]; text: string };
  const stack: Open[] = [{ name: "", children: [], text: "" }];
  let elements = 0;
  let problem: string | undefined;
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const stop = (why: string): never => {
    problem ??= why;
    throw new SyntaxError(why);
  };
  parser.on("doctype", () =>
    stop("It declares a document type, which the service never does. Refused for safety."),
  );
  parser.on("error", (error) => stop(`It is damaged XML: ${error.message}.`));
  parser.on("opentag", (tag) => {
    elements += 1;
    if (elements > elementsMax) stop(`It has more than ${elementsMax} elements.`);
    if (stack.length > depthMax) stop(`It is nested deeper than ${depthMax}.`);
    stack.push({ name: tag.name.slice(tag.name.indexOf(":") + 1).toLowerCase(), children: [], text: "" });
  });
  const add = (piece: string): void => void (stack.at(-1)!.text += piece);
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    const done = stack.pop()!;
    stack.at(-1)!.children.push(done);
  });
  try {
    parser.write(text.replace(/^\uFEFF/, "")).close();
  } catch (error) {
    if (error instanceof SyntaxError) return problem ?? `It is damaged XML: ${error.message}.`;
    throw error;
  }
  return stack[0]!.children[0] ?? "It holds no element.";
}

/** Past the envelope of SOAP and the element named after the operation's result. */
export function unwrapped(element: Element): Element {
  const only = element.children.length === 1 ? element.children[0] : undefined;
  const wraps =
    ["envelope", "body", "root", "string"].includes(element.name) || /(response|result)$/.test(element.name);
  if (only && wraps && !["committee", "meetings"].includes(only.name)) return unwrapped(only);
  const body = element.name === "envelope" ? child(element, "body") : undefined;
  return body ? unwrapped(body) : element;
}

/** The first element of a name right inside another. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find((one) => one.name === name);
}

/** The first element of a name anywhere inside another. */
export function descendant(element: Element, name: string): Element | undefined {
  return child(element, name) ?? element.children.map((one) => descendant(one, name)).find((one) => one);
}

/** The text of the element of a name; empty where there is none. */
export function textIn(element: Element, name: string): string {
  return child(element, name)?.text.trim() ?? "";
}

/** Whether the element of a name says yes. */
export function isTrue(element: Element, name: string): boolean {
  return /^(true|1|yes)$/i.test(textIn(element, name));
}
