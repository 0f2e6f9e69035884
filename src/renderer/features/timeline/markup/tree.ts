/** The text of a message, read: what may be drawn, and nothing else. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  /** Blank lines between two blocks, however many. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'fence'; readonly language: string | null; readonly text: string }

/** One item of a list: with its number, or a bullet. */
export interface Item {
  readonly number: number | null
  readonly children: readonly Block[]
}

export type Inline =
  /** Line breaks are in the text, as they were typed. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link'
      readonly href: string
      /** The address, where the text says something else. */
      readonly title: string | null
      readonly children: readonly Inline[]
    }
