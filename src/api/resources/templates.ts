import * as v from 'valibot';
import type { Page, Template } from '../../sms/resources';
import { isObject, onlyObject, type JsonObject } from '../decode/json';
import { number, text } from '../decode/fields';
import { decodePage } from '../decode/page';
import { ClickSendError } from '../errors';
import { orderQuery, pageQuery, searchQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { CallOptions, TemplateQuery } from '../options';

export const templateCalls = (transport: Transport) => ({
  async list(query: TemplateQuery = {}): Promise<Page<Template>> {
    return transport.call(
      {
        kind: 'read',
        method: 'GET',
        path: '/v3/sms/templates',
        query: [
          ...pageQuery(query),
          ...searchQuery(query.where ? [[query.where.field, query.where.value]] : []),
          ...orderQuery(query.orderBy),
        ],
      },
      ({ data }) => decodePage(data, (row) => decodeTemplate(row)),
      query,
    );
  },

  async create(
    { name, body }: Omit<Template, 'templateId'>,
    options?: CallOptions,
  ): Promise<Template> {
    return transport.call(
      {
        kind: 'change',
        method: 'POST',
        path: '/v3/sms/templates',
        body: { template_name: name, body },
      },
      ({ data }) => identified(decodeTemplate(onlyObject(data))),
      options,
    );
  },

  async get(templateId: number, options?: CallOptions): Promise<Template> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/templates/{id}', ids: [templateId] },
      ({ data }) => identified(decodeTemplate(onlyObject(data))),
      options,
    );
  },

  async update(template: Template, options?: CallOptions): Promise<Template> {
    return transport.call(
      {
        kind: 'change',
        method: 'PUT',
        path: '/v3/sms/templates/{id}',
        ids: [template.templateId],
        body: { template_name: template.name, body: template.body },
      },
      ({ data }) => (isObject(data) ? decodeTemplate(data, template) : template),
      options,
    );
  },

  async delete(templateId: number, options?: CallOptions): Promise<void> {
    return transport.call(
      { kind: 'change', method: 'DELETE', path: '/v3/sms/templates/{id}', ids: [templateId] },
      () => undefined,
      options,
    );
  },
});

const templateFields = v.object({ template_id: number, template_name: text, body: text });

/** Fields the answer leaves out are taken from what was sent. */
function decodeTemplate(row: JsonObject, sent?: Template): Template {
  const { template_id, template_name, body } = v.parse(templateFields, row);
  return {
    templateId: template_id ?? sent?.templateId ?? 0,
    name: 'template_name' in row ? template_name : (sent?.name ?? ''),
    body: 'body' in row ? body : (sent?.body ?? ''),
  };
}

function identified(template: Template): Template {
  if (template.templateId === 0) {
    throw new ClickSendError('badResponse');
  }
  return template;
}
