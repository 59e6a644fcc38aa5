import * as vscode from 'vscode';
import { withWork } from '../../platform/show/work';
import { ClickSendError } from '../../api/errors';
import type { ActiveAccount } from '../../platform/session';
import { RefusedAnswer } from '../../platform/ask/failure';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import { showWarning } from '../../platform/show/messages';
import type { SendReport } from '../../sms/draft';
import type { SendResult } from '../../sms/resources';
import type { Memory } from './memory';
import type { Reports, UnansweredReport } from './reports';
import type { ComposeClient, ComposeServices } from './services';
import { messagesOf, type ComposeState } from './state';
import type { Unanswered } from './unanswered';

/** The one request of a send, and what is kept of it. */
export class Delivery {
  constructor(
    private readonly services: ComposeServices,
    private readonly memory: Memory,
    private readonly reports: Reports,
    private readonly unanswered: Unanswered,
  ) {}

  /**
   * One request, never repeated. Undefined when nobody knows what became of it, which the person is
   * told here.
   *
   * @throws RefusedAnswer when certainly nothing was sent
   */
  async send(
    state: ComposeState,
    client: ComposeClient,
    account: ActiveAccount,
  ): Promise<SendReport | undefined> {
    const asked: UnansweredReport = {
      id: crypto.randomUUID(),
      accountId: account.id,
      accountLabel: account.label,
      sentAt: Math.floor(Date.now() / 1000),
      messages: messagesOf(state),
    };
    await this.begin(asked);
    let result: SendResult;
    try {
      result = await withWork(vscode.l10n.t('Sending'), (signal) =>
        client.messages.send(
          { messages: asked.messages, shortenUrls: state.shortenUrls },
          { signal },
        ),
      );
    } catch (error) {
      // Only the client can tell that nothing went out. What it did not foresee may have sent.
      if (error instanceof ClickSendError && error.reason !== 'outcomeUnknown') {
        await this.afterwards(() => this.unanswered.settle(asked.id));
        throw this.notSent(error);
      }
      await this.unknown(asked, error);
      return undefined;
    }
    const report: SendReport = { ...asked, result };
    await this.accepted(report, state);
    return report;
  }

  /** How many of these messages an earlier send may have sent already: its answer was lost. */
  async doubtful(state: ComposeState, account: ActiveAccount): Promise<number> {
    const keyOf = (to: string | undefined, listId: unknown, body: string) =>
      JSON.stringify([to ?? '', listId ?? '', body]);
    const lost = await this.unanswered.lost();
    const asked = new Set(
      lost
        .filter(({ accountId }) => accountId === account.id)
        .flatMap(({ messages }) => messages.map((each) => keyOf(each.to, each.listId, each.body))),
    );
    return messagesOf(state).filter((each) => asked.has(keyOf(each.to, each.listId, each.body)))
      .length;
  }

  /** Without a trace on disk a window that dies would leave nothing to look for. */
  private async begin(asked: UnansweredReport): Promise<void> {
    try {
      await this.unanswered.begin(asked);
    } catch (error) {
      this.services.errors.record('clicksend.message.send', error);
      throw new RefusedAnswer(
        vscode.l10n.t('Nothing was sent: this machine could not write down what it sends.'),
        vscode.l10n.t('Is the disk full?'),
      );
    }
  }

  private notSent(error: ClickSendError): Error {
    const { message, remedy } = this.services.errors.explain(error);
    const text = vscode.l10n.t('Nothing was sent. {0}', message);
    return remedy ? new UserFacingError(text, remedy) : new RefusedAnswer(text);
  }

  /** From here on nothing may look like a failure of the send: it is paid for. */
  private async accepted(report: SendReport, { numbers }: ComposeState): Promise<void> {
    const { result } = report;
    await this.afterwards(() => this.unanswered.settle(report.id));
    if (result.queuedCount > 0) {
      await this.afterwards(() => this.memory.forgetUnsent());
    }
    await this.afterwards(() => {
      this.services.sends.fire(report);
    });
    await this.afterwards(() => this.memory.rememberRecipients(numbers));
    const isKept = await this.reports.add(report);
    await this.afterwards(() => this.reports.announce(report));
    if (!isKept) {
      void showWarning(
        vscode.l10n.t(
          'The result could not be written to this machine. It is gone when the window closes; History has the messages.',
        ),
      );
    }
  }

  private async unknown(asked: UnansweredReport, error: unknown): Promise<void> {
    const { errors } = this.services;
    errors.record('clicksend.message.send', error);
    await this.afterwards(() => this.unanswered.abandon(asked));
    // Offered again it would be sent twice; the result keeps its text.
    await this.afterwards(() => this.memory.forgetUnsent());
    await this.reports.add(asked);
    await this.afterwards(() => this.reports.announce(asked));
    errors.show(
      'clicksend.message.send',
      new UserFacingError(
        vscode.l10n.t(
          'Outcome unknown: the connection was lost before ClickSend answered. The SMS may have been sent.',
        ),
        {
          title: vscode.l10n.t('Check History'),
          run: () => executeCommand('clicksend.message.checkUnanswered'),
        },
        { isModal: true },
      ),
    );
  }

  private async afterwards(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.services.errors.record('clicksend.message.send', error);
    }
  }
}
