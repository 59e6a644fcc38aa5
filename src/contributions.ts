import type { Uri } from 'vscode';
import type { CampaignSource } from './sms/campaign';
import type { MessageDraft } from './sms/draft';
import type { HistoryMessage, InboundMessage, Template, WebhookType } from './sms/resources';
import type { PushKind } from './sms/webhooks/fields';
import type { GroupNode, ItemNode, TreeGroup, PagedTreeRows } from './platform/tree/pagedTreeNode';

/** `publisher.name` of the manifest. */
export const extensionId = 'clicksend-sms.clicksend-sms';

/** A row of the Inbound view: a reply, what it answers, or a conversation by number. */
type InboundNode =
  | ItemNode<
      | { readonly kind: 'reply'; readonly message: InboundMessage }
      | { readonly kind: 'original'; readonly messageId: string; readonly message: InboundMessage }
    >
  | GroupNode<TreeGroup & { readonly number: string }>;

/** A row of the Templates view, or the one that is selected there when a key was pressed. */
export type TemplateTarget = ItemNode<Template> | 'selected';

/**
 * Every id that `package.json` also spells, with the arguments each command takes. A leading `_`
 * marks a command that only our own code calls. Editor and tree menus pass arguments of their own,
 * so a public command's arguments are all optional.
 */
export interface CommandArguments {
  'clicksend.account.signIn': [];
  'clicksend.account.signOut': [];
  'clicksend.account.switch': [];
  '_clicksend.campaign.offerInterrupted': [];
  'clicksend.campaign.cancel': [node: CampaignTarget];
  'clicksend.campaign.cancelScheduled': [node: CampaignTarget];
  'clicksend.campaign.delete': [node: CampaignTarget];
  'clicksend.campaign.followUp': [node: CampaignTarget];
  'clicksend.campaign.openReport': [node: CampaignTarget];
  'clicksend.campaign.openResults': [node: CampaignTarget];
  'clicksend.campaign.pause': [node: CampaignTarget];
  'clicksend.campaign.reconcile': [node: CampaignTarget];
  'clicksend.campaign.reschedule': [node: CampaignTarget];
  'clicksend.campaign.resume': [node: CampaignTarget];
  'clicksend.campaign.retryRejected': [node: CampaignTarget];
  'clicksend.campaign.start': [uri: Uri];
  'clicksend.document.preview': [uri: Uri];
  'clicksend.document.price': [uri: Uri];
  'clicksend.document.send': [uri: Uri];
  'clicksend.history.clearFilter': [];
  'clicksend.history.export': [];
  'clicksend.history.filter': [];
  'clicksend.history.loadDay': [node: GroupNode<TreeGroup>];
  'clicksend.history.loadMore': [];
  'clicksend.history.refresh': [];
  'clicksend.inbound.copyBody': [node: InboundNode];
  'clicksend.inbound.copyNumber': [node: InboundNode];
  'clicksend.inbound.createPollRule': [];
  'clicksend.inbound.loadMore': [];
  'clicksend.inbound.markAllRead': [];
  'clicksend.inbound.markConversationRead': [node: InboundNode];
  'clicksend.inbound.markRead': [node: InboundNode];
  'clicksend.inbound.markReadBefore': [node: InboundNode];
  'clicksend.inbound.open': [node: InboundNode];
  'clicksend.inbound.openRead': [];
  'clicksend.inbound.refresh': [];
  'clicksend.inbound.reply': [node: InboundNode];
  'clicksend.inbound.sendTest': [];
  'clicksend.listener.copyUrl': [];
  'clicksend.listener.forward': [address: string];
  'clicksend.listener.start': [];
  'clicksend.listener.stop': [];
  'clicksend.listener.stopForward': [];
  'clicksend.log.show': [];
  'clicksend.message.cancel': [node: ItemNode<HistoryMessage>];
  'clicksend.message.cancelAll': [];
  'clicksend.message.checkUnanswered': [];
  'clicksend.message.copyBody': [node: ItemNode<HistoryMessage>];
  'clicksend.message.copyId': [node: ItemNode<HistoryMessage>];
  'clicksend.message.copyNumber': [node: ItemNode<HistoryMessage>];
  'clicksend.message.open': [node: ItemNode<HistoryMessage>];
  'clicksend.message.price': [];
  'clicksend.message.replaceNonGsm': [];
  'clicksend.message.reply': [node: ItemNode<HistoryMessage>];
  'clicksend.message.reschedule': [node: ItemNode<HistoryMessage>];
  'clicksend.message.send': [];
  'clicksend.message.sendAgain': [node: ItemNode<HistoryMessage>];
  'clicksend.message.showRaw': [node: ItemNode<HistoryMessage>];
  'clicksend.message.simulateDelivery': [node: { readonly item: HistoryMessage }];
  'clicksend.message.simulateReply': [node: { readonly item: HistoryMessage }];
  'clicksend.outbox.refresh': [];
  'clicksend.push.clear': [];
  'clicksend.push.compare': [node: PushNode, nodes: readonly (PushNode | RuleNode)[]];
  'clicksend.push.edit': [node: PushNode];
  'clicksend.push.open': [node: PushNode];
  'clicksend.push.replay': [node: PushNode];
  'clicksend.push.resendAs': [node: PushNode];
  'clicksend.push.sendEdited': [uri: Uri];
  'clicksend.receipt.list': [];
  'clicksend.receipt.markRead': [];
  'clicksend.receipt.sendTest': [];
  'clicksend.receipt.show': [node: { readonly item: HistoryMessage }];
  'clicksend.rule.create': [node: RuleGroupNode];
  'clicksend.rule.delete': [node: RuleNode];
  'clicksend.rule.disable': [node: RuleNode];
  'clicksend.rule.enable': [node: RuleNode];
  'clicksend.sandbox.changePort': [];
  'clicksend.sandbox.copyConnection': [];
  'clicksend.sandbox.reset': [];
  'clicksend.sandbox.start': [];
  'clicksend.sandbox.stop': [];
  'clicksend.sandbox.use': [];
  'clicksend.webhook.copyHandler': [];
  'clicksend.webhook.refresh': [];
  'clicksend.webhook.showPanel': [];
  /** Resolves to the `ScheduledCampaign`s of all accounts. */
  '_clicksend.campaign.listScheduled': [];
  '_clicksend.campaign.loadMore': [campaignId: string, group: CampaignGroup];
  /** Plans, prices, confirms and runs a campaign; asks for what the source lacks. */
  '_clicksend.campaign.run': [source: CampaignSource];
  '_clicksend.history.openMessage': [messageId: string, number: string];
  '_clicksend.inbound.openMessage': [message: InboundMessage];
  'clicksend.template.clearSearch': [];
  'clicksend.template.create': [];
  'clicksend.template.createFromSelection': [];
  'clicksend.template.delete': [target: TemplateTarget];
  'clicksend.template.duplicate': [target: TemplateTarget];
  'clicksend.template.insert': [target: TemplateTarget];
  'clicksend.template.open': [target: TemplateTarget];
  'clicksend.template.price': [target: TemplateTarget];
  'clicksend.template.refresh': [];
  'clicksend.template.rename': [target: TemplateTarget];
  'clicksend.template.search': [];
  'clicksend.template.send': [target: TemplateTarget];
  'clicksend.template.sort': [];
  /** Asks for what the draft lacks, confirms, sends. Resolves to the `SendReport`, or undefined. */
  '_clicksend.message.compose': [draft: MessageDraft, purpose: 'send' | 'price'];
  '_clicksend.message.warnOfLost': [];
  /** Brings a deleted template back: a command, so that a failure is shown as one. */
  '_clicksend.template.restore': [restore: () => Promise<void>];
  '_clicksend.tree.loadMore': [tree: PagedTreeRows, sectionId: string];
  '_clicksend.tree.retry': [tree: PagedTreeRows];
  /** Sends a test push without asking; an address of `poll` puts it into the pull list. */
  '_clicksend.webhook.sendTest': [kind: PushKind, address: string, webhookType?: WebhookType];
}

/** Messages of a campaign that have something in common. */
export type CampaignGroup = 'accepted' | 'rejected' | 'unknown' | 'waiting' | 'marked' | 'skipped';

/** A campaign that waits for its time at ClickSend, with how many of its messages do. */
export interface ScheduledCampaign {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly count: number;
}

/** A row of the Outbox that belongs to a campaign. */
export type CampaignTarget =
  | { readonly kind: 'campaign' | 'group'; readonly campaign: { readonly id: string } }
  | { readonly kind: 'recipient'; readonly campaignId: string };

/** Rows of the Webhooks view that commands work on. */
export interface PushNode {
  readonly kind: 'push';
  readonly pushId: string;
}

export interface RuleGroupNode {
  readonly kind: 'rules';
  readonly of: PushKind;
}

export interface RuleNode {
  readonly kind: 'rule';
  readonly of: PushKind;
  readonly ruleId: number;
}

export type CommandId = keyof CommandArguments;

/** The view container and its views. */
export const Views = {
  container: 'clicksend',
  templates: 'clicksend.templates',
  outbox: 'clicksend.outbox',
  history: 'clicksend.history',
  inbound: 'clicksend.inbound',
  webhooks: 'clicksend.webhooks',
} as const;

export const ContextKeys = {
  /** An account or the sandbox is active. */
  signedIn: 'clicksend.signedIn',
  /** The active account is the sandbox. */
  sandboxActive: 'clicksend.sandboxActive',
  /** A `SandboxState`. */
  sandboxState: 'clicksend.sandbox.state',
  /** A `TreeState`, or "filtered" when a filter left nothing. */
  historyState: 'clicksend.history.state',
  historyFiltered: 'clicksend.history.filtered',
  inboundState: 'clicksend.inbound.state',
  templatesState: 'clicksend.templates.state',
  /** A search narrows the templates. */
  templatesFiltered: 'clicksend.templates.filtered',
  /** The webhook listener takes pushes. */
  listening: 'clicksend.listening',
  /** Caught pushes go on to an app. */
  forwarding: 'clicksend.forwarding',
  /** Pushes were caught, in this window or an earlier one. */
  hasPushes: 'clicksend.hasPushes',
  /** The Outbox holds campaigns. */
  hasCampaigns: 'clicksend.hasCampaigns',
} as const;

export type ContextKey = (typeof ContextKeys)[keyof typeof ContextKeys];

/** The scheme of every document of ours; the authority says which kind. */
export const documentScheme = 'clicksend';

/** The authorities of `clicksend:` documents, each with a source of its own. */
export const Authorities = {
  editedPush: 'push-edit',
  inbound: 'inbound',
  message: 'message',
  price: 'price',
  push: 'push',
  result: 'result',
  template: 'template',
} as const;

export type Authority = (typeof Authorities)[keyof typeof Authorities];

export const languageIds = {
  /** Messages with a header, in *.sms files. */
  sms: 'sms',
  /** The "ClickSend Webhooks" panel, so that its message ids can be links. */
  webhookPanel: 'clicksend-webhooks',
} as const;
