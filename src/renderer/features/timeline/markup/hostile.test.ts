import { expect, it } from 'vitest'
import { parse } from './parse.ts'
import type { Block, Inline } from './tree.ts'
import { createSeededRandom } from '../../../../shared/testkit/seeded-random.ts'

/** Many times what the slowest takes on two busy cores; what grows with the square takes hundreds. */
const MOST_MS = 40
const MOST_DEPTH = 4 + 1 + 4 + 1

const hostile: Record<string, string> = {
  quotes: `${'> '.repeat(4_000)}a`,
  'quotes without an end': '> '.repeat(4_000),
  'quotes and lists': `${'> - '.repeat(2_000)}a`,
  numbers: `${'1. '.repeat(2_000)}a`,
  'numbers without an end': '1. '.repeat(2_000),
  bullets: `${'- '.repeat(4_000)}a`,
  'deeper and deeper lists': Array.from({ length: 100 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'),
  'a long list': '- a\n'.repeat(2_000),
  'quotes and nothing': '> a\n\n'.repeat(1_600),
  'opened brackets': '['.repeat(5_000),
  'closed brackets': ']'.repeat(8_000),
  'brackets in brackets': `${'['.repeat(4_000)}${']'.repeat(4_000)}`,
  'links in links': `${'[a'.repeat(1_000)}${'](https://x.org)'.repeat(300)}`,
  'opened links': '[a](https://x.org/'.repeat(450),
  'links without an address': '[a]('.repeat(2_000),
  'links with parentheses': `[a](https://x.org/${'('.repeat(8_000)}`,
  'balanced parentheses': `[a](https://x.org/${'('.repeat(4_000)}${')'.repeat(4_000)})`,
  'parentheses in addresses': `https://x.org/${'(('.repeat(4_000)}`,
  'pairs in addresses': `https://x.org/${'([{'.repeat(1_300)}${'}])'.repeat(1_300)}`,
  'images in images': '!['.repeat(4_000),
  'closed images': `${'!['.repeat(2_000)}${'](x)'.repeat(1_000)}`,
  stars: '*'.repeat(8_000),
  'stars and letters': '*a'.repeat(4_000),
  'letters and stars': 'a*'.repeat(4_000),
  'opened bold': '**a '.repeat(2_000),
  'closed bold': 'a** '.repeat(2_000),
  'bold and italic': `${'**a *b '.repeat(600)}${'c* d** '.repeat(500)}`,
  'three stars': '***a '.repeat(1_600),
  'opened underscores': '_a'.repeat(4_000),
  'opened underscores and spaces': ' _a'.repeat(2_700),
  'stars, underscores and tildes': '*_~~'.repeat(2_000),
  'opened strikes': '~~'.repeat(4_000),
  'opened strikes and letters': '~~a '.repeat(2_000),
  backticks: '`'.repeat(8_000),
  'backticks, longer and longer': Array.from({ length: 120 }, (_, at) => '`'.repeat(at)).join(' '),
  'lonely backticks': '`a '.repeat(2_700),
  'open fences': '```a\n'.repeat(1_600),
  'open fences of two kinds': '```a\n~~~~b\n'.repeat(700),
  'open fences, longer and longer': Array.from({ length: 120 }, (_, at) => '~'.repeat(at)).join('\n'),
  'open fences, shorter and shorter': Array.from({ length: 120 }, (_, at) => '~'.repeat(122 - at)).join(
    '\nx\n'
  ),
  'fences in quotes': '> ```\n'.repeat(1_300),
  backslashes: '\\'.repeat(8_000),
  'backslashes and stars': '\\*'.repeat(4_000),
  'backslashes after spaces': `${' '.repeat(4_000)}${'\\-'.repeat(2_000)}`,
  less: '<'.repeat(8_000),
  tags: '<a href="'.repeat(900),
  spaces: `${' '.repeat(8_000)}a`,
  'spaces and tabs': `a${' \t'.repeat(4_000)}b`,
  'spaces after a quote': `>${' '.repeat(8_000)}`,
  newlines: '\n'.repeat(8_000),
  'ten thousand newlines': '\n'.repeat(10_000),
  'lines of one letter': 'a\n'.repeat(4_000),
  'combining marks': `a${'\u0301'.repeat(8_000)}`,
  'null bytes': '\0'.repeat(8_000),
  'lone surrogates': '\ud800*\udc00'.repeat(2_000),
  'turned around': '\u202e*a*\u2066'.repeat(1_600),
  emoji: '👩‍👩‍👧‍👦'.repeat(700),
  schemes: 'http://'.repeat(1_100),
  'schemes and letters': 'http://a'.repeat(1_000),
  'schemes and spaces': 'http://a.b '.repeat(740),
  'a long host': `https://${'a.'.repeat(4_000)}`,
  'a host of dashes': `https://${'a-'.repeat(4_000)}`,
  'a long path': `https://x.org/${'a'.repeat(8_000)}`,
  'a path of marks': `https://x.org/${'?!.,;'.repeat(1_600)}`,
  'a path of quotes': `https://x.org/${'"\''.repeat(4_000)}`,
  www: 'www.'.repeat(2_000),
  'www and spaces': 'www.a.b '.repeat(1_000),
  at: '@'.repeat(8_000),
  'at and letters': 'a@'.repeat(4_000),
  'letters and at': 'a@b.'.repeat(2_000),
  'mail addresses': 'a@b.fr '.repeat(1_100),
  'a mail address of dots': `${'a.'.repeat(3_000)}@${'b.'.repeat(1_000)}`,
  mailto: 'mailto:'.repeat(1_100),
  pluses: '+'.repeat(8_000),
  equals: 'a\n='.repeat(2_700),
  tables: '|a'.repeat(4_000),
  entities: '&#x41;'.repeat(1_300),
  mixed: '*[`_(~>'.repeat(1_100)
}

it.each(Object.entries(hostile))('%s: read, whole and in time', (_name, typed) => {
  // Once beyond what is read at all, perhaps, and once within.
  for (const text of [typed, typed.slice(0, 2_000)]) {
    check(parse(text))
    expect(fastest(() => parse(text), MOST_MS)).toBeLessThan(MOST_MS)
  }
})

it('reads a typical message in far less than a frame', () => {
  const typical = 'On se voit à **14 h** ? Le lien : https://exemple.org/notes_du_jour, sinon `npm test` :)'
  expect(fastest(() => parse(typical), 1)).toBeLessThan(1)
})

it('reads whatever is made of signs and words, and loses no word', () => {
  const parts = [
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '[',
    '](',
    ')',
    'https://x.org/a'
  ]
  const signs = [
    ...parts,
    '\\',
    ' ',
    '  ',
    '!',
    '@',
    '<',
    '&amp;',
    '\u202e',
    '\ud800',
    '\t',
    '```js\n',
    'www.x.org'
  ]
  const random = createSeededRandom(20_260)
  for (let round = 0; round < 3_000; round++) {
    const length = 1 + Math.floor(random() * 40)
    const pieces = Array.from({ length }, (_, at) =>
      random() < 0.4 ? `mot${at}` : (signs[Math.floor(random() * signs.length)] ?? '')
    )
    const typed = pieces.join('')
    const blocks = parse(typed)
    check(blocks)
    const shown = shownText(blocks)
    for (const [word] of typed.matchAll(/mot\d+/g)) expect(shown, JSON.stringify(typed)).toContain(word)
  }
})

/** Milliseconds of the fastest of a few runs, the last of which is the first that is fast enough. */
function fastest(run: () => unknown, enough: number): number {
  let best = Infinity
  for (let round = 0; round < 12 && best >= enough; round++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** Every node is one of the tree's, with nothing on it that the tree does not name, and none is too deep. */
function check(blocks: readonly Block[]): void {
  expect(blocks.length).toBeGreaterThan(0)
  for (const block of blocks) checkNode(block, 1)
}

const KEYS: Record<(Block | Inline)['kind'], string> = {
  paragraph: 'kind,children',
  gap: 'kind',
  quote: 'kind,children',
  list: 'kind,items',
  fence: 'kind,language,text',
  text: 'kind,text',
  code: 'kind,text',
  strong: 'kind,children',
  emphasis: 'kind,children',
  strike: 'kind,children',
  link: 'kind,href,title,children'
}

function checkNode(node: Block | Inline, depth: number): void {
  if (depth > MOST_DEPTH || KEYS[node.kind] !== Object.keys(node).join(','))
    expect.fail(`${depth} deep: ${JSON.stringify(node)}`)
  if (node.kind === 'link' && !/^(?:https?:\/\/|mailto:)[!-~]+$/.test(node.href)) expect.fail(node.href)
  for (const child of childrenOf(node)) checkNode(child, depth + 1)
}

function childrenOf(node: Block | Inline): readonly (Block | Inline)[] {
  if (node.kind === 'list') return node.items.flatMap(({ children }) => children)
  return 'children' in node ? node.children : []
}

function shownText(nodes: readonly (Block | Inline)[]): string {
  return nodes
    .map((node) =>
      node.kind === 'link'
        ? `${shownText(node.children)} ${node.href}`
        : 'text' in node
          ? node.text
          : shownText(childrenOf(node))
    )
    .join('')
}
