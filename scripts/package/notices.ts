import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.ts'
import { Failure } from '../lib/progress.ts'
import { isAccepted, type Part } from './parts.ts'

export const LICENCES_FILE = 'THIRD-PARTY-LICENSES.txt'
export const SBOM_FILE = 'sbom.cdx.json'

/** Writes what is said about the parts of others: their licences, and the list of parts (SBOM). */
export function writeNotices(folder: string, parts: readonly Part[]): void {
  const refused = parts.filter(({ licence, texts }) => !isAccepted(licence) || texts.length === 0)
  if (refused.length > 0) {
    const names = refused.map(({ name, licence, texts }) => `${name} (${licence}, ${texts.length} texts)`)
    throw new Failure(
      `These may not be shipped as they are: ${names.join(', ')}. Each needs a licence among the accepted ones ` +
        `and its text; scripts/package/parts.ts says which there are.`
    )
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, LICENCES_FILE), licencesText(parts))
  writeFileSync(join(folder, SBOM_FILE), `${JSON.stringify(sbom(parts), undefined, 2)}\n`)
}

function licencesText(parts: readonly Part[]): string {
  const line = '-'.repeat(80)
  const sections = parts.map(({ name, version, licence, texts }) =>
    [line, `${name} ${version} (${licence})`, line, '', ...texts, ''].join('\n')
  )
  const introduction = [
    'Causerie contains the work of many others. Their licences follow; those of the parts of Chromium, on which',
    'Electron is built, are in LICENSES.chromium.html beside the program.',
    ''
  ]
  return [...introduction, ...sections].join('\n')
}

/** The list of parts as CycloneDX 1.6. Without times and numbers of its own: the same parts give the same file. */
function sbom(parts: readonly Part[]): object {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string
    version: string
  }
  const self = `${name}@${version}`
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': self, name, version } },
    components: parts.map(component),
    dependencies: [{ ref: self, dependsOn: parts.map(packageUrl) }]
  }
}

function component(part: Part): object {
  const { name, version, licence, integrity } = part
  const hash = /^sha512-(.+)$/.exec(integrity ?? '')?.[1]
  const isExpression = / (OR|AND) /.test(licence)
  return {
    type: name === 'electron' ? 'framework' : 'library',
    'bom-ref': packageUrl(part),
    name,
    version,
    purl: packageUrl(part),
    licenses: [isExpression ? { expression: licence } : { license: { id: licence } }],
    ...(hash && { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] })
  }
}

function packageUrl({ name, version }: Part): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}
