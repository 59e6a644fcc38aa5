import assert from 'node:assert/strict';
import { messagesOf, recipientCount, stateFrom } from '../../../../src/features/compose/state';

const draft = { bodies: ['one', 'two'], to: ['+61411000201', '+61499000201'] };

describe('compose state', () => {
  it('makes one message for each body and recipient, and sends nothing that was not asked for', () => {
    const messages = messagesOf(stateFrom(draft));
    assert.deepEqual(
      messages.map(({ body, to }) => [body, to]),
      [
        ['one', '+61411000201'],
        ['one', '+61499000201'],
        ['two', '+61411000201'],
        ['two', '+61499000201'],
      ],
    );
    assert.deepEqual(Object.keys(messages[0]!).sort(), ['body', 'source', 'to']);
  });

  it('addresses a list by its id and counts its contacts', () => {
    const state = {
      ...stateFrom({ bodies: ['x'] }),
      lists: [{ listId: 7, name: 'Staff', contactCount: 40 }],
    };
    assert.equal(recipientCount(state), 40);
    assert.deepEqual(messagesOf(state), [{ body: 'x', listId: 7, source: 'vscode' }]);
  });

  it('passes on sender, time, custom string and reply address', () => {
    const [message] = messagesOf({
      ...stateFrom({ bodies: ['x'], to: ['+61411000201'] }),
      from: 'MyBrand',
      schedule: 1_800_000_000,
      customString: 'ref',
      fromEmail: 'a@b.co',
    });
    assert.equal(message?.from, 'MyBrand');
    assert.equal(message.schedule, 1_800_000_000);
    assert.equal(message.customString, 'ref');
    assert.equal(message.fromEmail, 'a@b.co');
  });
});
