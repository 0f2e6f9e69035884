import { memo, type ReactNode } from 'react'
import { unreachable } from '../../../../shared/std/unreachable.ts'
import { useInnerTabIndex } from '../tab-order.ts'
import { CodeBlock } from './code-block.tsx'
import { isJumbo } from './jumbo.ts'
import styles from './markup.module.css'
import { parse } from './parse.ts'
import type { Block, Inline, Item } from './tree.ts'

/** Fits on a line of its own in the narrowest window. */
const isShort = /^[\x20-\x7e]{1,30}$/

/** The text of a message with its markup drawn: elements made from a tree, never HTML. */
export const Markup = memo(function Markup({ text }: { text: string }) {
  if (isJumbo(text)) return <span className={styles['jumbo']}>{text}</span>
  const blocks = parse(text)
  const [first] = blocks
  // Most messages are one paragraph, which needs no element of its own.
  if (blocks.length === 1 && first?.kind === 'paragraph') return drawInlines(first.children)
  return drawBlocks(blocks)
})

// The tree of a text is made once and its parts never move, so that their places are their keys.
/* oxlint-disable react/no-array-index-key */
function drawBlocks(blocks: readonly Block[]): ReactNode {
  return blocks.map((block, index) => <BlockView key={index} block={block} />)
}

function drawInlines(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, index) => <InlineView key={index} inline={inline} />)
}

function drawItems(items: readonly Item[]): ReactNode {
  return items.map(({ number, children }, index) => (
    <li key={index} value={number ?? undefined} dir="auto">
      {drawBlocks(children)}
    </li>
  ))
}
/* oxlint-enable react/no-array-index-key */

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className={styles['paragraph']} dir="auto">
          {drawInlines(block.children)}
        </p>
      )
    case 'gap':
      return <div className={styles['gap']} />
    case 'quote':
      return <blockquote className={styles['quote']}>{drawBlocks(block.children)}</blockquote>
    case 'list':
      return <List items={block.items} />
    case 'fence':
      return <CodeBlock language={block.language} text={block.text} />
    default:
      return unreachable(block)
  }
}

function List({ items }: { items: readonly Item[] }) {
  const numbers = items.flatMap(({ number }) => number ?? [])
  if (numbers.length === 0) return <ul className={styles['bullets']}>{drawItems(items)}</ul>
  const digits = String(Math.max(...numbers)).length
  return (
    <ol className={styles['numbers']} style={{ paddingInlineStart: `calc(${digits}ch + 16px)` }}>
      {drawItems(items)}
    </ol>
  )
}

function InlineView({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return (
        <code className={styles['inlineCode']} data-short={isShort.test(inline.text) || undefined}>
          {inline.text}
        </code>
      )
    case 'strong':
      return <strong className={styles['strong']}>{drawInlines(inline.children)}</strong>
    case 'emphasis':
      return <em>{drawInlines(inline.children)}</em>
    case 'strike':
      return <s>{drawInlines(inline.children)}</s>
    case 'link':
      return <Link href={inline.href} title={inline.title} parts={inline.children} />
    default:
      return unreachable(inline)
  }
}

interface LinkProps {
  readonly href: string
  readonly title: string | null
  readonly parts: readonly Inline[]
}

/** Isolated, so that no character in the text of a link can turn around what stands beside it. */
function Link({ href, title, parts }: LinkProps) {
  const tabIndex = useInnerTabIndex()
  return (
    <bdi>
      <a
        className={styles['link']}
        href={href}
        title={title ?? undefined}
        target="_blank"
        rel="noreferrer"
        tabIndex={tabIndex}
      >
        {drawInlines(parts)}
      </a>
    </bdi>
  )
}
