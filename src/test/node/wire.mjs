// All that the client sent and received, one JSON line each, for tests to look at.
import fs from 'node:fs';

let file;
let count = 0;

export function logTo(path) {
  file = path;
  fs.writeFileSync(file, '');
}

/** Logs an entry, with its number, which is returned. */
export function entry(fields) {
  const number = ++count;
  if (file) fs.appendFileSync(file, JSON.stringify({ number, ...fields }) + '\n');
  return number;
}

/** Decoded if it is JSON, else as it is. */
export function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
