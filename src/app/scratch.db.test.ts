import { test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
test("x", async () => {
  app.app.addHook
  app.app.log.error = ((e: unknown) => console.log(e)) as never;
  const a = await app.get("/boards/aldermere-icb-board.json");
  console.log(a.status, a.text);
  for (const u of ["/areas/%zz", "/areas/%00", "/search?q=%00", "/organisations?kind=%00", "/record/of/place:area:%00", "/record?before=99999999999999999999", "/record?before=-1","/areas/"+"a".repeat(300), "/%2e%2e/%2e%2e/etc/passwd","/assets/../../package.json", "/api/place/lookup?code=%00%00", "/organisations.json?limit=0","/organisations.json?limit=x","/organisations?page=-1&sort=__proto__","/organisations?at=2026-02-30", "/search?q=a&q=b","/search?q="+encodeURIComponent("' & | ! ( ) : * \\ "), "/areas/lewisham.constructor", "/files/x", "/organisations/?kind=icb","/people.csv"]) {
    const x = await app.get(u, {accept:"application/json"});
    console.log(u, x.status, x.headers["content-type"], x.headers["content-security-policy"] ? "csp" : "NO CSP", x.text.slice(0, 200).replace(/\n/g," "));
  }
});
