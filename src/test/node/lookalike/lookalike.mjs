// Amplify's own AppSync simulator with versioned items, driven over JSON lines like `client.mjs`:
// its GraphQL execution, its ways in and its realtime server are theirs.
//
// In:  {"id":1,"cmd":"start","args":{"schema":"…","apiKey":"…","optimistic":["Task"]}}
// Out: {"id":1,"ok":true,"result":8900} or {"id":1,"ok":false,"error":"…"}
//
// Commands: `start` answers the port; `count` how often a verb was asked for, or an error of a type
// was answered, so far.
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { versionedItems } from './resolvers.mjs';

for (const level of ['log', 'info', 'debug', 'warn', 'error'])
  console[level] = (...parts) => process.stderr.write(parts.map(String).join(' ') + '\n');

const require = createRequire(import.meta.url);
const simulatorPackage = '@aws-amplify/amplify-appsync-simulator';
const { AmplifyAppSyncSimulator } = require(simulatorPackage);
const { scalars } = require(`${simulatorPackage}/lib/schema/appsync-scalars`);

const counts = new Map();

/** AppSync's timestamps have milliseconds where items are versioned; the simulator's are 32 bit. */
function widenTimestamps() {
  const whole = (value) => {
    if (!Number.isSafeInteger(value)) throw new TypeError(`no timestamp: ${value}`);
    return value;
  };
  scalars.AWSTimestamp.serialize = whole;
  scalars.AWSTimestamp.parseValue = whole;
}

/**
 * The simulator finds what a socket shows in the query only, where clients put it until 2024;
 * AppSync takes it from the sub-protocols too.
 */
function acceptShownAsProtocol(server) {
  server.prependListener('upgrade', (request) => {
    const shown = /\bheader-([\w-]+)/.exec(request.headers['sec-websocket-protocol']);
    if (shown) request.url = `/graphql/realtime?header=${shown[1]}&payload=e30=`;
  });
}

async function start({ schema, apiKey, optimistic }) {
  widenTimestamps();
  const simulator = new AmplifyAppSyncSimulator();
  acceptShownAsProtocol(simulator._server._httpServer);
  simulator.init({
    ...versionedItems(schema, optimistic, (what) =>
      counts.set(what, (counts.get(what) ?? 0) + 1),
    ),
    appSync: {
      apiKey,
      defaultAuthenticationType: { authenticationType: 'API_KEY' },
      additionalAuthenticationProviders: [],
    },
  });
  await simulator.start();
  return Number(new URL(simulator.localhostUrl).port);
}

const commands = { start, count: async ({ what }) => counts.get(what) ?? 0 };

async function run({ id, cmd, args }) {
  try {
    return { id, ok: true, result: await commands[cmd](args) };
  } catch (problem) {
    return { id, ok: false, error: String(problem?.stack ?? problem) };
  }
}

for await (const line of readline.createInterface({ input: process.stdin }))
  run(JSON.parse(line)).then((answer) => process.stdout.write(JSON.stringify(answer) + '\n'));
process.exit();
