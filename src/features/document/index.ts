import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { languageIds } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { soon } from '../../platform/soon';
import type { DocumentServices } from './services';

const commands: readonly CommandId[] = [
  'clicksend.document.preview',
  'clicksend.document.price',
  'clicksend.document.send',
];

/** What the editor knows of SMS documents, loaded when the first one is opened. */
export function registerDocument(services: DocumentServices): vscode.Disposable {
  const { errors } = services;
  const feature = new DeferredFeature({
    errors,
    commands,
    load: async () => {
      const { openDocument } = await import('./document');
      return () => openDocument(services);
    },
  });
  const watch = () => {
    const look = ({ languageId }: vscode.TextDocument) => {
      if (languageId === languageIds.sms) {
        opening.dispose();
        void errors.guard('open SMS document', feature.open);
      }
    };
    const opening = vscode.workspace.onDidOpenTextDocument(look);
    vscode.workspace.textDocuments.forEach(look);
    return opening;
  };
  return vscode.Disposable.from(feature, soon(watch));
}
