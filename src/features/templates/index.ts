import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { Authorities, Views } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { TreeHost } from '../../platform/tree/treeHost';
import { templateDrag } from './drag';
import type { TemplateServices } from './services';
import type { TemplateHost } from './view';

const commands: readonly CommandId[] = [
  '_clicksend.template.restore',
  'clicksend.template.clearSearch',
  'clicksend.template.create',
  'clicksend.template.createFromSelection',
  'clicksend.template.delete',
  'clicksend.template.duplicate',
  'clicksend.template.insert',
  'clicksend.template.open',
  'clicksend.template.price',
  'clicksend.template.refresh',
  'clicksend.template.rename',
  'clicksend.template.search',
  'clicksend.template.send',
  'clicksend.template.sort',
];

/** The Templates view, templates as documents and their commands, loaded when first used. */
export function registerTemplates(services: TemplateServices): vscode.Disposable {
  const feature = new DeferredFeature({
    errors: services.errors,
    commands,
    load: async () => {
      const { openTemplates } = await import('./templates');
      return () => openTemplates(services, host);
    },
  });
  const host: TemplateHost = new TreeHost(Views.templates, {
    open: feature.open,
    dragAndDropController: templateDrag,
  });
  services.documents.defer(Authorities.template, feature.open);
  return vscode.Disposable.from(feature, host);
}
