/**
 * VS Code renders `[text](command:...)` in notifications as a link that runs the command, and
 * `$(name)` in labels as an icon. These make text from outside (names, bodies, the API's own
 * words) stay text in those places.
 */

/** For a notification: breaks the one form that becomes a link. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u200B(');
}

/** For a quick pick or a status bar: escapes the one form that becomes an icon. */
export function withoutIcons(text: string): string {
  return text.replace(/\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g, '\\$&');
}
