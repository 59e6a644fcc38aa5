import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults';
import { envelope, type Answer } from './envelope';
import { tooManyRequests } from './rateLimit';
import { reset, write, writeHalf, writeSlowly } from './write';

const htmlPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
  '<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** JSON with its end bitten off, at its full announced length. */
const malformed = (answer: Answer): Answer => ({ ...answer, body: `${answer.body.slice(0, -1)},` });

/**
 * Lets a fault strike. `run` does what the request asked for and returns its answer; whether it is
 * called before something goes wrong is what `when` decides.
 */
export function misbehave(response: ServerResponse, fault: Fault, run: () => Answer): void {
  const { kind, when, ms = 1000, status, retryAfter = 20 } = fault;
  if (kind === 'latency') {
    const early = when === 'after' ? run() : undefined;
    setTimeout(() => {
      if (early || !response.destroyed) {
        write(response, early ?? run());
      }
    }, ms);
    return;
  }
  // Spoiling an answer needs one; "before" then means that it is an empty one.
  const answer = when === 'after' ? run() : envelope(200, 'SUCCESS', '', null);
  switch (kind) {
    case 'rateLimit':
      write(response, tooManyRequests(20, retryAfter));
      return;
    case 'error':
      write(
        response,
        envelope(status ?? 500, 'INTERNAL_SERVER_ERROR', 'Something is broken.', null),
      );
      return;
    case 'html':
      write(response, { status: status ?? 502, body: htmlPage, type: 'text/html' });
      return;
    case 'reset':
      reset(response);
      return;
    case 'malformedJson':
      write(response, malformed(answer));
      return;
    case 'slowBody':
      writeSlowly(response, answer, ms);
      return;
    case 'truncatedBody':
      writeHalf(response, answer);
      return;
    case 'hang':
  }
}
