// Runs CloudFront Functions for infra/local/edge.py: one JSON line in ({id, code, event}), one out ({id, result|error}).
// Each function lives in a context of its own that has no more than CloudFront gives it.
const readline = require("node:readline");
const vm = require("node:vm");

const compiled = new Map();

function handlerOf(code) {
  if (!compiled.has(code)) {
    const context = vm.createContext({ console: { log: (...parts) => console.error(...parts) } });
    vm.runInContext(`${code}\n;globalThis.__handler = handler;`, context);
    compiled.set(code, context.__handler);
  }
  return compiled.get(code);
}

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  const { id, code, event } = JSON.parse(line);
  let answer;
  try {
    answer = { id, result: await handlerOf(code)(event) };
  } catch (error) {
    answer = { id, error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
