import assert from 'node:assert/strict';
import { campaignOf, draftOf } from '../../../../src/features/document/draft';
import { anAnalysis } from '../../../support/analysis';

const options = { now: Date.UTC(2026, 10, 24), timeZone: 'UTC' };

const recipientsOf = async (header: string) =>
  campaignOf(await anAnalysis(`---\n${header}\n---\nHi`), 'a.sms', options).recipients;

describe('what a document sends', () => {
  it('names a contact list by its number or by its name', async () => {
    assert.deepEqual(await recipientsOf('list: 589'), { kind: 'list', listId: 589 });
    assert.deepEqual(await recipientsOf('list: VIP customers # all of them'), {
      kind: 'listNamed',
      name: 'VIP customers',
    });
    assert.equal(await recipientsOf('list:'), undefined);
  });

  it('reads numbers in national form by the country that the analysis found', async () => {
    const analysis = await anAnalysis('---\nto: 0491 570 156\n---\nHi');
    assert.equal(draftOf(analysis, options).to, undefined);
    const known = { ...analysis, defaultCountry: 'AU' };
    assert.deepEqual(draftOf(known, options).to, ['+61491570156']);
    assert.equal(campaignOf(known, 'a.sms', options).country, 'AU');
  });
});
