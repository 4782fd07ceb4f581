// The real server behind a counting gate. Going offline means stopping both; the gate can also cut or spoil one file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = process.env.GAGAS_DIST ?? path.join(ROOT, 'dist');
const TARGET = path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target'), 'debug');
export const BINARY = process.env.GAGAS_SERVER ?? path.join(TARGET, 'gagas-server');
/** The server that publishes the workshop beside the app. */
export const PUBLISHING = path.join(TARGET, 'examples/published');

const serve = (dir, binary, more) => new Promise((resolve, reject) => {
  if (!existsSync(binary)) return reject(new Error(`${binary}: missing (cargo build -p gagas-server --bins --examples, or set GAGAS_SERVER)`));
  const child = spawn(binary, ['--dir', dir, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('exit', (code) => reject(new Error(`gagas-server left with ${code}`)));
  child.stdout.on('data', (data) => {
    const port = /:(\d+)\//.exec(String(data))?.[1];
    if (port) resolve({ child, port: Number(port) });
  });
});

/** Passes an answer on in so many pieces, one in `every` ms; after `stalls` of them nothing more comes, and no end. */
async function drip(answer, response, { drips, every, stalls = drips }) {
  const body = Buffer.concat(await answer.toArray());
  const size = Math.ceil(body.length / drips);
  for (let piece = 0; piece < stalls; piece++) {
    response.write(body.subarray(piece * size, (piece + 1) * size));
    await new Promise((done) => setTimeout(done, every));
  }
  if (stalls === drips) response.end();
}

/** One site: a build, a server for it, and a gate that keeps its port while builds and servers change. */
export class Site {
  requests = [];
  #dir;
  #binary;
  #more = [];
  #server;
  #gate;
  #port = 0;
  #headers = {};
  #refused = () => undefined;

  /** Serves a build; with `data`, a file, it keeps workshops in step (or with the flag for a database). `flags` are the server's, `headers` what a proxy adds. */
  static async start(dir = DIST, binary = BINARY, data = undefined, { flags = [], headers = {} } = {}) {
    const site = new Site();
    site.#dir = dir;
    site.#binary = binary;
    site.#headers = headers;
    site.#more = [...(data ? ['--data', data] : []), ...flags];
    await site.online();
    return site;
  }

  get url() {
    return `http://localhost:${this.#port}/`;
  }

  /** Starts the server and the gate, on the port that the site had before. */
  async online() {
    this.#server = await serve(this.#dir, this.#binary, this.#more);
    this.#gate = http.createServer((request, response) => this.#pass(request, response));
    await new Promise((resolve, reject) => this.#gate.once('error', reject).listen(this.#port, '127.0.0.1', resolve));
    this.#port = this.#gate.address().port;
  }

  /** Stops both: from now on a connection is refused. */
  async offline() {
    const { child } = this.#server;
    const gone = child.exitCode ?? new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    this.#gate.closeAllConnections();
    await Promise.all([gone, new Promise((resolve) => this.#gate.close(resolve))]);
  }

  /** Serves another build from now on, as a deployment does. */
  async deploy(dir) {
    const old = this.#server;
    this.#dir = dir;
    this.#server = await serve(dir, this.#binary, this.#more);
    old.child.kill('SIGKILL');
  }

  /** The name of the wasm's second part: the page names the first one before it. */
  async secondPart() {
    const page = await (await fetch(this.url)).text();
    return [...page.matchAll(/gagas-[0-9a-f]{16}\.wasm/g)].map(([name]) => name)[1];
  }

  /** The name of the organiser's part of the wasm. */
  async room() {
    return /gagas-room-[0-9a-f]{16}\.wasm/.exec(await (await fetch(this.url)).text())[0];
  }

  /** Treats some files badly: `how(path)` answers 'cut', 'mute', 'spoil', a status with headers, how it drips, or nothing, or later. Without `how` all is well again. */
  trouble(how = () => undefined) {
    this.#refused = how;
  }

  /** How many live streams are open; those of one workshop, where it is named. */
  streams(workshop = '') {
    return this.requests.filter(({ path: name, status, over }) => name.endsWith(`${workshop}/events`) && status === 200 && !over).length;
  }

  /** Counts the answers with a body, by path. */
  bodies(requests = this.requests) {
    const counts = {};
    for (const { path: name, status } of requests) if (status === 200) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  }

  async stop() {
    if (this.#gate.listening) await this.offline();
  }

  async #pass(request, response) {
    const name = new URL(request.url, 'http://x').pathname;
    const seen = { path: name, status: 0, method: request.method, mode: request.headers['sec-fetch-mode'], at: Date.now() };
    this.requests.push(seen);
    response.on('close', () => { seen.over = true; });
    const trouble = await this.#refused(name);
    if (trouble === 'cut') return request.socket.destroy();
    if (trouble?.status) {
      seen.status = trouble.status;
      request.resume();
      return response.writeHead(trouble.status, trouble.headers).end();
    }
    const onward = http.request({ port: this.#server.port, host: '127.0.0.1', path: request.url, method: request.method, headers: { ...request.headers, ...this.#headers } }, (answer) => {
      seen.status = answer.statusCode;
      if (trouble === 'spoil') {
        const { 'content-encoding': _, 'content-length': __, ...headers } = answer.headers;
        answer.resume();
        response.writeHead(answer.statusCode, headers).end('spoilt \u0000');
        return;
      }
      // The server has done it, and nobody hears.
      if (trouble === 'mute') return request.socket.destroy();
      response.writeHead(answer.statusCode, answer.rawHeaders);
      if (trouble?.drips) return drip(answer, response, trouble);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  }
}

/** Puts a site under a path of another origin, as a static host does. */
export async function under(prefix, site) {
  const gate = http.createServer((request, response) => {
    if (!request.url.startsWith(`${prefix}/`)) return response.writeHead(404).end();
    const onward = http.request(new URL(request.url.slice(prefix.length), site.url), { headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    onward.end();
  });
  await new Promise((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    gate.closeAllConnections();
    gate.close(resolve);
  });
  return { url: `http://localhost:${gate.address().port}/`, close };
}
