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
  if ('status_code' in push) {
    console.log('receipt', push.message_id, push.status_code, push.status_text);
  } else {
    console.log('inbound', push.message_id, 'from', push.from, 'answers', push.original_message_id);
  }
}

const app = express();
app.use(express.urlencoded({ extended: false }), express.json());

app.all('${path}', (request, response) => {
  response.sendStatus(200);
  handle({ ...request.query, ...request.body }).catch(console.error);
});

app.listen(process.env.PORT ?? 3000);
`,
};
