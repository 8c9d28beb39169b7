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
  src: string;
  /** The level of the first heading, 1 to 6; 2 by itself. */
  headingLevel: string;
  /** `auto` follows the page's `color-scheme`. */
  theme: '' | 'auto' | 'light' | 'dark';
  /** `lazy` waits until the element is near the window. */
  loading: '' | 'lazy' | 'eager';
  /** `frame` shows the blog's own page in a frame where the page forbids WebAssembly. */
  fallback: '' | 'frame';
  /** Resolves to whether what is asked for now is shown; another promise for each change. Never rejects. */
  readonly ready: Promise<boolean>;
  /** Loads and draws now, wherever the element is. */
  load(): void;
}

export interface InkfoldListElement extends InkfoldElement {
  /** How many posts at most, 1 to 100; 10 by itself. */
  limit: string;
  /** Only posts with this tag. */
  tag: string;
  /** Where titles lead: the blog's root; what `src` stands in by itself. */
  href: string;
}

export type InkfoldPostElement = InkfoldElement;

export interface InkfoldBlogElement extends InkfoldElement {
  /** The tag that is shown first. */
  tag: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'inkfold-list': InkfoldListElement;
    'inkfold-post': InkfoldPostElement;
    'inkfold-blog': InkfoldBlogElement;
  }
  interface HTMLElementEventMap {
    'inkfold-ready': CustomEvent<Record<string, never>>;
    'inkfold-error': CustomEvent<{ reason: InkfoldReason; url: string }>;
    'inkfold-navigate': CustomEvent<{ href: string }>;
  }
}
