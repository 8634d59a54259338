// Loaded into the applications that suites start: however a suite ends, `kill -9` included, the pipe closes and so ends this.
process.stdin.once("end", () => process.exit(9)).resume();
