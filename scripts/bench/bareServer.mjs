// What the sandbox is measured against: reads a request, parses its JSON, answers fixed bytes.
import { createServer } from 'node:http';

const answer = Buffer.from(process.argv[2], 'base64').toString('utf8');
const length = Buffer.byteLength(answer);

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': length });
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
