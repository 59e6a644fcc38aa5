import * as vscode from 'vscode';
import { lookingLimit, type FileProblem } from '../files/namedFile';

/** Why a file is not read. */
export function fileProblemWords(problem: FileProblem, name: string): string {
  switch (problem) {
    case 'missing':
      return vscode.l10n.t('There is no file "{0}".', name);
    case 'noAccess':
      return vscode.l10n.t('The file "{0}" may not be read.', name);
    case 'notRegular':
      return vscode.l10n.t('"{0}" is not a file that can be read as a table.', name);
    case 'tooLarge':
      return vscode.l10n.t(
        'The file "{0}" has more than {1} MB, so that it is read only when it is sent to.',
        name,
        lookingLimit / 1024 / 1024,
      );
    case 'untrusted':
      return vscode.l10n.t(
        '"{0}" is not in this folder, and the folder is not trusted to read other files.',
        name,
      );
    case 'network':
      return vscode.l10n.t('"{0}" is on another machine. Name a file of this one.', name);
    case 'noAnswer':
      return vscode.l10n.t('The disk of "{0}" does not answer.', name);
  }
}
