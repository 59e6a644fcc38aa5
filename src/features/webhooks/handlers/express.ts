import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const express: HandlerTemplate = {
  id: 'express',
  name: 'Express',
  detail: 'npm install express',
  languageId: 'javascript',
  code: (path) => `import express from 'express';

${meaningComment('//')}
async function handle(push) {
  const { message_id, status_code, status_text, from, original_message_id } = push;
  if ('status_code' in push) {
    console.log('receipt', JSON.stringify({ message_id, status_code, status_text }));
  } else {
    console.log('inbound', JSON.stringify({ message_id, from, original_message_id }));
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

function take(request, response) {
  const push = { ...request.query, ...request.body };
  response.sendStatus(200);
  if (isNew(push)) {
    handle(push).catch(console.error);
  }
}

const app = express();
const limit = '64kb';
app
  .route('${path}')
  .get(take)
  .post(express.urlencoded({ extended: false, limit }), express.json({ limit }), take);

app.listen(process.env.PORT ?? 3000);
`,
};
