import type { MarkdownIt, StateInline } from 'markdown-it'
import { findAutolinks, safeAddress, type Autolink } from './addresses.ts'

type InlineRule = (state: StateInline, isSilent: boolean) => boolean

const PLAIN = /[^`*_~[\]\\]+/y
const STARS = /\*+/y
const UNDERSCORES = /_+/y
const TILDES = /~+/y
/**
 * A backslash counts only before what would be markup there, so that paths on disks stay whole. Before another
 * one it counts when that one would: two of them begin the name of a share.
 */
const ESCAPE = /\\(?:[*_~`[\]]|\\(?=[*_~`[\]])|(?<=^[ \t]*\\)[->]|(?<=^[ \t]*\d{1,9}\\)[.)]|(?<=\]\\)\()/my
/** After one of these a backslash is what it looks like: the arm of a shrug, the root of a disk. */
const SHOWS_BACKSLASH = new Set(['¯', ':'])
/** Scripts that put no space between words, so that markup inside of them is meant. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
/** An underscore beside one of these, or between two of a kind, is a part of a face: >_<, -_-. */
const FACE = /[\^<>=]|^(\S)\1$/
const LONGEST_RUN = 3

/** Teaches the parser what is in a line: bold, italic, struck, code and links. */
export function addInlineRules(md: MarkdownIt): void {
  const { ruler, ruler2 } = md.inline
  const backticks = builtIn(md, 'backticks')
  const strikethrough = builtIn(md, 'strikethrough')
  ruler.at('text', text)
  ruler.at('linkify', autolink)
  ruler.at('escape', escape)
  ruler.at('backticks', (state, isSilent) => code(backticks, state, isSilent))
  ruler.at('strikethrough', (state, isSilent) => strike(strikethrough, state, isSilent))
  ruler.at('emphasis', emphasis)
  ruler.at('link', link)
  ruler.enableOnly(['text', 'linkify', 'escape', 'backticks', 'strikethrough', 'emphasis', 'link'])
  ruler2.enableOnly(['balance_pairs', 'strikethrough', 'emphasis', 'fragments_join'])
}

function builtIn(md: MarkdownIt, name: string): InlineRule {
  md.inline.ruler.enableOnly([name])
  const [rule] = md.inline.ruler.getRules('')
  if (!rule) throw new Error(`no inline rule ${name}`)
  return rule
}

/** The addresses of a line, and the place among them where the last one was asked for. */
interface Autolinks {
  readonly found: readonly Autolink[]
  at: number
}

const autolinksByState = new WeakMap<StateInline, Autolinks>()

/** The address that starts here or next. */
function nextAutolink(state: StateInline): Autolink | undefined {
  if (state.linkLevel > 0) return undefined
  let links = autolinksByState.get(state)
  if (!links) {
    links = { found: findAutolinks(state.md.linkify, state.src), at: 0 }
    autolinksByState.set(state, links)
  }
  const startAt = (index: number): number => links.found[index]?.start ?? (index < 0 ? -1 : Infinity)
  while (startAt(links.at - 1) >= state.pos) links.at--
  while (startAt(links.at) < state.pos) links.at++
  return links.found[links.at]
}

function runAt(pattern: RegExp, state: StateInline): string {
  pattern.lastIndex = state.pos
  return pattern.exec(state.src)?.[0] ?? ''
}

function text(state: StateInline, isSilent: boolean): boolean {
  const run = runAt(PLAIN, state)
  const end = Math.min(state.pos + run.length, state.posMax, nextAutolink(state)?.start ?? Infinity)
  if (end <= state.pos) return false
  if (!isSilent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

/** An address is taken whole before emphasis is looked for: its underscores and stars are its own. */
function autolink(state: StateInline, isSilent: boolean): boolean {
  const found = nextAutolink(state)
  if (found?.start !== state.pos || found.end > state.posMax) return false
  if (!isSilent) {
    openLink(state, found.href)
    state.push('text', '', 0).content = state.src.slice(found.start, found.end)
    state.push('link_close', 'a', -1)
  }
  state.pos = found.end
  return true
}

function openLink(state: StateInline, href: string): void {
  state.push('link_open', 'a', 1).attrs = [['href', href]]
}

function escape(state: StateInline, isSilent: boolean): boolean {
  const run = runAt(ESCAPE, state)
  if (!run || state.pos + run.length > state.posMax) return false
  const isShown = SHOWS_BACKSLASH.has(state.src[state.pos - 1] ?? '')
  if (!isSilent) state.push('text_special', '', 0).content = isShown ? run : run.slice(1)
  state.pos += run.length
  return true
}

/** Code in a line keeps its line breaks. */
function code(rule: InlineRule, state: StateInline, isSilent: boolean): boolean {
  const start = state.pos
  const isTaken = rule(state, isSilent)
  const token = state.tokens.at(-1)
  if (isTaken && !isSilent && !state.pending && token?.type === 'code_inline') {
    const { length } = token.markup
    const typed = state.src.slice(start + length, state.pos - length)
    token.content = /^ .*[^ ].* $/s.test(typed) ? typed.slice(1, -1) : typed
  }
  return isTaken
}

/** More signs in a row than markup takes are a line of signs. */
function takeRun(state: StateInline, run: string): boolean {
  state.pending += run
  state.pos += run.length
  return true
}

function strike(rule: InlineRule, state: StateInline, isSilent: boolean): boolean {
  if (isSilent || state.src[state.pos] !== '~') return false
  const run = runAt(TILDES, state)
  return run.length === 2 ? rule(state, isSilent) : takeRun(state, run)
}

/** Neither sign works inside a word: 2*3*4 and snake_case are what they look like. */
function emphasis(state: StateInline, isSilent: boolean): boolean {
  const marker = state.src[state.pos]
  if (isSilent || (marker !== '*' && marker !== '_')) return false
  const run = runAt(marker === '*' ? STARS : UNDERSCORES, state)
  const { length } = run
  const around = (state.src[state.pos - 1] ?? '') + (state.src[state.pos + length] ?? '')
  if (length > LONGEST_RUN || (marker === '_' && FACE.test(around))) return takeRun(state, run)
  const { can_open: open, can_close: close } = state.scanDelims(
    state.pos,
    marker === '*' && UNSPACED.test(around)
  )
  for (let count = 0; count < length; count++) {
    state.push('text', '', 0).content = marker
    const token = state.tokens.length - 1
    state.delimiters.push({ marker: marker.charCodeAt(0), length, token, end: -1, open, close })
  }
  state.pos += length
  return true
}

/** [text](address), and no title: what is shown on a link is its address. */
function link(state: StateInline, isSilent: boolean): boolean {
  if (state.src[state.pos] !== '[' || state.linkLevel > 0) return false
  const { src, pos, posMax } = state
  const { parseLinkLabel, parseLinkDestination } = state.md.helpers
  const labelEnd = parseLinkLabel(state, pos, true)
  if (labelEnd < 0 || src[labelEnd + 1] !== '(') return false
  const destination = parseLinkDestination(src, labelEnd + 2, posMax)
  if (!destination.ok || destination.pos >= posMax || src[destination.pos] !== ')') return false
  const href = safeAddress(src.slice(labelEnd + 2, destination.pos))
  if (href === null || !VISIBLE.test(src.slice(pos + 1, labelEnd))) return false
  if (!isSilent) {
    openLink(state, href)
    state.pos = pos + 1
    state.posMax = labelEnd
    state.linkLevel++
    state.md.inline.tokenize(state)
    state.linkLevel--
    state.posMax = posMax
    state.push('link_close', 'a', -1)
  }
  state.pos = destination.pos + 1
  return true
}
