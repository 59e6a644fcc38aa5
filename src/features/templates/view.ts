import * as vscode from 'vscode';
import { setContext } from '../../platform/commands';
import { ContextKeys } from '../../contributions';
import { PagedTree } from '../../platform/tree/pagedTree';
import type { PagedNode, TreeGroup } from '../../platform/tree/pagedTreeNode';
import { PagedTreeView } from '../../platform/tree/pagedTreeView';
import type { TreeHost } from '../../platform/tree/treeHost';
import type { Page, Template } from '../../sms/resources';
import {
  defaultOrder,
  describeChoice,
  isOrder,
  type ListChoice,
  type TemplateOrder,
  type TemplateSearch,
} from './listChoice';
import { templateItem, templateTooltip } from './row';
import type { TemplateServices } from './services';

const section = 'templates';
const pageSize = 100;
const orderKey = 'clicksend.templates.order';

export type TemplateHost = TreeHost<PagedNode<Template, TreeGroup>>;

/** The Templates view: a page of the server's list after another, as it searches and sorts them. */
export class TemplateView implements vscode.Disposable {
  readonly tree: PagedTree<Template>;
  private readonly shown: PagedTreeView<Template>;
  private readonly loads = new vscode.EventEmitter<readonly Template[]>();
  private readonly subscriptions: vscode.Disposable;
  private search: TemplateSearch | undefined;
  /** Every page that arrives: open documents compare themselves with it. */
  readonly onDidLoad = this.loads.event;

  constructor(
    private readonly services: TemplateServices,
    private readonly host: TemplateHost,
  ) {
    const { session, errors } = services;
    this.tree = new PagedTree<Template>(
      {
        sections: [
          {
            id: section,
            load: (page, signal) => this.load(page, signal),
            itemId: ({ templateId }) => String(templateId),
          },
        ],
        failureLabel: vscode.l10n.t("Couldn't load templates. Retry"),
        isEnabled: () => session.active !== undefined,
        toTreeItem: (node) =>
          node.kind === 'item' ? templateItem(node) : new vscode.TreeItem(node.group.id),
        tooltip: (node) =>
          Promise.resolve(node.kind === 'item' ? templateTooltip(node.item) : undefined),
      },
      errors,
    );
    this.shown = new PagedTreeView(host, this.tree, {
      stateKey: ContextKeys.templatesState,
      describeState: (state) => (state === 'empty' && this.search ? 'filtered' : state),
    });
    this.subscriptions = vscode.Disposable.from(
      this.shown,
      this.tree,
      this.loads,
      session.onDidChangeActive(() => {
        this.choose({ order: this.choice.order });
      }),
    );
    this.showChoice();
  }

  get choice(): ListChoice {
    const stored = this.services.memory.get<unknown>(orderKey);
    const order = isOrder(stored) ? stored : defaultOrder;
    return { order, ...(this.search && { search: this.search }) };
  }

  get selected(): Template | undefined {
    const { selected } = this.host;
    return selected?.kind === 'item'
      ? this.tree.itemNode(section, String(selected.item.templateId))?.item
      : undefined;
  }

  choose({ search, order }: { readonly search?: TemplateSearch; readonly order: TemplateOrder }) {
    this.search = search;
    void this.services.memory.update(orderKey, order);
    this.showChoice();
    this.tree.reset();
    this.shown.publishState();
  }

  refresh(): Promise<void> {
    return this.shown.refresh();
  }

  /** A newer version of a loaded row, before the server is asked again. */
  update(template: Template): void {
    this.tree.update(section, [template]);
  }

  remove(templateId: number): void {
    this.tree.remove(section, [String(templateId)]);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async load(page: number, signal: AbortSignal): Promise<Page<Template>> {
    const { search, order } = this.choice;
    const client = await this.services.session.client();
    const loaded = await client.templates.list({
      page,
      pageSize,
      signal,
      orderBy: order,
      ...(search && { where: search }),
    });
    if (!signal.aborted) {
      this.loads.fire(loaded.items);
    }
    return loaded;
  }

  private showChoice(): void {
    this.shown.describe(describeChoice(this.choice));
    void setContext(ContextKeys.templatesFiltered, this.search !== undefined);
  }
}
