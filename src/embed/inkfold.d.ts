/** The elements of `inkfold.js`, and what they tell. */

/** Why an element does not show what it is asked for. */
export type InkfoldReason =
  | 'source'
  | 'not-markdown'
  | 'policy'
  | 'offline'
  | 'cors'
  | 'unreachable'
  | 'timed-out'
  | 'not-found'
  | 'status'
  | 'too-long'
  | 'settings'
  | 'catalog';

/** What all three elements have. Properties reflect attributes; those that are missing read as `''`. */
export interface InkfoldElement extends HTMLElement {
  /** The blog's content folder; of `inkfold-post`, a Markdown file. */
  get src(): string;
  set src(value: string | null);
  /** The level of the first heading, 1 to 6; 2 by itself. */
  get headingLevel(): string;
  set headingLevel(value: string | number | null);
  /** `auto` follows the page's `color-scheme`. */
  get theme(): string;
  set theme(value: 'auto' | 'light' | 'dark' | '' | null);
  /** `lazy` waits until the element is near the window. */
  get loading(): string;
  set loading(value: 'lazy' | 'eager' | '' | null);
  /** `frame` shows the blog's own page in a frame where the page forbids WebAssembly. */
  get fallback(): string;
  set fallback(value: 'frame' | '' | null);
  /** Resolves to whether what is asked for now is shown; another promise for each change. Never rejects. */
  readonly ready: Promise<boolean>;
  /** Loads and draws now, wherever the element is; after a failure, once more. */
  load(): void;
}

export interface InkfoldListElement extends InkfoldElement {
  /** How many posts at most, 1 to 100; 10 by itself. */
  get limit(): string;
  set limit(value: string | number | null);
  /** Only posts with this tag. */
  get tag(): string;
  set tag(value: string | null);
  /** Where titles lead: the blog's root; what `src` stands in by itself. */
  get href(): string;
  set href(value: string | null);
}

export type InkfoldPostElement = InkfoldElement;

export interface InkfoldBlogElement extends InkfoldElement {
  /** The tag that is shown first. */
  get tag(): string;
  set tag(value: string | null);
}

declare global {
  interface HTMLElementTagNameMap {
    'inkfold-list': InkfoldListElement;
    'inkfold-post': InkfoldPostElement;
    'inkfold-blog': InkfoldBlogElement;
  }
  /** They bubble: the document and the window hear them too. */
  interface GlobalEventHandlersEventMap {
    'inkfold-ready': CustomEvent<Record<string, never>>;
    'inkfold-error': CustomEvent<{ reason: InkfoldReason; url: string }>;
    'inkfold-navigate': CustomEvent<{ href: string }>;
  }
}
