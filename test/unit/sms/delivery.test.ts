import assert from 'node:assert/strict';
import {
  deliveryCode,
  deliveryState,
  gatewayErrors,
  gatewayError,
  isFinal,
  sendStatus,
} from '../../../src/sms/delivery';

describe('delivery', () => {
  it('holds only 201 and 301 for final', () => {
    const finals = ['200', '201', '300', '301', '302'].filter((code) =>
      isFinal(deliveryState(undefined, code)),
    );
    assert.deepEqual(finals, ['201', '301']);
  });

  it('names the twenty gateway errors', () => {
    assert.equal(Object.keys(gatewayErrors).length, 20);
    assert.equal(gatewayError('13')?.reason, 'handsetMemoryFull');
  });

  it('leaves what it does not know to be shown verbatim', () => {
    assert.equal(deliveryCode('999'), undefined);
    assert.equal(gatewayError('toString'), undefined);
    assert.equal(sendStatus('BRAND_NEW'), undefined);
    assert.equal(deliveryState('Teleported', undefined), undefined);
    assert.equal(isFinal(deliveryState('Teleported', '999')), false);
  });

  it('believes the code before the status, which may lag behind', () => {
    assert.equal(deliveryState('Sent', '201'), 'delivered');
    assert.equal(deliveryState('Sent', '200'), 'pending');
    assert.equal(deliveryState('Scheduled', '200'), 'scheduled');
    assert.equal(deliveryState('Failed', '300'), 'retrying');
    assert.equal(deliveryState(undefined, '301'), 'failed');
  });

  it('tells a cancelled message from a failed one, though both carry 301', () => {
    assert.equal(deliveryState('Cancelled', '301'), 'cancelled');
    assert.equal(deliveryState('Cancelled', '201'), 'delivered', 'a handset has it');
    assert.equal(isFinal(deliveryState('CancelledAfterReview', undefined)), true);
  });

  it('does not hold a sent or completed message for delivered', () => {
    assert.equal(isFinal(deliveryState('Completed', undefined)), false);
    assert.equal(isFinal(deliveryState('Sent', '200')), false);
    assert.equal(isFinal(deliveryState('Failed', '300')), false);
    assert.equal(isFinal(deliveryState('Failed', undefined)), true);
  });

  it('knows which refusals may pass later', () => {
    assert.equal(sendStatus('INSUFFICIENT_CREDIT')?.worthRetrying, true);
    assert.equal(sendStatus('INVALID_RECIPIENT')?.worthRetrying, false);
    assert.equal(sendStatus('SUCCESS')?.reason, 'accepted');
  });
});
