import type { Chance } from "./chance.ts";

/** One request as bytes on the wire; it may be anything but a well-meant one. */
export interface BadRequest {
  readonly bytes: Buffer;
  /** For the message of a failure. */
  readonly words: string;
}

const methods = ["GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"] as const;
const nasty = [
  "%00",
  "%",
  "%zz",
  "%ff%fe",
  "%2e%2e%2f",
  "..%2f..%2fetc%2fpasswd",
  "'",
  '"><script>',
  "%C0%AF",
  "\u{1f984}",
  "a".repeat(3000),
  "__proto__",
  "constructor",
  "-1",
  "0",
  "1e999",
  "NaN",
  "null",
  "2026-02-30",
  "9999-99-99",
  "0000-00-00",
  "; drop table x; --",
  "{{7*7}}",
  "${7*7}",
  "%0d%0aset-cookie:x=y",
  "*",
  ".json",
  "..",
  "​",
  "%EF%BF%BF",
  "ｋｅｎｔ",
  "\\",
  "&",
  "=",
  "?",
  "#",
] as const;
const queryNames = [
  "at",
  "kind",
  "limit",
  "q",
  "sort",
  "page",
  "name",
  "filter",
  "next",
  "format",
  "__proto__",
  "toString",
] as const;
const contentTypes = [
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=edge",
  "multipart/form-data",
  "text/plain",
  "application/xml",
  "application/json; charset=utf-16",
  "",
  "application/json, text/html",
  "multipart/form-data; boundary=" + "b".repeat(300),
] as const;

/** Makes up a request to one of the site's routes, or near one. */
export function badRequest(chance: Chance, routes: readonly string[]): BadRequest {
  const method = chance.one(methods);
  const path = encodeLine(pathFrom(chance, chance.one(routes)) + queryFrom(chance));
  const headers = [
    `host: ${chance.below(10) === 0 ? "elsewhere.example" : "127.0.0.1"}`,
    "connection: close",
    ...headersFrom(chance),
  ];
  const body = method === "POST" || method === "PUT" || method === "PATCH" ? bodyFrom(chance) : undefined;
  if (body) headers.push(`content-type: ${body.type}`, `content-length: ${body.bytes.length}`);
  const head = `${method} ${path} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`;
  return {
    bytes: Buffer.concat([Buffer.from(head, "latin1"), body?.bytes ?? Buffer.alloc(0)]),
    words: `${head.slice(0, 600).replaceAll("\r\n", " | ")}${body ? ` ${body.bytes.length} bytes: ${body.bytes.subarray(0, 100).toString("latin1")}` : ""}`,
  };
}

/** What would end the request line early is sent encoded, the rest raw, as careless programs do. */
function encodeLine(path: string): string {
  return Buffer.from(path.replaceAll(/[\s]/g, "%20"), "utf8").toString("latin1");
}

function pathFrom(chance: Chance, route: string): string {
  const filled = route
    .replaceAll(/:[a-zA-Z0-9]+/g, () => parameterFrom(chance))
    .replaceAll("*", chance.one(nasty));
  const ending =
    chance.below(4) === 0 ? chance.one([".json", ".csv", ".atom", ".xml", "/", "//", "/%2e%2e/"]) : "";
  return filled + ending;
}

function parameterFrom(chance: Chance): string {
  const plain = ["kent", "nhs-kent-and-medway", "00000000-0000-7000-8000-000000000000", "E10000016", "x"];
  return chance.below(2) === 0 ? chance.one(plain) : chance.one(nasty).replaceAll(/[?#/]/g, "");
}

function queryFrom(chance: Chance): string {
  const pairs = Array.from({ length: chance.below(4) }, () => {
    const name = chance.one(queryNames) + chance.one(["", "", "", "[]", "[a]", "%00"]);
    return `${name}=${chance.below(3) === 0 ? chance.one(["icb", "2026-03-31", "1", "kent"]) : chance.one(nasty).replaceAll("#", "%23")}`;
  });
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

function headersFrom(chance: Chance): readonly string[] {
  const odd = [
    "accept: text/html",
    "accept: application/json",
    "accept: ",
    "accept-encoding: br;q=0, gzip",
    "accept-encoding: ,,,",
    'if-none-match: "x"',
    "if-none-match: W/*",
    "authorization: Bearer x",
    "authorization: Bearer concordat_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "authorization: Basic ////",
    "cookie: concordat=x",
    "cookie: concordat=%00; concordat=%zz",
    "cookie: " + "c=d; ".repeat(500),
    "idempotency-key: x",
    `idempotency-key: ${"k".repeat(300)}`,
    "x-csrf-token: x",
    "x-acting-as: nobody",
    "x-request-id: a\tb",
    "range: bytes=0-1,5-",
    "x-forwarded-for: ::1, 'or 1=1",
    "content-encoding: gzip",
    "x-http-method-override: DELETE",
    "origin: null",
    `x-long: ${"h".repeat(6000)}`,
    "accept-language: \u00ff\u00fe",
  ];
  return Array.from({ length: chance.below(4) }, () => chance.one(odd));
}

function bodyFrom(chance: Chance): { readonly type: string; readonly bytes: Buffer } {
  const type = chance.one(contentTypes);
  return { type: type === "" ? "/" : type, bytes: Buffer.from(chance.one(bodies)(chance)) };
}

const bodies: readonly ((chance: Chance) => string | Buffer)[] = [
  () => "",
  () => "{}",
  () => "[]",
  () => "null",
  () => "{",
  () => `{"__proto__":{"administrator":true},"email":"a@b.example"}`,
  () => `{"email":"a\\u0000b@example.org","displayName":"\\ud800"}`,
  () => `{"email":{"a":[]},"displayName":1e400,"administrator":"maybe"}`,
  () => "[".repeat(50_000) + "]".repeat(50_000),
  () => `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  () => Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0x22]),
  () => `name=${"x".repeat(200_000)}`,
  () => "x".repeat(1_100_000),
  () => Array.from({ length: 3000 }, (_, index) => `f${index}=1`).join("&"),
  () => "a=%00&_csrf=x&b=%ff%fe&c[__proto__]=1",
  (chance) => multipart(chance, chance.below(40)),
  (chance) => multipart(chance, 300),
  () => '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nnever ended',
  (chance) => Buffer.from(Array.from({ length: 500 }, () => chance.below(256))),
];

function multipart(chance: Chance, parts: number): string {
  const lines = Array.from({ length: parts }, (_, index) => {
    const file =
      chance.below(3) === 0 ? `; filename="${chance.one(["a.csv", "../../x", "", "\u0000.pdf"])}"` : "";
    return `--edge\r\ncontent-disposition: form-data; name="${chance.one(["file", "email", "__proto__", `f${index}`])}"${file}\r\n\r\n${chance.one(nasty)}\r\n`;
  });
  return `${lines.join("")}--edge--\r\n`;
}
