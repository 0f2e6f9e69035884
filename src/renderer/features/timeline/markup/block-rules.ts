import type { MarkdownIt, StateBlock } from 'markdown-it'

type BlockRule = (state: StateBlock, startLine: number, endLine: number, isSilent: boolean) => boolean

/** Quotes and lists stand in each other this deep, no deeper: what goes further is text. */
const MOST_DEPTH = 4
/** Dashes, stars and numbers with nothing after them are no list. */
const ONLY_MARKERS = /^(?:[-*]|\d{1,9}[.)])(?:[ \t]+(?:[-*]|\d{1,9}[.)]))*[ \t]*$/

/** Teaches the parser the blocks of a message: quotes, lists, fenced code and paragraphs. */
export function addBlockRules(md: MarkdownIt): void {
  const { ruler } = md.block
  const nested = bounded(MOST_DEPTH)
  const list = nested(builtIn(md, 'list'))
  const quote = nested(builtIn(md, 'blockquote'))
  const fence = builtIn(md, 'fence')
  ruler.at('list', (state, line, end, silent) => startsList(state, line) && list(state, line, end, silent), {
    alt: ['paragraph', 'blockquote']
  })
  ruler.at(
    'blockquote',
    (state, line, end, silent) => startsQuote(state, line) && quote(state, line, end, silent),
    { alt: ['paragraph', 'blockquote', 'list'] }
  )
  ruler.at(
    'fence',
    (state, line, end, silent) => isFenceClosed(state, line, end) && fence(state, line, end, silent),
    { alt: ['paragraph', 'blockquote', 'list'] }
  )
  // A line without the sign ends the quote: what is written below a quote answers it.
  ruler.before('paragraph', 'unquoted', (_state, _line, _end, silent) => silent, { alt: ['blockquote'] })
  ruler.at('paragraph', paragraph)
  ruler.enableOnly(['fence', 'blockquote', 'list', 'unquoted', 'paragraph'])
}

function builtIn(md: MarkdownIt, name: string): BlockRule {
  md.block.ruler.enableOnly([name])
  const [rule] = md.block.ruler.getRules('')
  if (!rule) throw new Error(`no block rule ${name}`)
  return rule
}

function bounded(most: number): (rule: BlockRule) => BlockRule {
  let depth = 0
  return (rule) => (state, startLine, endLine, isSilent) => {
    if (depth >= most) return false
    depth++
    try {
      return rule(state, startLine, endLine, isSilent)
    } finally {
      depth--
    }
  }
}

function lineAt(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}

function indentOf(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent
}

function firstOf(state: StateBlock, line: number): string {
  return state.src.charAt((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0))
}

/** A plus is a sign before a number more often than a bullet. */
function startsList(state: StateBlock, line: number): boolean {
  return /[-*\d]/.test(firstOf(state, line)) && !ONLY_MARKERS.test(lineAt(state, line))
}

/** One sign or several, then a space, then words: ">:(" is none. */
function startsQuote(state: StateBlock, line: number): boolean {
  if (firstOf(state, line) !== '>') return false
  const text = lineAt(state, line)
  let end = 0
  while (text[end] === '>' || text[end] === ' ' || text[end] === '\t') end++
  return end < text.length && text[end - 1] !== '>'
}

/** What is never closed is text. Without the memory, a text full of open fences would be searched once for each. */
function isFenceClosed(state: StateBlock, startLine: number, endLine: number): boolean {
  if (!/[`~]/.test(firstOf(state, startLine))) return false
  const opener = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(lineAt(state, startLine))?.[0]
  if (!opener) return false
  const key = `unclosed ${opener[0]} ${endLine} ${state.blkIndent}`
  const unclosed = state.env[key]
  if (typeof unclosed === 'number' && opener.length >= unclosed) return false
  for (let line = startLine + 1; line < endLine; line++) {
    const text = lineAt(state, line)
    if (text && indentOf(state, line) < 0) break
    if (!text.startsWith(opener) || indentOf(state, line) >= 4) continue
    if (text.trimEnd().replaceAll(opener.charAt(0), '') === '') return true
  }
  state.env[key] = opener.length
  return false
}

/** A paragraph keeps its spaces as they were typed, and a line that is not indented never continues a list. */
function paragraph(state: StateBlock, startLine: number, endLine: number): boolean {
  const terminators = state.md.block.ruler.getRules('paragraph')
  const { parentType } = state
  state.parentType = 'paragraph'
  let line = startLine + 1
  for (; line < endLine && !state.isEmpty(line) && indentOf(state, line) >= 0; line++) {
    if (indentOf(state, line) > 3) continue
    if (terminators.some((rule) => rule(state, line, endLine, true))) break
  }
  state.parentType = parentType
  state.line = line
  state.push('paragraph_open', 'p', 1).map = [startLine, line]
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(startLine, line, state.blkIndent, false)
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  return true
}
