import Parser, { type MarkdownIt, type Token } from 'markdown-it'
import { addressTitle, configureAutolinks, isMisleading } from './addresses.ts'
import { addBlockRules } from './block-rules.ts'
import { addInlineRules } from './inline-rules.ts'
import type { Block, Inline, Item } from './tree.ts'

/** What is longer, or made of more signs and lines than a person writes, is shown as it is. */
const MOST_UNITS = 8_192
const MOST_LINES = 500
const MOST_SIGNS = 2_000
const SIGNS = /[*_~[]/g
const LANGUAGE = /^[\w+#.-]{1,24}$/
const WORDS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

const md = createParser()

/** Reads the markup of a message. What cannot be read is text: this never throws. */
export function parse(text: string): readonly Block[] {
  if (text.length > MOST_UNITS || (text.match(SIGNS)?.length ?? 0) > MOST_SIGNS) return plain(text)
  const lines = text.split(/\r\n?|\n/)
  if (lines.length > MOST_LINES) return plain(text)
  try {
    // The parser shows a null character, which nobody sees, as one that is missing.
    const reader: Reader = { tokens: md.parse(text.replaceAll('\0', ''), {}), at: 0, lines }
    const blocks = readBlocks(reader)
    return blocks.length > 0 ? blocks : plain(text)
  } catch {
    return plain(text)
  }
}

function plain(text: string): readonly Block[] {
  return [{ kind: 'paragraph', children: [{ kind: 'text', text }] }]
}

function createParser(): MarkdownIt {
  const parser = new Parser('zero', { html: false })
  configureAutolinks(parser.linkify)
  addBlockRules(parser)
  addInlineRules(parser)
  return parser
}

/** Walks through the tokens of a text. */
interface Reader {
  readonly tokens: readonly Token[]
  at: number
  readonly lines: readonly string[]
}

/** Reads on to the end of the block that has been entered, or of the text. */
function readBlocks(reader: Reader): Block[] {
  const blocks: Block[] = []
  for (let token = next(reader); token && token.nesting >= 0; token = next(reader)) {
    if (blocks.length > 0 && isAfterGap(reader, token)) blocks.push({ kind: 'gap' })
    const block = readBlock(reader, token)
    if (block) blocks.push(block)
  }
  return blocks
}

function next(reader: Reader): Token | undefined {
  return reader.tokens[reader.at++]
}

function isAfterGap({ lines }: Reader, { map }: Token): boolean {
  const before = map && lines[map[0] - 1]
  return typeof before === 'string' && /^[ \t>]*$/.test(before)
}

function readBlock(reader: Reader, token: Token): Block | null {
  switch (token.type) {
    case 'paragraph_open': {
      const children = readInlines(next(reader)?.children ?? [])
      next(reader)
      return { kind: 'paragraph', children }
    }
    case 'blockquote_open':
      return { kind: 'quote', children: readBlocks(reader) }
    case 'bullet_list_open':
      return { kind: 'list', items: readItems(reader, false) }
    case 'ordered_list_open':
      return { kind: 'list', items: readItems(reader, true) }
    case 'fence':
      return readFence(token)
    default:
      return null
  }
}

/** Numbers are what was typed, an answer to question 3 being no 2; one that is only repeated counts on. */
function readItems(reader: Reader, isNumbered: boolean): Item[] {
  const items: Item[] = []
  let typed: number | null = null
  for (let token = next(reader); token && token.nesting > 0; token = next(reader)) {
    const before = items.at(-1)
    const number = isNumbered ? Number(token.info) : null
    const shown = number !== null && number === typed ? (before?.number ?? 0) + 1 : number
    typed = number
    if (before && isAfterGap(reader, token)) {
      items[items.length - 1] = { ...before, children: [...before.children, { kind: 'gap' }] }
    }
    items.push({ number: shown, children: readBlocks(reader) })
  }
  return items
}

/** Words after the fence that name no language are the first line of the code. */
function readFence(token: Token): Block {
  const info = token.info.trim()
  const text = token.content.replace(/\n$/, '')
  if (!info || LANGUAGE.test(info)) return { kind: 'fence', language: info || null, text }
  return { kind: 'fence', language: null, text: `${info}\n${text}` }
}

interface OpenInline {
  readonly kind: 'strong' | 'emphasis' | 'strike' | 'link' | null
  readonly href: string
  /** The sign that opened it. */
  readonly markup: string
  readonly children: Inline[]
}

const KINDS = {
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strike',
  link_open: 'link'
} as const satisfies Record<string, OpenInline['kind']>

/** What is bold already does not become bolder, so that these stand in each other four deep at most. */
function readInlines(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = []
  const open: OpenInline[] = []
  for (const token of tokens) {
    const children = open.at(-1)?.children ?? root
    if (token.nesting > 0) {
      const named = Object.hasOwn(KINDS, token.type) ? KINDS[token.type as keyof typeof KINDS] : null
      const kind = open.some((each) => each.kind === named) ? null : named
      const href = String(token.attrGet('href'))
      open.push({ kind, href, markup: token.markup, children: kind ? [] : children })
    } else if (token.nesting < 0) {
      const closed = open.pop()
      const outer = open.at(-1)?.children ?? root
      if (closed?.kind) for (const each of close(closed.kind, closed)) add(outer, each)
    } else if (token.type === 'code_inline') {
      children.push({ kind: 'code', text: token.content })
    } else if (token.content) {
      add(children, { kind: 'text', text: token.content })
    }
  }
  return root
}

/** Signs around signs are a face, such as *-*, and stay what was typed. */
function close(kind: NonNullable<OpenInline['kind']>, open: OpenInline): readonly Inline[] {
  const { href, markup, children } = open
  const shown = shownText(children)
  if (kind === 'link') {
    if (!isMisleading(href, shown)) return [{ kind, href, title: addressTitle(href, shown), children }]
    const real = { kind, href, title: null, children: [{ kind: 'text', text: href }] } as const
    return [...children, { kind: 'text', text: ' (' }, real, { kind: 'text', text: ')' }]
  }
  if (WORDS.test(shown)) return [{ kind, children }]
  return [{ kind: 'text', text: markup }, ...children, { kind: 'text', text: markup }]
}

function add(children: Inline[], inline: Inline): void {
  const last = children.at(-1)
  if (inline.kind !== 'text' || last?.kind !== 'text') children.push(inline)
  else children[children.length - 1] = { kind: 'text', text: last.text + inline.text }
}

function shownText(children: readonly Inline[]): string {
  return children.map((each) => ('text' in each ? each.text : shownText(each.children))).join('')
}
