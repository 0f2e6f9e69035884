import { expect, it } from 'vitest'
import { colourCode } from './colours.ts'
import { isColoured } from './is-coloured.ts'

const LANGUAGES =
  'bash c cpp csharp css diff dockerfile go xml ini java javascript json kotlin php python r ruby rust sql typescript yaml'

const SAMPLE = `# note\nconst a = "b" // c\nif (a == 1) { return <b class='x'>2.5</b> }\n+ ajouté\n- retiré\nSELECT 'é' FROM t; /* z */`

it.each(LANGUAGES.split(' '))('%s: the pieces are the code, unchanged', (language) => {
  const runs = colourCode(language, SAMPLE)
  expect(runs?.map(({ text }) => text).join('')).toBe(SAMPLE)
  expect(runs?.some(({ colour }) => colour !== null)).toBe(true)
})

it('knows the short names, and no name of its own accord', () => {
  for (const name of ['ts', 'tsx', 'js', 'py', 'sh', 'html', 'yml', 'rs', 'rb', 'cs', 'c++', 'toml'])
    expect(colourCode(name, 'a = 1'), name).not.toBeNull()
  for (const name of ['', 'brainfuck', 'constructor', '__proto__', 'toString', 'text'])
    expect(colourCode(name, 'a = 1'), name).toBeNull()
})

it('colours what it names', () => {
  expect(colourCode('ts', 'const a = "b" // c')).toEqual([
    { text: 'const', colour: 'keyword' },
    { text: ' a = ', colour: null },
    { text: '"b"', colour: 'string' },
    { text: ' ', colour: null },
    { text: '// c', colour: 'comment' }
  ])
  expect(colourCode('diff', '+a\n-b')?.map(({ colour }) => colour)).toEqual(['added', null, 'removed'])
})

it('leaves long code without colour', () => {
  expect(isColoured('a\n'.repeat(199))).toBe(true)
  expect(isColoured('a\n'.repeat(200))).toBe(false)
  expect(isColoured(`${'é'.repeat(99)}\n`.repeat(100))).toBe(true)
  expect(isColoured(`${'é'.repeat(100)}\n`.repeat(100))).toBe(false)
  expect(isColoured('a'.repeat(300))).toBe(true)
  expect(isColoured('a'.repeat(301))).toBe(false)
})
