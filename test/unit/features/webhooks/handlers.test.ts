import assert from 'node:assert/strict';
import { handlerTemplates } from '../../../../src/features/webhooks/handlers/templates';
import { inboundFields, receiptFields } from '../../../../src/sms/webhooks/fields';

const secretPath = '/clicksend/0123456789abcdef';

describe('webhook handlers', () => {
  for (const template of handlerTemplates) {
    it(`${template.name}: listens on the path, and names the fields of both pushes`, () => {
      const code = template.code(secretPath);
      assert.ok(code.includes(secretPath));
      const always = [...receiptFields, ...inboundFields].filter(({ need }) => need === 'always');
      for (const { name } of always) {
        assert.match(code, new RegExp(`\\b${name}\\b`), name);
      }
      assert.doesNotMatch(code, /TODO|FIXME|undefined/);
      assert.ok(code.split('\n').length < 100, 'small');
    });
  }

  it('have ids and names of their own', () => {
    assert.equal(new Set(handlerTemplates.map(({ id }) => id)).size, handlerTemplates.length);
    assert.equal(new Set(handlerTemplates.map(({ name }) => name)).size, handlerTemplates.length);
  });
});
