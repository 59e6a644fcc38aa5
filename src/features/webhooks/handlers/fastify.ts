import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const fastify: HandlerTemplate = {
  id: 'fastify',
  name: 'Fastify',
  detail: 'npm install fastify @fastify/formbody',
  languageId: 'javascript',
  code: (path) => `import formbody from '@fastify/formbody';
import Fastify from 'fastify';

${meaningComment('//')}
async function handle(push) {
  if ('status_code' in push) {
    app.log.info({ id: push.message_id, code: push.status_code }, 'receipt');
  } else {
    app.log.info({ id: push.message_id, answers: push.original_message_id }, 'inbound');
  }
}

const seen = new Set();

function isNew({ message_id, status_code }) {
  const key = JSON.stringify([message_id, status_code]);
  const known = seen.has(key);
  seen.add(key);
  if (seen.size > 10_000) {
    seen.delete(seen.values().next().value);
  }
  return !known;
}

const app = Fastify({ logger: true });
await app.register(formbody);

app.route({
  method: ['GET', 'POST'],
  url: '${path}',
  bodyLimit: 64 * 1024,
  handler: (request, reply) => {
    const push = { ...request.query, ...request.body };
    reply.code(200).send('OK');
    if (isNew(push)) {
      handle(push).catch((error) => app.log.error(error));
    }
  },
});

await app.listen({ port: Number(process.env.PORT ?? 3000) });
`,
};
