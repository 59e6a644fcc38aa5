// What VS Code's bare server lacks to be used by a person: the key half that its web client asks for
// at /mint-key, without which secrets live in memory only and are gone after a window reload.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

function persistentKey(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

function holdsToken(request, token) {
  const cookie = /(?:^|;\s*)vscode-tkn=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const given = Buffer.from(cookie);
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function forward(request, response, target, agent) {
  const { method, url: path, headers } = request;
  const onward = http.request({ ...target, method, path, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('VS Code is not answering.');
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** Hands the raw socket of a WebSocket upgrade over to the server. */
function tunnel(request, socket, head, target) {
  const onward = net.connect(target, () => {
    const headers = [];
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      headers.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.setNoDelay(true);
  socket.setNoDelay(true);
  for (const [one, other] of [
    [socket, onward],
    [onward, socket],
  ]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

/**
 * Serves the VS Code server at `target` on loopback together with /mint-key, to holders of its
 * connection token only. Resolves to the port, `port` itself when it is free, else any free one.
 */
export async function openGateway(processes, { target, port = 0, token, keyFile }) {
  const key = persistentKey(keyFile);
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/mint-key') {
      const isAllowed = holdsToken(request, token);
      response.writeHead(isAllowed ? 200 : 403, { 'content-type': 'application/octet-stream' });
      response.end(isAllowed ? key : undefined);
    } else {
      forward(request, response, target, agent);
    }
  });
  const sockets = new Set();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    tunnel(request, socket, head, target);
  });
  await listen(server, port);
  processes.onStop(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
        agent.destroy();
      }),
  );
  return server.address().port;
}

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0) listen(server, 0).then(resolve, reject);
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port }, resolve);
  });
