import { visibleText } from '../../sms/visibleText';

/**
 * Names, bodies and the API's own words come from outside. Everything that shows text to a person
 * goes through this folder, which keeps such text from being more than text: VS Code renders
 * `[text](command:...)` as a link that runs the command and `$(name)` as an icon, and a line break
 * or a mark of reading direction makes a line look like another one. Lint refuses the ways around.
 */

/** One line without anything that deceives, for places that render neither links nor icons. */
export function oneLine(text: string): string {
  return visibleText(text).replace(/[\n\t]+/g, ' ');
}

/** For places that render links: breaks the one form that becomes a link. */
export function withoutLinks(text: string): string {
  return oneLine(text).replaceAll('](', ']\u200B(');
}

/** For places that may render both: escapes the one form that becomes an icon, too. */
export function plainLabel(text: string): string {
  return withoutLinks(text).replace(/\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g, '\\$&');
}

/** Such a text with an icon of ours before it; none when its name is empty. */
export function withIcon(icon: string, text: string): string {
  return icon === '' ? plainLabel(text) : `$(${icon}) ${plainLabel(text)}`;
}

type Cleaners<T> = { readonly [Key in keyof T]?: (value: T[Key]) => T[Key] };

/** The same object, but that what is assigned to the named properties is cleaned. */
export function cleaning<T extends object>(target: T, cleaners: Cleaners<T>): T {
  return new Proxy(target, {
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (_, key, value: T[keyof T]) => {
      const clean = cleaners[key as keyof T];
      return Reflect.set(target, key, clean ? clean(value) : value, target);
    },
  });
}
