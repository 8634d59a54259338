import "fastify";

declare module "fastify" {
  /** What a route belongs to; the access test names every route by this. */
  interface FastifyContextConfig {
    page?: string;
    command?: string;
    endpoint?: string;
  }
}
