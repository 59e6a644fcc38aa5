import * as vscode from 'vscode';
import { ClickSendError, type FailureReason } from '../../api/errors';
import { executeCommand } from '../../platform/commands';
import type { Explanation, Remedy } from '../../platform/errors';
import { NotSignedInError } from './notSignedIn';

/** Puts the API's failures in words, each with the one action that helps. */
export function explainApiError(error: unknown): Explanation | undefined {
  if (error instanceof NotSignedInError) {
    return {
      message: vscode.l10n.t('Sign in to ClickSend first, or use the sandbox.'),
      remedy: signIn(),
      alternative: useSandbox(),
      logLine: 'not signed in',
    };
  }
  if (!(error instanceof ClickSendError)) {
    return undefined;
  }
  const remedy = remedyFor(error);
  const codes = [error.reason, error.status, error.responseCode].filter(
    (part) => part !== undefined,
  );
  return {
    message: sentence(error),
    logLine: codes.join(' '),
    canRetry: retriable.has(error.reason),
    ...(remedy && { remedy }),
  };
}

/** A call that changes something and may have done so fails as `outcomeUnknown`, which is none of these. */
const retriable: ReadonlySet<FailureReason> = new Set([
  'tooManyRequests',
  'serverError',
  'unreachable',
  'timeout',
  'badResponse',
]);

function sentence(error: ClickSendError): string {
  const said = error.responseMsg ?? error.responseCode ?? '';
  switch (error.reason) {
    case 'unauthorized':
      return vscode.l10n.t('ClickSend refused the username or API key of this account.');
    case 'forbidden':
      return vscode.l10n.t('ClickSend does not allow this: {0}', said);
    case 'notFound':
      return vscode.l10n.t('ClickSend could not find it: {0}', said);
    case 'badRequest':
      return vscode.l10n.t('ClickSend did not accept the request: {0}', said);
    case 'tooManyRequests':
      return error.retryAfterSeconds === undefined
        ? vscode.l10n.t('ClickSend asks to slow down. Try again in a minute.')
        : vscode.l10n.t(
            'ClickSend asks to slow down. Try again in {0} s.',
            error.retryAfterSeconds,
          );
    case 'serverError':
      return vscode.l10n.t('ClickSend had a problem of its own ({0}).', error.status ?? '5xx');
    case 'unreachable':
      return vscode.l10n.t('ClickSend cannot be reached. Is this machine online?');
    case 'timeout':
      return vscode.l10n.t('ClickSend did not answer in time.');
    case 'outcomeUnknown':
      return vscode.l10n.t(
        'The connection was lost before ClickSend answered: whether the request took effect is unknown.',
      );
    case 'badResponse':
      return vscode.l10n.t('ClickSend gave an answer that cannot be understood.');
    case 'insecureUrl':
      return vscode.l10n.t(
        'The ClickSend address in the settings is not https, so your key was not sent there.',
      );
    case 'cancelled':
      return vscode.l10n.t('Cancelled.');
  }
}

function remedyFor({ reason }: ClickSendError): Remedy | undefined {
  switch (reason) {
    case 'unauthorized':
      return signIn();
    case 'insecureUrl':
      return {
        title: vscode.l10n.t('Open Settings'),
        run: () =>
          vscode.commands.executeCommand('workbench.action.openSettings', 'clicksend.api.baseUrl'),
      };
    default:
      return undefined;
  }
}

function useSandbox(): Remedy {
  return {
    title: vscode.l10n.t('Use Sandbox'),
    run: () => executeCommand('clicksend.sandbox.use'),
  };
}

function signIn(): Remedy {
  return {
    title: vscode.l10n.t('Sign In'),
    run: () => executeCommand('clicksend.account.signIn'),
  };
}
