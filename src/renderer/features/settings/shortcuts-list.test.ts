import { expect, it } from 'vitest'
import { isSearched } from './shortcuts-list.ts'

it('finds a shortcut by its name and by its keys, in any order and without accents', () => {
  const row = ['Ne pas déranger', 'Ctrl Maj D'] as const
  for (const query of ['', 'deranger', 'maj ctrl', 'Ctrl + Maj + D', 'PAS'])
    expect(isSearched(query, ...row), query).toBe(true)
  for (const query of ['alt', 'ctrl k']) expect(isSearched(query, ...row), query).toBe(false)
})
