import { readFileSync } from 'node:fs'
import { matchesGlob, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../lib/paths.ts'
import { configuration, installers } from './configuration.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly with?: { readonly path?: string }
}
interface Job {
  readonly strategy?: { readonly matrix: { readonly include: { readonly os: string }[] } }
  readonly permissions?: object
  readonly steps: Step[]
}
interface Workflow {
  readonly on: object
  readonly permissions: object
  readonly env: object
  readonly jobs: { readonly package: Job; readonly release: Job }
}

const workflow = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')) as Workflow
const { package: job, release } = workflow.jobs
const lines = job.steps.flatMap(({ run }) => run ?? [])
const lineOf = (text: string): number => lines.findIndex((line) => line.endsWith(text))
/** What electron-builder's targets make, by the ending of the file. */
const endings = { AppImage: 'AppImage', nsis: 'exe', dmg: 'dmg', zip: 'zip' }

describe('the release workflow', () => {
  it('starts with a tag alone, and may write nothing but the release', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } })
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(job.permissions).toBeUndefined()
    expect(release.permissions).toEqual({ contents: 'write' })
  })

  it('runs the tests on three systems with the official Electron, then packages', () => {
    const systems = job.strategy?.matrix.include.map(({ os }) => os.split('-')[0])
    expect(systems).toEqual(['ubuntu', 'windows', 'macos'])
    expect(workflow.env).toEqual({ CAUSERIE_RUNTIME: 'official' })
    const commands = ['npm audit --audit-level=high', 'npm ci', 'npm test', 'npm run package -- --installers']
    const steps = commands.map(lineOf)
    expect(steps).not.toContain(-1)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    // A step that were left out on one system would be one that is not tested there.
    for (const step of job.steps.filter(({ run }) => run?.includes('npm '))) expect(step.if).toBeUndefined()
  })

  it('names no script that package.json does not have', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const names = lines.flatMap((line) =>
      [...line.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name)
    )
    const ofNpm = new Set(['audit', 'ci'])
    expect(names.filter((name) => !ofNpm.has(name) && !(name in scripts))).toEqual([])
  })

  it('runs no action that its author could change afterwards', () => {
    const actions = [...job.steps, ...release.steps].flatMap(({ uses }) => uses ?? [])
    expect(actions).toHaveLength(4)
    for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/)
  })

  it('hands on all that is made on each system, and nothing else', () => {
    const runtime = { kind: 'official', version: '1.0.0', dist: '', executable: '', resources: '' } as const
    const places = { app: '', extras: '', output: '' }
    const { linux, win, mac } = configuration({ ...runtime, modules: '', nativeModules: [] }, places)
    expect([linux?.target, win?.target, mac?.target]).toEqual([
      [...installers.linux],
      [...installers.win32],
      [...installers.darwin]
    ])
    const files = Object.values(installers)
      .flat()
      .map((target) => `dist/official/causerie-1.0.0-system-x64.${endings[target]}`)
    const made = [...files, 'dist/official/causerie_1.0.0_amd64.deb']
    const paths = job.steps.find(({ uses }) => uses?.includes('upload-artifact'))?.with?.path ?? ''
    const patterns = paths.trim().split('\n')
    for (const file of made) expect(patterns.some((pattern) => matchesGlob(file, pattern))).toBe(true)
    for (const pattern of patterns) expect(made.some((file) => matchesGlob(file, pattern))).toBe(true)
  })
})
