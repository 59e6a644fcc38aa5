import * as v from 'valibot';
import { deprecatedData, notFound, ok } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import { readOrder, readSearch, rowTest, type FieldKind } from '../http/search';
import type { Account } from '../store/account';
import type { Template } from '../store/kept';
import { nextId } from '../store/belongings';
import type { World } from '../world';

const fields: ReadonlyMap<string, FieldKind> = new Map([
  ['template_id', 'exact'],
  ['template_name', 'text'],
  ['body', 'text'],
]);

const draft = v.object({
  template_name: v.optional(v.nullable(v.string())),
  body: v.optional(v.nullable(v.string())),
});

const firstTemplateId = 589_242;

const read = (template: Template, field: string): string =>
  field === 'template_id'
    ? String(template.template_id)
    : field === 'body'
      ? template.body
      : template.template_name;

function ordered(query: URLSearchParams, rows: readonly Template[]): readonly Template[] {
  const { field, isDescending } = readOrder(query, [...fields.keys()], 'template_id');
  const direction = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (field === 'template_id') {
      return direction * (a.template_id - b.template_id);
    }
    const [left, right] = [read(a, field).toLowerCase(), read(b, field).toLowerCase()];
    return left < right ? -direction : left > right ? direction : a.template_id - b.template_id;
  });
}

function list({ decisions }: World, { account, query, origin, path }: Call) {
  const window = readWindow(query, decisions);
  const test = rowTest(readSearch(query, fields), fields, decisions, read);
  const all = account.all('template');
  const rows = ordered(query, test ? all.filter(test) : all);
  const page = pageOf(sliceOf(rows, window), rows.length, window, origin + path);
  if (decisions.shapes === 'live') {
    return ok('Here are your templates.', page);
  }
  // As the reference prints it, its misspelling included.
  const { total, ...rest } = page;
  return ok('Here are your templates.', [{ totlal: total, ...rest }]);
}

/** The reference's own samples have the placeholder where the id should be: the newest is meant. */
function find(account: Account, id: string, world: World): Template {
  const isSample = world.decisions.referenceSamples && /^\{*template_?id\}*$/iu.test(id);
  const template = isSample ? account.all('template').at(-1) : account.shelves.template.get(id);
  if (!template) {
    throw notFound('Template record not found.');
  }
  return template;
}

function put({ store }: World, account: Account, template: Template): void {
  const id = String(template.template_id);
  store.commit({ t: 'put', a: account.index, kind: 'template', id, v: template });
}

export function templateRoutes(world: World): readonly Route[] {
  const one = '/v3/sms/templates/{template_id}';
  return [
    { method: 'GET', path: '/v3/sms/templates', run: (call) => list(world, call) },
    {
      method: 'POST',
      path: '/v3/sms/templates',
      run: ({ account, body }) => {
        const { template_name, body: text } = parseBody(draft, body);
        const template = {
          template_id: nextId(account, 'template', firstTemplateId),
          template_name: template_name ?? '',
          body: text ?? '',
        };
        put(world, account, template);
        return ok('New template has been saved.', template);
      },
    },
    {
      method: 'GET',
      path: one,
      run: ({ account, params: [id = ''] }) => {
        return ok('Here is your template.', find(account, id, world));
      },
    },
    {
      method: 'PUT',
      path: one,
      run: ({ account, params: [id = ''], body }) => {
        const before = find(account, id, world);
        const { template_name, body: text } = parseBody(draft, body);
        const template = {
          template_id: before.template_id,
          template_name: template_name ?? before.template_name,
          body: text ?? before.body,
        };
        put(world, account, template);
        return ok('Your template has been updated.', template);
      },
    },
    {
      method: 'DELETE',
      path: one,
      run: ({ account, params: [id = ''] }) => {
        const { template_id } = find(account, id, world);
        world.store.commit({
          t: 'drop',
          a: account.index,
          kind: 'template',
          id: String(template_id),
        });
        return ok('Your template has been deleted.', deprecatedData(world.decisions));
      },
    },
  ];
}
