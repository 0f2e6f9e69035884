import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import r from 'highlight.js/lib/languages/r'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'

export type Colour = 'comment' | 'keyword' | 'string' | 'number' | 'title' | 'type' | 'added' | 'removed'

/** A piece of code in one colour; null is the colour of text. */
export interface Run {
  readonly text: string
  readonly colour: Colour | null
}

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>
type Content = Root['children'][number]

const lowlight = createLowlight({
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  php,
  python,
  r,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml
})

const COLOURS: Readonly<Record<string, Colour>> = {
  comment: 'comment',
  quote: 'comment',
  keyword: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  operator: 'keyword',
  doctag: 'keyword',
  string: 'string',
  regexp: 'string',
  char: 'string',
  link: 'string',
  number: 'number',
  symbol: 'number',
  bullet: 'number',
  title: 'title',
  section: 'title',
  name: 'title',
  'selector-id': 'title',
  'selector-class': 'title',
  built_in: 'type',
  type: 'type',
  attr: 'type',
  attribute: 'type',
  property: 'type',
  variable: 'type',
  'template-variable': 'type',
  meta: 'type',
  addition: 'added',
  deletion: 'removed'
}

/** The code in pieces, or null where its language is not known. Together the pieces are the code, unchanged. */
export function colourCode(language: string, text: string): readonly Run[] | null {
  if (!lowlight.registered(language)) return null
  const runs: Run[] = []
  addRuns(runs, lowlight.highlight(language, text, { prefix: '' }).children, null)
  return runs
}

function addRuns(runs: Run[], nodes: readonly Content[], around: Colour | null): void {
  for (const node of nodes) {
    if (node.type === 'text') runs.push({ text: node.value, colour: around })
    else if (node.type === 'element')
      addRuns(runs, node.children, colourOf(node.properties['className']) ?? around)
  }
}

function colourOf(names: unknown): Colour | null {
  const [name] = Array.isArray(names) ? (names as unknown[]) : []
  return typeof name === 'string' && Object.hasOwn(COLOURS, name) ? (COLOURS[name] ?? null) : null
}
