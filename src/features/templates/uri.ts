import type * as vscode from 'vscode';
import { Authorities, documentScheme } from '../../contributions';
import { documentUri } from '../../platform/documents';
import type { Template } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';

/** Which template a document is. The name in its address is for reading only. */
export interface TemplateAddress {
  readonly templateId: number;
  /** Two accounts may have a template of the same id, and neither may save over the other's. */
  readonly accountId: string;
}

export function templateUri(template: Template, accountId: string): vscode.Uri {
  const name = visibleLine(template.name, 60);
  const uri = documentUri(Authorities.template, String(template.templateId), `${name || '_'}.sms`);
  return uri.with({ query: accountId });
}

export function parseTemplateUri(uri: vscode.Uri): TemplateAddress | undefined {
  if (uri.scheme !== documentScheme || uri.authority !== Authorities.template) {
    return undefined;
  }
  const id = /^\/(\d+)\/[^/]+$/.exec(uri.path)?.[1];
  return id === undefined ? undefined : { templateId: Number(id), accountId: uri.query };
}

export function isSameTemplate(uri: vscode.Uri, address: TemplateAddress): boolean {
  const parsed = parseTemplateUri(uri);
  return parsed?.templateId === address.templateId && parsed.accountId === address.accountId;
}
