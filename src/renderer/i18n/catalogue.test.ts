import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { catalogues } from './catalogue.ts'
import { keyOfCode } from './codes.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`)
  )
}

/** What a text asks for: its arguments, with their kind, and its tags. */
function wants(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)(?:, (\w+),)?|<(\w+)>/g)]
  return names.map(([, name, kind, tag]) => (tag ? `<${tag}>` : `${name} ${kind ?? ''}`)).toSorted()
}

const english = new Map(leaves(en))
const french = new Map(leaves(fr))
const texts = Object.entries(catalogues).flatMap(([language, tree]) =>
  leaves(tree).map(([key, text]) => ({ language: language as 'en' | 'fr', key, text }))
)

describe('the catalogues', () => {
  it('say the same things', () => {
    expect([...french.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it('ask for the same arguments in both languages', () => {
    for (const [key, text] of english) expect(wants(french.get(key) ?? ''), key).toEqual(wants(text))
  })

  it('can all be said', () => {
    for (const { language, key, text } of texts) {
      const errors: unknown[] = []
      const onError = (error: unknown): void => void errors.push(error)
      const messages: Record<string, string> = { text }
      const translate = createTranslator({ locale: language, messages, onError })
      const names = wants(text).filter((name) => !name.startsWith('<'))
      const values = Object.fromEntries(names.map((name) => [name.split(' ')[0] ?? '', 2]))
      const said = translate.markup('text', { ...values, b: (words: string) => words })
      expect(errors, key).toEqual([])
      expect(said, key).toMatch(/^\S(.*\S)?$/)
    }
  })

  it('keep calm and are well set', () => {
    for (const { language, key, text } of texts) {
      expect(text, key).not.toMatch(/[!']|\.\.\.|Oups|Oops/)
      if (language === 'fr') expect(text, key).not.toMatch(/[^\u202f][;?]|[^\u00a0]:(?!\/)/)
    }
  })

  it('counts as each language does', () => {
    const say = (locale: 'en' | 'fr', count: number): string =>
      createTranslator({ locale, messages: catalogues[locale] as typeof en })('list.jump', { count })
    expect([0, 1, 2].map((count) => say('fr', count))).toEqual([
      '0 nouveau message',
      '1 nouveau message',
      '2 nouveaux messages'
    ])
    expect([0, 1, 2].map((count) => say('en', count))).toEqual([
      '0 new messages',
      '1 new message',
      '2 new messages'
    ])
  })

  it('has words for a code that it has never heard of', () => {
    expect(keyOfCode(en.signInProblems, 'wrong_credentials')).toBe('wrong_credentials')
    expect(keyOfCode(en.signInProblems, 'from_the_future')).toBe('unknown')
    expect(keyOfCode(en.signInProblems, 'toString')).toBe('unknown')
  })
})
