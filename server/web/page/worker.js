// A worker with the module in it. Its first message is the module's bytes; each other one is { id, call, path, content }, and
// is answered with { id, answer } or { id, failed }.
'use strict';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
let module;
let functions;
// What the page was given, for a module that begins anew.
let text;
const sources = new Map();

async function begin() {
  functions = (await WebAssembly.instantiate(module, {})).exports;
  for (const given of [text, ...sources.values()]) if (given) call(given);
}

function call({ call, path = '', content = '' }) {
  const [name, bytes] = [path, content].map((given) => (typeof given === 'string' ? encoder.encode(given) : new Uint8Array(given)));
  const at = functions.room(name.length + bytes.length);
  const memory = new Uint8Array(functions.memory.buffer);
  memory.set(name, at);
  memory.set(bytes, at + name.length);
  const length = functions[call](name.length);
  if (length === undefined) return undefined;
  return JSON.parse(decoder.decode(new Uint8Array(functions.memory.buffer, functions.answer(), length)));
}

function keep(given) {
  if (given.call === 'set_text') text = given;
  if (given.call === 'set_source') sources.set(given.path, given);
  if (given.call === 'remove_source') sources.delete(given.path);
}

// One call after the other: a module that begins anew is waited for.
let last = Promise.resolve();
onmessage = ({ data }) => {
  last = last.then(async () => {
    if (!module) {
      module = await WebAssembly.compile(data);
      return begin();
    }
    try {
      const answer = call(data);
      keep(data);
      postMessage({ id: data.id, answer });
    } catch (error) {
      // A panic ends the module, and what was given last is not given again.
      await begin();
      postMessage({ id: data.id, failed: `this is a bug in briefcheck, please report it: ${error.message}` });
    }
  });
};
