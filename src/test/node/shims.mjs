// What Amplify DataStore needs around it to run in Node, with nothing patched in its packages.
// Import this before any module of Amplify.
import 'fake-indexeddb/auto';
import { WebSocket as NodeWebSocket } from 'ws';
import { entry, json } from './wire.mjs';

const realFetch = globalThis.fetch;

export const network = {
  offline: false,
  // Hosts without TLS: the library always dials wss://, so their scheme is put back to ws://.
  plainHosts: new Set(),
  sockets: new Set(),
};

// Without `window` DataStore looks for no IndexedDB and takes itself to be online for ever.
globalThis.window = Object.assign(new EventTarget(), {
  navigator: { onLine: true, userAgent: 'node' },
  indexedDB: globalThis.indexedDB,
});

// These are loaded lazily, and their loader reads the version that is hidden below.
void [globalThis.FormData, globalThis.Headers, globalThis.Request, globalThis.Response];

// In Node, start() and with it every save and query would wait for the first sync, as it does not
// in a browser. DataStore calls a process Node that has this version.
const versions = { ...process.versions };
delete versions.node;
Object.defineProperty(process, 'versions', { value: versions });

globalThis.fetch = async (input, init = {}) => {
  const id = entry({ kind: 'request', headers: init.headers, body: json(init.body) });
  if (network.offline) throw new TypeError('fetch failed: offline');
  const response = await realFetch(input, init);
  const body = await response.clone().text();
  if (network.offline) throw new TypeError('fetch failed: went offline');
  entry({ kind: 'response', to: id, status: response.status, body: json(body) });
  return response;
};

globalThis.WebSocket = class WebSocket extends NodeWebSocket {
  constructor(address, protocols) {
    const url = new URL(address);
    if (network.plainHosts.has(url.host)) url.protocol = 'ws:';
    if (network.offline) url.port = '1'; // nobody listens there, as on a dead network
    super(url, protocols);
    entry({ kind: 'dial', url: address, protocols: [protocols].flat() });
    network.sockets.add(this);
    this.on('open', () => entry({ kind: 'opened', protocol: this.protocol }));
    this.on('message', (text) => entry({ kind: 'received', frame: json(String(text)) }));
    this.on('close', (status) => {
      network.sockets.delete(this);
      entry({ kind: 'closed', status });
    });
    this.on('error', () => {}); // Amplify listens for the event of that name; this is Node's
  }

  send(text, ...rest) {
    const frame = json(text);
    entry({ kind: 'sent', frame, request: json(frame?.payload?.data) });
    return super.send(text, ...rest);
  }
};

/** Cuts the network and says so, as a browser does. */
export function goOffline() {
  network.offline = true;
  dropSockets();
  window.navigator.onLine = false;
  window.dispatchEvent(new Event('offline'));
}

export function goOnline() {
  network.offline = false;
  window.navigator.onLine = true;
  window.dispatchEvent(new Event('online'));
}

/** The sockets die, though the network is up, and nobody says so. */
export function dropSockets() {
  for (const socket of network.sockets) socket.terminate();
}
