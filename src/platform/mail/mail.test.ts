import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterAll, expect, test } from "vitest";
import { keptMail, smtpMail } from "./mail.ts";

const received: { readonly to: readonly string[]; readonly text: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, session, done) => {
    let text = "";
    stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
    stream.on("end", () => {
      received.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
      done();
    });
  },
});
server.listen(0, "127.0.0.1");
await once(server.server, "listening");
const address = server.server.address();
const port = typeof address === "object" && address ? address.port : 0;
afterAll(() => {
  server.close();
});

test("A letter reaches the mail server with its address, subject and words", async () => {
  const mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from: "Concordat <no-reply@example.org>" });
  await mail.send({
    to: "secretary@example.org",
    subject: "Your sign-in link",
    text: "Open it within 30 minutes.",
  });
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(["secretary@example.org"]);
  expect(received[0]?.text).toMatch(/^From: Concordat <no-reply@example\.org>\r$/m);
  expect(received[0]?.text).toMatch(/^Subject: Your sign-in link\r$/m);
  expect(received[0]?.text).toContain("Open it within 30 minutes.");
});

test("Without a mail server the last hundred letters are kept in memory, oldest first out", async () => {
  const mail = keptMail();
  for (let number = 1; number <= 101; number += 1) {
    await mail.send({ to: "a@example.org", subject: `Letter ${number}`, text: "" });
  }
  expect(mail.list()).toHaveLength(100);
  expect(mail.list()[0]?.subject).toBe("Letter 2");
});
