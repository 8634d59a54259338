// The peer of the cached page: a bare Fastify with one route that sends the bytes of a file, with the content type given.
import { readFileSync } from "node:fs";
import fastify from "fastify";

const [, , file = "", contentType = "", port = "0"] = process.argv;
const body = readFileSync(file);
const app = fastify({ logger: false });
app.get("/", async (_request, reply) => await reply.type(contentType).send(body));
await app.listen({ port: Number(port), host: "127.0.0.1" });
process.stdout.write("listening\n");
