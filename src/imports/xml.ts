import { SaxesParser } from "saxes";
import { type ImportRefusal, refusal, refusingWhenThrown } from "./refusal.ts";

/** What happens at each piece of a document. Names come without their prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** A document being read: give it all its bytes, then end it. */
export interface XmlReader {
  push(bytes: Uint8Array): void;
  end(): void;
}

/**
 * Reads XML in UTF-8 as it arrives.
 *
 * No document type and no entities but the five of XML itself, so nothing outside the file is fetched and nothing expands.
 *
 * @param part  its name, for the refusal
 * @throws ImportRefusal for malformed XML, a document type, another encoding
 */
export function createXmlReader(part: string, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const fail = (): ImportRefusal =>
    refusal(
      "xlsx.damaged",
      `The workbook is damaged: its part "${part}" cannot be read. Open it, save it again and try once more.`,
      part,
    );
  parser.on("doctype", () => {
    throw refusal(
      "xlsx.document-type",
      `The workbook's part "${part}" declares a document type, which no spreadsheet program writes. It is refused for safety.`,
      part,
    );
  });
  parser.on("error", (error) => {
    throw error;
  });
  const { open, text, close } = handlers;
  if (open !== undefined) parser.on("opentag", (tag) => open(localName(tag.name), tag.attributes));
  if (close !== undefined) parser.on("closetag", (tag) => close(localName(tag.name)));
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  return {
    push: (bytes) =>
      refusingWhenThrown(() => void parser.write(decoder.decode(bytes, { stream: true })), fail),
    end: () =>
      refusingWhenThrown(() => {
        parser.write(decoder.decode());
        parser.close();
      }, fail),
  };
}

/** Reads a whole document. */
export function readXml(part: string, bytes: Uint8Array, handlers: XmlHandlers): void {
  const reader = createXmlReader(part, handlers);
  reader.push(bytes);
  reader.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
