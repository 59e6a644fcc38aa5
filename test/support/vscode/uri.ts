import { posix } from 'node:path';

interface Parts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** As the real `Uri` for the forms an extension makes: no platform-specific file paths. */
export class Uri implements Parts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor(parts: Parts) {
    this.scheme = parts.scheme;
    this.authority = parts.authority;
    this.path = parts.path;
    this.query = parts.query;
    this.fragment = parts.fragment;
    if (this.authority !== '' && this.path !== '' && !this.path.startsWith('/')) {
      throw new Error('[UriError]: a path after an authority must begin with a slash');
    }
  }

  static from(parts: { readonly scheme: string } & Partial<Parts>): Uri {
    return new Uri({ authority: '', path: '', query: '', fragment: '', ...parts });
  }

  static file(path: string): Uri {
    return Uri.from({ scheme: 'file', path: path.startsWith('/') ? path : `/${path}` });
  }

  static parse(value: string): Uri {
    const match = /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(value);
    const part = (index: number) => decodeURIComponent(match?.[index] ?? '');
    return Uri.from({
      scheme: match?.[1] ?? 'file',
      authority: part(2),
      path: match ? part(3) : value,
      query: part(4),
      fragment: part(5),
    });
  }

  static joinPath(base: Uri, ...segments: readonly string[]): Uri {
    return base.with({ path: posix.join(base.path, ...segments) });
  }

  get fsPath(): string {
    return this.path;
  }

  with(change: Partial<Parts>): Uri {
    return new Uri({ ...this.toParts(), ...change });
  }

  toString(skipEncoding = false): string {
    const encode = skipEncoding ? (text: string) => text : encodeURIComponent;
    const path = this.path.split('/').map(encode).join('/');
    return [
      `${this.scheme}:`,
      this.authority === '' && this.scheme !== 'file' ? '' : `//${encode(this.authority)}`,
      path,
      this.query === '' ? '' : `?${encode(this.query)}`,
      this.fragment === '' ? '' : `#${encode(this.fragment)}`,
    ].join('');
  }

  toJSON(): Parts {
    return this.toParts();
  }

  private toParts(): Parts {
    const { scheme, authority, path, query, fragment } = this;
    return { scheme, authority, path, query, fragment };
  }
}
