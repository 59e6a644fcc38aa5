import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

/** In the place of dist/sandbox.js: listens at once, and has the control plane that a window needs. */
const program = `
const http = require('node:http');
const fs = require('node:fs');
const path = require('node:path');
const given = (name) => process.argv[process.argv.indexOf(name) + 1];
const data = given('--data');
const runs = path.join(data, 'runs');
fs.appendFileSync(runs, process.pid + '\\n');
const instance = 'run ' + process.pid;
const server = http.createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/_sandbox/health') {
    response.end(JSON.stringify({ status: 'ready', instance }));
  } else if (request.url === '/_sandbox/attach') {
    response.write('attached');
  } else if (request.url === '/_sandbox/stop' && request.method === 'POST') {
    response.on('close', () => process.exit(0));
    response.end('{}');
  } else {
    response.writeHead(404).end();
  }
});
server.on('error', () => {
  process.stderr.write('the port is taken');
  process.exit(2);
});
server.listen(Number(given('--port')), '127.0.0.1');
`;

/** An extension folder with a sandbox that can be started. */
export function writeStandIn(folder: string): void {
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'dist', 'sandbox.js'), program);
}

export function unusedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
