import { describe, expect, it } from 'vitest'
import { parse } from './parse.ts'
import type { Block, Inline } from './tree.ts'

const text = (value: string): Inline => ({ kind: 'text', text: value })
const paragraph = (...children: (Inline | string)[]): Block => ({
  kind: 'paragraph',
  children: children.map((each) => (typeof each === 'string' ? text(each) : each))
})
const strong = (...children: (Inline | string)[]): Inline => wrapped('strong', children)
const emphasis = (...children: (Inline | string)[]): Inline => wrapped('emphasis', children)
const strike = (...children: (Inline | string)[]): Inline => wrapped('strike', children)
const code = (value: string): Inline => ({ kind: 'code', text: value })
const quote = (...children: Block[]): Block => ({ kind: 'quote', children })
const list = (start: number | null, ...items: Block[][]): Block => ({
  kind: 'list',
  items: items.map((children, index) => ({ number: start === null ? null : start + index, children }))
})
const fence = (language: string | null, value: string): Block => ({ kind: 'fence', language, text: value })
const gap: Block = { kind: 'gap' }
const link = (href: string, label: string, title: string | null = href): Inline => ({
  kind: 'link',
  href,
  title,
  children: [text(label)]
})

function wrapped(kind: 'strong' | 'emphasis' | 'strike', children: (Inline | string)[]): Inline {
  return { kind, children: children.map((each) => (typeof each === 'string' ? text(each) : each)) }
}

describe('in a line', () => {
  it.each<[string, (Inline | string)[]]>([
    ['**gras**', [strong('gras')]],
    ['__gras__', [strong('gras')]],
    ['*italique*', [emphasis('italique')]],
    ['_italique_', [emphasis('italique')]],
    ['~~barré~~', [strike('barré')]],
    ['***les deux***', [emphasis(strong('les deux'))]],
    ['**a *b* ~~c~~**', [strong('a ', emphasis('b'), ' ', strike('c'))]],
    ['**a **b** c**', [strong('a b c')]],
    [
      'l’*eau*, (**feu**) et « *air* »',
      ['l’', emphasis('eau'), ', (', strong('feu'), ') et « ', emphasis('air'), ' »']
    ],
    ['`code`', [code('code')]],
    ['`` a`b ``', [code('a`b')]],
    ['`**pas gras** <b> &amp; \\*`', [code('**pas gras** <b> &amp; \\*')]],
    ['`deux\nlignes`', [code('deux\nlignes')]],
    ['中文**粗体**中文', ['中文', strong('粗体'), '中文']],
    ['une\ndeux', ['une\ndeux']],
    ['  deux  espaces  ', ['  deux  espaces  ']],
    ['a  \n   b\\\nc', ['a  \n   b\\\nc']],
    ['\\*pas italique\\* \\_ni ça\\_ \\`ni ça\\`', ['*pas italique* _ni ça_ `ni ça`']],
    ['\\- pas une liste', ['- pas une liste']],
    ['1\\. pas une liste', ['1. pas une liste']],
    ['\\> pas une citation', ['> pas une citation']],
    ['\\\\*ici*', ['\\', emphasis('ici')]]
  ])('%s', (typed, children) => {
    expect(parse(typed)).toEqual([paragraph(...children)])
  })
})

describe('blocks', () => {
  it.each<[string, Block[]]>([
    ['a\n\nb', [paragraph('a'), gap, paragraph('b')]],
    ['a\n\n\n\n\nb', [paragraph('a'), gap, paragraph('b')]],
    ['a\r\nb', [paragraph('a\nb')]],
    ['> cité', [quote(paragraph('cité'))]],
    ['> une\n> deux\nréponse', [quote(paragraph('une\ndeux')), paragraph('réponse')]],
    ['avis :\n> une\n>\n> deux', [paragraph('avis :'), quote(paragraph('une'), gap, paragraph('deux'))]],
    ['> > deux fois', [quote(quote(paragraph('deux fois')))]],
    ['>> deux fois', [quote(quote(paragraph('deux fois')))]],
    ['- a\n- b\nsuite', [list(null, [paragraph('a')], [paragraph('b')]), paragraph('suite')]],
    ['* a\n* b', [list(null, [paragraph('a')], [paragraph('b')])]],
    ['- a\n  suite\n- b', [list(null, [paragraph('a\nsuite')], [paragraph('b')])]],
    ['- a\n\n- b', [list(null, [paragraph('a'), gap], [paragraph('b')])]],
    ['- a\n  - b', [list(null, [paragraph('a'), list(null, [paragraph('b')])])]],
    ['1. a\n2. b', [list(1, [paragraph('a')], [paragraph('b')])]],
    ['7) a\n8) b', [list(7, [paragraph('a')], [paragraph('b')])]],
    ['0. a', [list(0, [paragraph('a')])]],
    ['liste :\n- a', [paragraph('liste :'), list(null, [paragraph('a')])]],
    ['- **a**', [list(null, [paragraph(strong('a'))])]],
    ['```\na\n\n  b\n```', [fence(null, 'a\n\n  b')]],
    ['```ts\nlet a\n```\nfin', [fence('ts', 'let a'), paragraph('fin')]],
    ['~~~ c++\n```\n~~~', [fence('c++', '```')]],
    ['```du texte ici\na\n```', [fence(null, 'du texte ici\na')]],
    ['```\n```', [fence(null, '')]],
    ['> ```\n> a\n> ```\n\nb', [quote(fence(null, 'a')), gap, paragraph('b')]],
    ['- ```js\n  a\n  ```', [list(null, [fence('js', 'a')])]]
  ])('%s', (typed, blocks) => {
    expect(parse(typed)).toEqual(blocks)
  })

  it('stops quotes and lists in each other at the fourth, and keeps the rest as text', () => {
    expect(parse('> > > > > > a')).toEqual([quote(quote(quote(quote(paragraph('> > a')))))])
    expect(parse('- - - - - a')).toEqual([
      list(null, [list(null, [list(null, [list(null, [paragraph('- a')])])])])
    ])
  })
})

describe('what is no markup stays as it was typed', () => {
  it.each([
    '« Bonjour », dit-il ; l’été, c’est ça : « oui » ?',
    'L\'apostrophe d\'hier et "les guillemets"',
    '3 * 4 * 5',
    '2*3*4',
    '2**3 et 4**5',
    'a_b_c',
    'snake_case et mon__init__la',
    ':) ;) :-* >:( ^_^ >_< <3 -> => ¯\\(ツ)/¯',
    '10 < 20 > 5',
    '*pas fermé',
    '**pas fermé',
    '~~pas fermé',
    '~un seul~',
    '`pas fermé',
    '**',
    '*',
    '-',
    '+',
    '>',
    '1.',
    '***',
    '---',
    '- - -',
    '* * *',
    '```',
    '```js\nsans fin',
    'avant\n```\nsans fin',
    '********',
    '~~~~',
    '*-* et -_- et *_* et ^_^ oui ^_^',
    '**!** et ~~?~~',
    '# titre',
    '## titre ##',
    'titre\n=====',
    'titre\n-----',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '<b>gras</b> <script>alert(1)</script> <!-- x -->',
    '&amp; &lt; &#39; &nbsp;',
    '+ 2 personnes',
    '+33 6 12 34 56 78',
    '2024.5 et 1.5',
    '-5 degrés',
    '>sans espace',
    'C:\\Users\\ines\\notes.txt',
    '\\\\serveur\\partage',
    'a\\b \\n \\d+',
    '[crochets] et [a][b] et [a]: b',
    '[x]',
    '[ ] à faire',
    '[](x)',
    '[a]( )',
    '!important',
    '    quatre espaces',
    '\tune tabulation',
    '(c) (tm) ... -- "x"',
    'readme.md et example.org et notes.fr',
    'ftp://example.org //example.org',
    '@ines #général',
    'مرحبا *بالعالم'
  ])('%s', (typed) => {
    expect(parse(typed)).toEqual([paragraph(typed)])
  })

  it('and so does a text that is too long to be read', () => {
    const typed = `**${'a'.repeat(8_200)}**`
    expect(parse(typed)).toEqual([paragraph(typed)])
    expect(parse(`**${'a'.repeat(8_000)}**`)).toEqual([paragraph(strong('a'.repeat(8_000)))])
  })
})

it('shows what nobody would write as it is', () => {
  for (const typed of ['- a\n'.repeat(600), '*a* '.repeat(1_500)])
    expect(parse(typed)).toEqual([paragraph(typed)])
  expect(parse('*a* '.repeat(900))[0]).toMatchObject({ kind: 'paragraph', children: { length: 1_800 } })
  expect(parse('a@b.fr '.repeat(400))).toEqual([paragraph('a@b.fr '.repeat(400))])
})

describe('links', () => {
  it.each<[string, (Inline | string)[]]>([
    ['https://example.org', [link('https://example.org/', 'https://example.org', null)]],
    ['HTTP://EXAMPLE.ORG/A', [link('http://example.org/A', 'HTTP://EXAMPLE.ORG/A')]],
    ['voir www.example.org.', ['voir ', link('https://www.example.org/', 'www.example.org'), '.']],
    ['ines@example.org', [link('mailto:ines@example.org', 'ines@example.org', null)]],
    ['mailto:ines@example.org', [link('mailto:ines@example.org', 'mailto:ines@example.org', null)]],
    [
      '(https://fr.example.org/wiki/Tourbe_(sol))',
      [
        '(',
        link('https://fr.example.org/wiki/Tourbe_(sol)', 'https://fr.example.org/wiki/Tourbe_(sol)', null),
        ')'
      ]
    ],
    ['https://x.org/_a_b_/*c', [link('https://x.org/_a_b_/*c', 'https://x.org/_a_b_/*c', null)]],
    ['https://x.org/été', [link('https://x.org/%C3%A9t%C3%A9', 'https://x.org/été')]],
    ['https://x.org/a, puis', [link('https://x.org/a', 'https://x.org/a', null), ', puis']],
    [
      'https://x.org/a?b=1&amp;c#d!',
      [link('https://x.org/a?b=1&amp;c#d', 'https://x.org/a?b=1&amp;c#d', null), '!']
    ],
    ['« https://x.org/a »', ['« ', link('https://x.org/a', 'https://x.org/a', null), ' »']],
    ['<https://x.org/a>', ['<', link('https://x.org/a', 'https://x.org/a', null), '>']],
    ['**https://x.org/a**', [strong(link('https://x.org/a', 'https://x.org/a', null))]],
    ['_https://x.org/a_', [emphasis(link('https://x.org/a', 'https://x.org/a', null))]],
    ['~~https://x.org/a~~', [strike(link('https://x.org/a', 'https://x.org/a', null))]],
    ['`https://x.org/a`', [code('https://x.org/a')]],
    ['http://localhost:8080/x', [link('http://localhost:8080/x', 'http://localhost:8080/x', null)]],
    ['[ici](https://x.org/a)', [link('https://x.org/a', 'ici')]],
    ['[ici](www.x.org/a)', [link('https://www.x.org/a', 'ici')]],
    ['[écrire](mailto:a@b.fr)', [link('mailto:a@b.fr', 'écrire')]],
    ['[a](https://x.org/b_(c))', [link('https://x.org/b_(c)', 'a')]],
    ['[a](https://x.org/?q=1&amp;r)', [link('https://x.org/?q=1&amp;r', 'a')]],
    ['[https://x.org/](https://x.org/)', [link('https://x.org/', 'https://x.org/', null)]],
    ['![image](https://x.org/a.png)', ['!', link('https://x.org/a.png', 'image')]],
    ['https://аррӏе.com/', [link('https://xn--80ak6aa92e.com/', 'https://аррӏе.com/')]],
    ['[apple](https://аррӏе.com/)', [link('https://xn--80ak6aa92e.com/', 'apple')]],
    ['https://münchen.example', [link('https://xn--mnchen-3ya.example/', 'https://münchen.example')]]
  ])('%s', (typed, children) => {
    expect(parse(typed)).toEqual([paragraph(...children)])
  })

  it('has markup in its text', () => {
    const children = [text('a '), strong('b')]
    const href = 'https://x.org/'
    expect(parse('[a **b**](https://x.org)')).toEqual([
      paragraph({ kind: 'link', href, title: href, children })
    ])
  })

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\tscript:alert(1)',
    'java\u0000script:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript&colon;alert(1)',
    'javascript&#58;alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,x',
    'data:image/png;base64,x',
    'DATA:text/html;base64,x',
    'file:///etc/passwd',
    'fi\tle:///etc/passwd',
    'vbscript:msgbox(1)',
    'VbScript:msgbox(1)',
    'blob:https://example.org/1',
    'ftp://example.org',
    'causerie://join',
    'ms-msdt:/id',
    'smb://serveur/x',
    '//example.org',
    '/etc/passwd',
    '\\\\serveur\\x',
    'example.org',
    'https:example.org',
    'https:///example.org',
    'https:\\\\example.org',
    'ht\ttps://example.org',
    'https://exam\u0085ple.org',
    'https://ada:secret@example.org/',
    'https://',
    'mailto:',
    '#x',
    ''
  ])('never leads to %j', (address) => {
    const nodes = linksOf(parse(`[a](${address})`))
    expect(nodes.filter(({ children }) => JSON.stringify(children).includes('"a"'))).toEqual([])
    for (const { href } of [...nodes, ...linksOf(parse(address))])
      expect(href).toMatch(/^(?:https?:\/\/|mailto:)[!-~]+$/)
  })

  it('has a text that can be seen', () => {
    for (const label of ['', ' ', '\u200b', '\u202e', '\u0301'])
      expect(linksOf(parse(`[${label}](https://x.org)`)).map(({ title }) => title)).toEqual([null])
  })
})

function linksOf(nodes: readonly (Block | Inline)[]): Extract<Inline, { kind: 'link' }>[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'link') return [node]
    return 'children' in node ? linksOf(node.children) : []
  })
}

describe('what would deceive', () => {
  it.each([
    '[https://banque.fr](https://evil.example)',
    '[banque.fr](https://evil.example)',
    '[www.banque.fr/compte](https://evil.example)',
    '[voir https://banque.fr/ ici](https://evil.example)',
    '[\u202erf.euqnab](https://evil.example)',
    '[banq\u200bue.fr](https://evil.example)',
    '[“banque.fr”.](https://evil.example)',
    '[banque\uff0efr](https://evil.example)',
    '[moi@banque.fr](https://evil.example)'
  ])('a link that reads like another place shows the real one: %s', (text) => {
    const links = JSON.stringify(parse(text)).match(/"kind":"link".*/)?.[0] ?? ''
    expect(links).toContain('"children":[{"kind":"text","text":"https://evil.example/"}]')
  })

  it.each([
    '[banque](https://banque.fr)',
    '[banque.fr](https://banque.fr/compte)',
    '[www.a.fr](http://www.a.fr)',
    '[« banque.fr »](https://banque.fr)',
    'https://banque.fr/@moi.meme',
    '[Moi@banque.fr](mailto:moi@banque.fr?subject=oui)'
  ])('a link that says where it leads stays one: %s', (text) => {
    const [block] = parse(text)
    expect(block?.kind === 'paragraph' && block.children.map(({ kind }) => kind)).toEqual(['link'])
  })

  it('a number that was typed stays, and one that is repeated counts on', () => {
    const numbers = (text: string) =>
      parse(text).flatMap((block) => (block.kind === 'list' ? block.items.map(({ number }) => number) : []))
    expect(numbers('1. oui\n3. non')).toEqual([1, 3])
    expect(numbers('1. a\n1. b\n1. c')).toEqual([1, 2, 3])
  })

  it('a shrug keeps its arms', () => {
    expect(parse('¯\\_(ツ)_/¯')).toEqual([paragraph('¯\\_(ツ)_/¯')])
  })
})
